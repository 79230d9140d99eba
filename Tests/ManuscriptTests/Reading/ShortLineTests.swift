import Manuscript
import Testing

/// Paragraphs that only their short last lines show.
@Suite struct ShortLineTests {
  @Test func `end where a line stops short of the margin after a stop`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats that the men of the upper town
      had built, and it was weighed at the gate.
      The bishop took one sack of twelve, and he wrote down what he took in a
      book that was seen by the town clerk of 1700. Nobody else has ever seen it,
      and nobody has said where it is.
      The Toll
      Nobody paid twice, or so they said, but the bargemen of the upper town told
      their children that they had paid three times over in the year of the flood.
      """, as: .plainText)
    #expect(document.kinds == [.heading, .paragraph, .paragraph, .paragraph, .paragraph])
    #expect(document.text(of: document.blocks[3]) == "The Toll")
  }

  @Test func `are not found in verse, in addresses, or where each sentence has its line`() throws {
    let verse = """
      The boat went down the river to the sea at last.
      The toll was taken.
      The clerk looked on and wrote it in the book of the town.
      The bishop slept.
      The bell of the minster was dead in the night of the flood.
      """
    #expect(try read("Song\n\n" + verse, as: .plainText).blocks.count == 2)
    let sentences = "It was so. He said:\n" + verse.lowercased().replacing("the ", with: "the very ")
    #expect(try read("Song\n\n" + sentences, as: .plainText).blocks.count == 2)
  }
}
