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

  /// Three pages whose feet stand right under their texts. The first breaks its note off on a short line.
  private func tight(_ second: String, foot: String = "set down at", stamp: String = "") -> String {
    let pages = [
      "The great bell was cast in 1512.1 It was never rung.\n1 Accounts, where the founder is a Fleming and his wages"
        + " are\n\(foot)\n",
      "The second bell cracked.2 The parish sold it.\n\(second)\n2 Ibid., 1530.\n",
      "The third was stolen.3\n3 Ibid., 1544.\n",
    ]
    return "The Bells of Orle\n\n" + pages.map { $0 + stamp }.joined(separator: "\u{0C}")
  }

  @Test(arguments: ["", "Saxon Studies\n"])
  func `the rest of a note is not the last line of a text that has ended`(stamp: String) throws {
    let document = try read(tight("forty shillings and a coat.", stamp: stamp), as: .plainText)
    #expect(document.texts(.note)[0].hasSuffix("set down at forty shillings and a coat."))
    #expect(document.texts(.paragraph).contains("The second bell cracked. The parish sold it."))
  }

  @Test func `a line with a capital under a text that has ended is kept, and said`() throws {
    let (document, report) = try readWithReport(tight("Shillings and a coat."), as: .plainText)
    #expect(document.texts(.note)[0].hasSuffix("set down at"))
    #expect(document.text.string.contains("The parish sold it. Shillings and a coat."))
    #expect(report.undecided.contains { $0.what.contains("breaks off") })
  }

  @Test func `a note that ends with a name is whole`() throws {
    let document = try read(tight("forty shillings and a coat.", foot: "by Holt"), as: .plainText)
    #expect(document.texts(.note)[0].hasSuffix("by Holt"))
  }

  /// Three pages: the second has no note of its own, and ends with what goes on the first page's note.
  private func overThree(_ piece: String, rest: String = "") -> String {
    "The Ferry at Orle\n\nThe ferry was let for nine years.1 The first holder drowned.\n\n"
      + "1 Lease book, fol. 12, where the rent is given as a basket of eels, to be\nbrought to the steward on\n"
      + "\u{0C}His widow kept the boat. The bishop wrote twice.\n\n\(piece)\n"
      + "\u{0C}The rope was renewed in 1611.2 Nobody paid for it.\n\n\(rest)2 Accounts, no. 7.\n"
  }

  @Test(arguments: [
    ("the eve of St Martin in a clean cloth.", ""),
    ("the eve of St Martin in a cloth, to be given back\nwithin", "the week.\n"),
  ]) func `a note goes on over a page without notes`(piece: String, rest: String) throws {
    let document = try read(overThree(piece, rest: rest), as: .plainText)
    let whole = "\(piece)\n\(rest)".split(separator: "\n").joined(separator: " ")
    #expect(document.texts(.note)[0].hasSuffix("to the steward on \(whole)"))
    #expect(document.texts(.paragraph).last == "The rope was renewed in 1611. Nobody paid for it.")
  }

  @Test func `what goes on a note and is ended on no page is kept, and said`() throws {
    let (document, report) = try readWithReport(
      overThree("the eve of St Martin in a cloth, to be given back\nwithin"), as: .plainText)
    #expect(document.texts(.note)[0].hasSuffix("to the steward on"))
    #expect(report.undecided.contains { $0.what.contains("breaks off") })
  }

  @Test(arguments: [false, true])
  func `a number that ends a note at a page's end is the note's`(anew: Bool) throws {
    let pages = [412, 97, 33].enumerated().map { place, number in
      let note = anew ? 1 : place + 1
      return "Weir \(number * 2) was built by monks.\(note) It fell.\n\n"
        + "\(note) Orm, Town Hall, Manuscripts and Rolls of the Weir Court, number\n\(number).\n"
    }
    let document = try read("The Weirs of Orm\n\n" + pages.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.note).map { $0.suffix(11) } == ["number 412.", " number 97.", " number 33."])
  }

  @Test func `numbers with stops that count on are the pages'`() throws {
    let pages = [
      "The first weir fell, and nobody", "built it again, and the second", "leaked, and so did the third.",
    ]
    let document = try read(
      "The Weirs of Orm\n\n"
        + pages.enumerated().map { "\($1)\n\($0 + 12).\n" }.joined(separator: "\u{0C}"), as: .plainText)
    #expect(document.texts(.paragraph) == [pages.joined(separator: " ")])
  }
}
