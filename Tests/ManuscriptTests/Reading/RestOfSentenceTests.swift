import Manuscript
import Testing

/// Texts that break off, and what may not be taken for their rest.
@Suite("What may not be the rest of a sentence")
struct RestOfSentenceTests {
  private static let open =
    "The board asked the keepers of the northern and of the southern light whether they had written to the"

  @Test(
    arguments: [
      "Minutes, 12 May 1791.", "THE OUTER SKERRIES 112", "Downloaded from example.org on 3 May 2001",
      "*Plan of the northern light*", "The duke refused. He was old, and nobody was left to ask him again.",
    ])
  func `a line by itself or a new sentence is not the rest of one`(second: String) throws {
    let (document, report) = try readWithReport(
      "# The Light\n\n\(Self.open)\n\n\(second)\n\n1742 was a dry year. It was so.")
    #expect(document.texts(.paragraph).contains { $0.hasSuffix("had written to the") })
    #expect(!report.undecided.isEmpty)
  }

  @Test func `a paragraph of names goes on over a blank line and is told of`() throws {
    let document = try read(
      "# The Light\n\n\(Self.open)\n\nCommissioners of the Northern Lights, and had sent the letters by the boat."
    )
    #expect(document.text.string.contains("written to the Commissioners of the Northern Lights"))
  }

  @Test(arguments: ["doi:10.5555/12.34", "43 Jeanne Caillaud"])
  func `a sentence goes on over an address or a name with a page's number`(line: String) throws {
    let (document, report) = try readWithReport(
      "# The Light\n\n\(Self.open)\n\n\(line)\n\nsecretary of the board. They had not.")
    #expect(!document.text.string.contains("the \(line)"))
    #expect(document.text.string.contains(line))
    #expect(report.undecided.contains { $0.text.contains(line) })
  }

  @Test func `a text that breaks off over a rule is told of`() throws {
    let (_, report) = try readWithReport(
      "# The Light\n\n\(Self.open)\n\n---\n\nThe duke refused. He was old.")
    #expect(
      report.undecided.map(\.what) == [
        "This breaks off, and a rule follows. What comes after it is kept apart."
      ])
  }

  @Test func `names under the title are no sentence that goes on`() throws {
    let document = try read(
      "# Silence\n\nThomas Okafor\n\nThe maxim is old. It has been quoted ever since.\n\ndifficulty of the schoolroom."
    )
    #expect(!document.text.string.contains("Okafor difficulty"))
  }

  @Test func `a note's second paragraph stands over the page's number`() throws {
    let document = try read(
      """
      # The Light

      The lamp was lit in October by a keeper who could not read.<sup>1</sup> It asks what they thought they were being paid

      <sup>1</sup> Harcus, p. 77.

      The same writer returned to the matter in 1963.

      12

      for. Three hundred such letters survive.<sup>2</sup> It is so.

      <sup>2</sup> They are bound.

      13
      """)
    #expect(document.text.string.contains("being paid for. Three hundred"))
    #expect(document.texts(.note).first?.hasSuffix("returned to the matter in 1963.") == true)
  }

  @Test func `headings that count are no pages' heads after notes within the text`() throws {
    let parts = ["Introduction", "The oath", "The scales", "The fines"].enumerated().map { place, title in
      "## \(place + 1). \(title)\n\nIt is known in four versions.^[Oath book, fol. \(place + 1).] They differ."
    }
    let document = try read("# The Weighing of Souls\n\n" + parts.joined(separator: "\n\n"))
    #expect(document.texts(.heading).count == 5)
  }

  @Test func `the author's name under the title is no page's head although heads say it`() throws {
    let document = try read(
      """
      THOMAS OKAFOR 301

      # Silence as Assent

      Thomas Okafor

      The first reader was a notary of Perugia, who needed a short text for a

      THOMAS OKAFOR 303

      marginal note. The remark was reported in four newspapers, and it was read in

      THOMAS OKAFOR 305

      Lagos. Nobody asked.
      """)
    #expect(document.title == "Silence as Assent")
    #expect(document.texts(.author) == ["Thomas Okafor"])
    #expect(document.text.string.contains("it was read in Lagos."))
  }

  @Test func `a year in the title is no page's number`() throws {
    let document = try read(
      """
      ANNA WEBER                                                      113

      The Mill at Harrow Ford, 1742

      Anna Weber

      The mill at Harrow Ford was sold in the spring of 1742 to a
      widow who paid for the
      \u{0C}114                                         THE MILL AT HARROW FORD

      gardens and their tanneries. The complaint was repeated
      three times.
      """, as: .plainText)
    #expect(document.title == "The Mill at Harrow Ford, 1742")
    #expect(document.text.string.contains("paid for the gardens"))
  }
}
