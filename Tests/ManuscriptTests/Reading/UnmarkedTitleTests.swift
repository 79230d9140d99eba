import Manuscript
import Testing

/// Titles and headings of lists that no mark of Markdown shows, and that end with a colon or a stop.
@Suite struct UnmarkedTitleTests {
  private static let text = """
    The bells were cast in the summer of 1623 by a founder who had fled from the north. The roll that says so is kept
    in the chest.
    """

  @Test(arguments: [
    "The Bells of Thornwick\n\nIda Marsh",
    "The Bells of Thornwick\n\nIda Marsh, University of Derby, ida@derby.example",
    "THE BELLS OF THORNWICK\n\nIDA MARSH",
    "***The Bells of Thornwick***\n\n_Ida Marsh_ <sup>1</sup>",
    "The bells of an old parish: a study in rolls\n\nBy Ida Marsh and Peter Quill",
    "Die Glocken von Ulm\n\nvon Ida Marsh",
    "The Bells of Thornwick\nIda Marsh", "On the bells of an old parish\nby Ida Marsh and P. Quill",
  ])
  func `a first line over its authors is the paper's title`(head: String) throws {
    let document = try read("\(head)\n\n\(Self.text)\n")
    #expect(document.texts(.heading).count == 1)
    #expect(document.texts(.author).count == 1)
    #expect(document.texts(.paragraph).count == 1)
  }

  @Test(arguments: [
    "Dear Ida,\n\nPeter Quill wrote to me.",
    "The bells were cast in the north\n\nNobody knows why.",
    "All things fall and are built again\n\nW. B. Yeats",
    "London, 3 May 1640\n\nPeter Quill",
    "Ida Marsh\n\nPeter Quill",
  ])
  func `a short first sentence, an epigraph and a date are no title`(head: String) throws {
    #expect(try read("\(head)\n\n\(Self.text)\n").texts(.heading).isEmpty)
  }

  @Test func `an epigraph over the paper's title is none`() throws {
    let document = try read(
      "Ring Out, Wild Bells\n\nAlfred Tennyson\n\n# The Bells of Thornwick\n\n\(Self.text)\n")
    #expect(document.texts(.heading) == ["The Bells of Thornwick"])
  }

  @Test(
    arguments: ["Fußnoten:", "Fussnoten:", "FOOTNOTES:", "Notes :", "**Notes:**", "Anmerkungen."],
    ["\n\n", "\n"])
  func `a line with a colon over the notes is their heading`(head: String, gap: String) throws {
    let source = """
      # The Bells

      The bells were cast by a founder who had fled.[1] The roll is kept in the chest.[2]

      \(head)\(gap)[1] Ashe, p. 27.
      [2] Moir, p. 12.

      """
    for format in [SourceFormat.markdown, .plainText] {
      let document = try read(format == .markdown ? source : source.replacing("**", with: ""), as: format)
      #expect(document.texts(.heading).count == 2)
      #expect(document.texts(.note) == ["Ashe, p. 27.", "Moir, p. 12."])
    }
  }

  @Test func `a line with a colon over points of the text is no heading`() throws {
    let points = "1. Put the corn in.\n2. Turn the wheel.\n\nThen the flour comes out."
    let document = try read("# Mills\n\nThe mill stands by the weir.\n\nNote:\n\n\(points)\n")
    #expect(document.texts(.heading) == ["Mills"])
    let table = try read("# Mills\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nNotes:\n\n\(points)\n")
    #expect(table.texts(.heading) == ["Mills"])
  }

  @Test(arguments: [
    "He says “no.” 2 men heard it.", "«No.» 2 men heard it.", "He said (no!) 2 men heard it.",
  ])
  func `a number that goes on in small letters is no mark beside one that ends a sentence`(text: String)
    throws
  {
    let document = try read(
      """
      # The Bells

      The bells were cast by a founder who had fled from the north. 1 \(text) The roll is kept in the chest. 2

      The tower is older than its bells, and it was never finished. 3

      Nothing more was heard of the founder.

      ## Notes

      1 Ashe, p. 27.

      2 Moir, p. 12.

      3 Vestry book, 3 May 1640.

      """)
    #expect(document.references == ["north.1", "chest.2", "finished.3"])
  }
}
