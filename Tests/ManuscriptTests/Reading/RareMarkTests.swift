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
