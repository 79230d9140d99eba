import Manuscript
import Testing

/// Marks and notes in forms that few programs write.
@Suite struct RareMarkTests {
  private let words = ["sold.", "grain.", "measure."]
  private let notes = ["Holt, Mills, p. 34.", "Ibid., p. 35.", "Roll 18."]

  private func expectNotes(
    _ mark: (Int) -> String, _ open: (Int) -> String, _ close: (Int) -> String = { _ in "" },
    between: String = "\n\n"
  ) throws {
    let text = zip(words, 1...).map { "It was the \($0)\(mark($1))" }.joined(separator: " ")
    let list = zip(notes, 1...).map { open($1) + $0 + close($1) }.joined(separator: between)
    let (document, report) = try readWithReport("# The Mill\n\n\(text)\n\n\(list)\n")
    #expect(document.references == zip(words, 1...).map { "\($0)\($1)" })
    #expect(document.texts(.note) == notes)
    #expect(report.undecided.isEmpty)
  }

  @Test func `a link that leads back says a note's number`() throws {
    try expectNotes({ "[<sup>\($0)</sup>](#fn\($0))" }, { _ in "" }, { "[↩︎](#fnref\($0))" })
  }

  @Test func `a link back by itself stands over its note`() throws {
    try expectNotes({ "[\($0)](#footnote-\($0))" }, { "[\($0)](#footnote-anchor-\($0))\n\n" })
  }

  /// As mammoth writes them: the link back stands at the end of the last paragraph.
  @Test func `a second paragraph that ends with the link back stays in its note`() throws {
    let text = zip(words, 1...).map {
      "It was the \($0)<a id=\"footnote-ref-\($1 + 8)\"></a>[\\[\($1)\\]](\\#footnote\\-\($1 + 8))"
    }
    let list = zip(notes, 1...).map {
      "\($1). <a id=\"footnote-\($1 + 8)\"></a> \($0)" + ($1 == 2 ? "\n\nHe gives another year." : "")
        + " [↑](\\#footnote\\-ref\\-\($1 + 8))"
    }
    let (document, report) = try readWithReport(
      "# The Mill\n\n\(text.joined(separator: " "))\n\n\(list.joined(separator: "\n\n\n"))\n")
    #expect(document.texts(.note) == [notes[0], notes[1] + "\nHe gives another year.", notes[2]])
    #expect(report.undecided.isEmpty)
  }

  @Test func `notes between small tags, or parted by breaks`() throws {
    try expectNotes({ "<sup>\($0)</sup>" }, { "<small><sup>\($0)</sup> " }, { _ in "</small>" })
    for tag in ["<br>", "<br/>", " <br />"] {
      try expectNotes({ "<sup>\($0)</sup>" }, { "<sup>\($0)</sup> " }, between: tag)
    }
  }

  @Test func `an asterisk with a number, and the word for a note`() throws {
    try expectNotes({ "\\*\($0)" }, { "\\*\($0) " })
    try expectNotes({ "*\($0)" }, { "*\($0) " })
    try expectNotes({ " (Anm. \($0))" }, { "Anm. \($0): " })
  }

  @Test(arguments: [
    "（注@）", "［註@］", "(注@)", "[주@]", "（注 @）", "<sup>注@</sup>",
  ]) func `the sign for a note stands before its number`(form: String) throws {
    let mark = { (number: Int) in form.replacing("@", with: "\(number)") }
    try expectNotes(mark, mark)
    try expectNotes(mark, { "注\($0)　" })
    guard form.contains("（") || form.contains("［") else { return }
    let wide = ["１", "２", "３"]
    try expectNotes({ form.replacing("@", with: wide[$0 - 1]) }, { mark($0) + "　" })
  }

