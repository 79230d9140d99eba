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
}
