import Manuscript
import Testing

/// Notes that a page's foot breaks off and that go on over the notes of the next page with a capital.
@Suite struct BrokenNoteTests {
  private static let foot = "1 So Holt, who saw the deed in the tower of the church of Saint\n"
  private static let whole =
    "So Holt, who saw the deed in the tower of the church of Saint Mary at Harrow before it burnt."

  private func paper(_ foot: String = foot, page: String, next: String) -> String {
    "The mill was sold in the spring of the year.1 It was dear.\n\n\(foot)\(page)\u{0C}The widow had nine geese."
      + next
  }

  @Test(arguments: [
    ("", "2 They were sold as well.\n\nMary at Harrow before it burnt.\n2 Voss, p. 4.\n"),
    ("\n12\n", "2 They were sold as well.\n\nMary at Harrow before it burnt.\n2 Voss, p. 4.\n\n13\n"),
    ("", "1 They were sold as well.\n\nMary at Harrow before it burnt.\n1 Voss, p. 4.\n"),
    (
      "",
      "2 They were sold to the man who\n\nMary at Harrow before it burnt.\n2 Voss, p. 4.\n\u{0C}kept the inn.3\n\n3 Ibid.\n"
    ),
  ]) func `the rest that no blank line parts from the foot is the note's`(page: String, next: String) throws {
    let document = try read(paper(page: page, next: next), as: .plainText)
    #expect(document.texts(.note).prefix(2) == [Self.whole, "Voss, p. 4."])
    #expect(!document.texts(.paragraph).contains { $0.contains("Mary") })
  }

  @Test(arguments: [
    " They were sold as well.\n\nMary at Harrow died before it burnt.2\n2 Voss, p. 4.\n",
    "2 They were sold.\n\nSo it was.\nMary at Harrow died before it burnt.\n2 Voss, p. 4.\n",
  ]) func `a text that may be the rest is kept, and said`(next: String) throws {
    let (document, report) = try readWithReport(paper(page: "", next: next), as: .plainText)
    #expect(document.blocks.contains { $0.kind != .note && document.text(of: $0).contains("Mary at Harrow") })
    #expect(report.undecided.contains { $0.what.contains("breaks off") })
  }

  @Test func `the last paragraph over a foot is the text's where the note before is whole`() throws {
    let foot = "1 So Holt, who saw the deed in the tower of the church of Saint Mary.\n"
    let (document, report) = try readWithReport(
      paper(foot, page: "", next: "2 They were sold as well.\n\nShe died in Rome.\n2 Voss, p. 4.\n"),
      as: .plainText)
    #expect(document.texts(.paragraph).last == "She died in Rome.")
    #expect(report.undecided.isEmpty)
  }

  @Test func `a note in Markdown that breaks off with an article is said`() throws {
    let (document, report) = try readWithReport(
      "The mill was sold.<sup>1</sup>\n\n<sup>1</sup> So Holt in the tower of the church of the\n\n12\n\n---\n\n"
        + "The widow had geese.<sup>2</sup>\n\nVirgin at Harrow before it burnt.\n\n<sup>2</sup> Voss.\n\n13\n"
    )
    #expect(document.texts(.note).count == 2)
    #expect(report.undecided.contains { $0.what.contains("breaks off") })
  }

  /// Three pages: the first breaks its note off, the second has no note of its own and ends with a paragraph, the third has note 2.
  private func pages(_ foot: String, _ text: String, _ last: String, next: String, number: Bool = false)
    -> String
  {
    let pages = [
      "The clock was set up in 1540.1 It had one hand, and the sexton who wound it was paid a\n\n1 \(foot)\n",
      "shilling a year for it, which he drank. In 1601 the wardens bought a second hand, and a\n\(text)\n\n\(last)\n",
      "\(next) The hand fell off in the first winter.2\n\n2 Inventory.\n",
    ]
    return "The Clock of Ware\n\n"
      + pages.enumerated().map { $1 + (number ? "\n\($0 + 8)\n" : "") }.joined(separator: "\u{0C}")
  }
  private static let cut = "Accounts of the wardens, printed in full by Ellis, whose text leaves out the"

  @Test(
    arguments: [("smith fitted it for", "nothing."), ("smith fitted it.", "Nothing was paid.")],
    [false, true])
  func `the rest alone at the end of the next page is the note's`(
    text: (end: String, next: String), number: Bool
  ) throws {
    let document = try read(
      pages(
        Self.cut, text.end, "sum that was paid to the smith; see his p. 14.", next: text.next, number: number),
      as: .plainText)
    #expect(
      document.texts(.note) == ["\(Self.cut) sum that was paid to the smith; see his p. 14.", "Inventory."])
    #expect(document.references.count == 2)
    if text.next == "nothing." { #expect(document.text.string.contains("fitted it for nothing.")) }
  }

  @Test func `what may be the rest alone is kept and said where the note's last line is short`() throws {
    let (document, report) = try readWithReport(
      pages(
        "Accounts of the wardens, by Ellis", "smith fitted it.", "sum that was paid.",
        next: "Nothing was paid."),
      as: .plainText)
    #expect(document.texts(.paragraph).contains("sum that was paid."))
    #expect(report.undecided.contains { $0.what.contains("breaks off") })
  }

  @Test(arguments: [
    "Accounts of the wardens, printed in full by Ellis, whose text leaves out what they cost.", Self.cut,
  ])
  func `a paragraph at the next page's end is the text's where the note is whole or the text goes on in it`(
    note: String
  )
    throws
  {
    let isWhole = note != Self.cut
    let document = try read(
      pages(
        note, isWhole ? "smith fitted it." : "smith fitted it with the",
        isWhole ? "so it was." : "hammer of his son.", next: "Nobody paid."),
      as: .plainText)
    #expect(document.texts(.note)[0] == note)
  }
}