  @Test func `the same sign before other numbers is text`() throws {
    let source = "朱熹注1910年本。又註2卷。（注）此书有三注。\n\n注3升水。再注2升。（注意1）不可过多。（1）先注水。（2）后煮。"
    let document = try read(source)
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string == source)
  }

  @Test(arguments: ["\n\n", "\n\nSo.\n\n", "\n\n---\n\n"])
  func `a number and a bracket stand off behind sentences`(end: String) throws {
    let list = zip(notes, 1...).map { "\($1)) \($0)" }.joined(separator: "\n\n")
    let (document, report) = try readWithReport(
      "# The Mill\n\nDer Rat trat zusammen. 1) Der Brief wurde verlesen. 2) Das Kupfer ging fort. 3)\(end)\(list)\n"
    )
    #expect(document.references == ["zusammen.1", "verlesen.2", "fort.3"])
    #expect(document.texts(.note) == notes)
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [
    "Three reasons are given. 1) The ford was deep. 2) The mill was old. 3) Nobody came.",
    "Under § 2 para. 1) the ford and § 3 para. 2) the mill and § 4 para. 3) the end.",
  ])
  func `the numbers of points before a list of points are text`(text: String) throws {
    let list = zip(notes, 1...).map { "\($1)) \($0)" }.joined(separator: "\n\n")
    let document = try read("# The Mill\n\n\(text)\n\nNothing else is known.\n\n\(list)\n")
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains(text))
  }

  /// Korean has no capitals and no small letters.
  @Test func `a number and a bracket stand right behind words of a script without capitals`() throws {
    let list = zip(notes, 1...).map { "\($1)) \($0)" }.joined(separator: "\n\n")
    let document = try read("# 구리\n\n의회가 열렸다.1) 편지가 낭독되었다.2) 구리가 운반되었다.3)\n\n\(list)\n")
    #expect(document.references == ["열렸다.1", "낭독되었다.2", "운반되었다.3"])
    #expect(document.texts(.note) == notes)
  }

  @Test(arguments: ["\n\n", "\n"])
  func `brackets hold thousands of notes`(between: String) throws {
    let text = (1...1003).map { "The council met in the year \(900 + $0).[\($0)]" }
    let list = (1...1003).map { "[\($0)] See Holt, p. \($0)." }
    let document = try read(
      "# T\n\n\(text.joined(separator: "\n\n"))\n\n\(list.joined(separator: between))\n")
    #expect(document.texts(.note).count == 1003)
    #expect(document.references.suffix(2) == ["1902.1002", "1903.1003"])
  }

  @Test func `a year in brackets is none of few notes`() throws {
    let list = zip(notes, 1...).map { "[\($1)] \($0)" }.joined(separator: "\n\n")
    let document = try read(
      "# T\n\nIt was so [1908], and he came in [1003].[1] It rose [1204].[2] The end.[3]\n\n\(list)\n")
    #expect(document.references == ["[1003].1", "[1204].2", "end.3"])
    let literature = "He came in [1908]. She left [1909].\n\n[1908] Holt, Mills.\n\n[1909] Bell, Fords."
    #expect(try read("# T\n\n\(literature)\n").texts(.note).isEmpty)
  }

  @Test(arguments: [("", ""), (" [", "]")])
  func `a mark that opens a paragraph which a converter parted`(open: String, close: String) throws {
    let (document, report) = try readWithReport(
      """
      # The Mill

      The mill was sold in 1742.\(open)1\(close) She paid in grain, and said ‘and more besides’.

      2 Marsh did not print them. They were plain.\(open)3\(close) It burnt.

      1 \(notes[0])

      2 \(notes[1])

      3 \(notes[2])
      """)
    #expect(document.references == ["1742.1", "besides’.2", "plain.3"])
    #expect(document.texts(.paragraph).last == "Marsh did not print them. They were plain. It burnt.")
    #expect(document.texts(.note) == notes)
    #expect(report.undecided.isEmpty)
  }

  @Test func `a day on a note's second line is no note`() throws {
    let document = try read(
      """
      The Boats

      The boat came.1 It sank.2 It was told.3
      1 The letter is from Marie Duval to the reeve of the city of Harrow,
      2 May 1737.
      2 Ibid.
      3 Roll 4.
      """, as: .plainText)
    #expect(
      document.texts(.note) == [
        "The letter is from Marie Duval to the reeve of the city of Harrow, 2 May 1737.", "Ibid.", "Roll 4.",
      ])
  }

  @Test func `a title in bold, and prose whose marks are formulae`() throws {
    let bold = try read("**The Mill**\n\nAnna Keller\n\n**1. The Sale**\n\nIt was sold. Nobody came.\n")
    #expect(bold.title == "The Mill")
    #expect(bold.texts(.author) == ["Anna Keller"])
    let prose = try read(
      "# The Mill\n\nIt was sold.\\({}^{1}\\) She paid.\\({}^{2}\\)\n\nFootnote 1: Holt.\n\nFootnote 2: Ibid.\n"
    )
    #expect(prose.sentences(of: "p2") == ["It was sold.", "She paid."])
    #expect(prose.texts(.author).isEmpty)
  }

  @Test func `what is printed and found over a title`() throws {
    let document = try read(
      "Mill Studies 9 (2021), 31–48\n\nhttps://doi.org/10.1234/ms9\n\n# The Mill\n\nAnna Keller\n\nIt was sold. It burnt.\n"
    )
    #expect(document.title == "The Mill")
    #expect(document.texts(.author) == ["Anna Keller"])
  }
}
