import Manuscript
import Testing

/// Notes that came in late between two others: `2a`, `2bis`.
@Suite struct LateNoteTests {
  private static let notes = [
    "Copybook, fol. 3.", "Copybook, fol. 5.", "See now the copy in Trier.", "Rolls.",
  ]

  /// A paper with the mark of a late note, and its notes below, each after its label.
  private func paper(_ mark: (String) -> String, _ label: (String) -> String, late: String, between: String)
    -> String
  {
    let labels = ["1", "2", late, "3"]
    let sentences = [
      "The first went to Cologne.", "The second lay.", "A third came back.", "The answer is lost.",
    ]
    let text = zip(sentences, labels).map { $0 + mark($1) }.joined(separator: " ")
    let foot = zip(labels, Self.notes).map { label($0) + " " + $1 }.joined(separator: between)
    return "The Abbess Writes\n\n" + text + "\n\n" + foot + "\n"
  }

  private func expectNotes(_ source: String, _ format: SourceFormat = .plainText) throws {
    let (document, report) = try readWithReport(source, as: format)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["Cologne.1", "lay.2", "back.3", "lost.4"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: ["2a", "2b", "2bis"], ["\n", "\n\n"])
  func `a late note is one of its own in a run and in paragraphs`(late: String, between: String) throws {
    try expectNotes(paper({ $0 }, { $0 }, late: late, between: between))
    try expectNotes(paper({ $0 }, { $0 + "." }, late: late, between: between))
    try expectNotes(paper({ "[" + $0 + "]" }, { "[" + $0 + "]" }, late: late, between: between), .markdown)
    try expectNotes(paper({ " (" + $0 + ")" }, { "(" + $0 + ")" }, late: late, between: between))
    try expectNotes(
      paper({ "<sup>" + $0 + "</sup>" }, { "<sup>" + $0 + "</sup>" }, late: late, between: between), .markdown
    )
  }

  @Test(arguments: ["²ᵃ", "²ᵇⁱˢ"]) func `the letter is raised with the number`(late: String) throws {
    let raised = ["1": "¹", "2": "²", "3": "³"]
    let source = paper({ raised[$0] ?? $0 }, { raised[$0] ?? $0 }, late: late, between: "\n")
    try expectNotes(source)
    let power = try read(
      "The Field\n\nIt was long.¹ The area m²ᵃ was small.²\n\n¹ Rolls.\n² Ibid.\n", as: .plainText)
    #expect(power.text.string.contains("m²ᵃ was small."))
  }

  @Test func `two come behind one note`() throws {
    let (document, report) = try readWithReport(
      """
      The Abbess Writes

      The first went to Cologne.1 The second came back,1a and the third too.1b The answer is lost.2

      1 Copybook, fol. 3.
      1a Copybook, fol. 5.
      1b See now the copy in
      Trier.
      2 Rolls.

      """, as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references == ["Cologne.1", "back,2", "too.3", "lost.4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `a late note begins or is the next page's foot`() throws {
    let first =
      "The Abbess Writes\n\nThe first went to Cologne.1 The second lay.2\n\n1 Copybook, fol. 3.\n2 Copybook, fol. 5.\n"
    let late = "\u{0C}A third came back.2a"
    for between in ["\n", "\n\n"] {
      try expectNotes(
        first + late + " The answer is lost.3\n\n2a See now the copy in Trier." + between + "3 Rolls.\n")
    }
    try expectNotes(
      first + late + " It stayed.\n\n2a See now the copy in Trier.\n\u{0C}The answer is lost.3\n\n3 Rolls.\n")
  }

  @Test func `a page's sentence ends before the mark of a late note`() throws {
    try expectNotes(
      """
      The Abbess Writes

      The first went to Cologne.1 The second lay.2 A third came
      back.2a

      1 Copybook, fol. 3.

      2 Copybook, fol. 5.

      2a See now the copy in Trier.
      \u{0C}The answer is lost.3

      3 Rolls.

      """)
  }

  @Test(arguments: ["", " It is in Kirchstr. 2a in Trier.", " See Hs.2a and Hs.2a too."])
  func `a note's line begins with a number and a letter that no mark says`(sentence: String) throws {
    let document = try read(
      "The Abbess Writes\n\nThe first went to Cologne.1 The second lay.2" + sentence
        + " A third came back.3\n\n"
        + "1 Copybook.\n2 See Holt, and the late roll, part\n2a of the hoard.\n3 Rolls.\n", as: .plainText)
    #expect(
      document.texts(.note) == ["Copybook.", "See Holt, and the late roll, part 2a of the hoard.", "Rolls."])
    #expect(document.text.string.contains("The second lay." + sentence + " A third"))
  }
}
