import Manuscript
import Testing

/// Marks of notes with something around them that converters put there.
@Suite struct WrappedMarkTests {
  private func expectNotes(_ marks: [String], _ labels: [String]) throws {
    let (document, report) = try readWithReport(
      """
      # The Mill

      The mill was sold.\(marks[0]) Nobody asked.\(marks[1])

      \(labels[0])Holt, p. 34: “It was sold.”

      \(labels[1])Ibid.

      """)
    #expect(document.texts(.note) == ["Holt, p. 34: “It was sold.”", "Ibid."])
    #expect(document.texts(.paragraph) == ["The mill was sold. Nobody asked."])
    #expect(document.references == ["sold.1", "asked.2"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `raised letters in emphasis`() throws {
    for sign in ["*", "_", "**"] {
      let marks = ["a", "b"].map { "<sup>\(sign)\($0)\(sign)</sup>" }
      try expectNotes(marks, marks.map { $0 + " " })
    }
    for tag in ["em", "i"] {
      let marks = ["a", "b"].map { "<sup><\(tag)>\($0)</\(tag)></sup>" }
      try expectNotes(marks, marks.map { $0 + " " })
    }
  }

  @Test func `the word for a note, with a stop or in brackets`() throws {
    try expectNotes(["<sup>1</sup>", "<sup>2</sup>"], ["Note 1. ", "Note 2. "])
    try expectNotes(["[note 1]", "[note 2]"], ["[note 1] ", "[note 2] "])
  }

  @Test func `superscripts in links and in raised brackets`() throws {
    try expectNotes(["[¹](#n1)", "[²](#n2)"], ["[¹](#r1) ", "[²](#r2) "])
    try expectNotes(["⁽¹⁾", "⁽²⁾"], ["⁽¹⁾ ", "⁽²⁾ "])
    try expectNotes(["⁽¹⁾", "⁽²⁾"], ["(1) ", "(2) "])
  }

  @Test func `numbers that a formula sets in a font`() throws {
    for font in ["text", "mathrm", "textbf"] {
      let marks = ["$^{\\\(font){1}}$", "${ }^{\\\(font){2}}$"]
      try expectNotes(marks, marks.map { $0 + " " })
    }
  }

  @Test func `bold type around a mark between a letter and a stop leaves nothing`() throws {
    let document = try read(
      """
      # The Mill

      The mill was sold**<sup>1</sup>**. It burnt*²*, they say. **Nobody**<sup>3</sup> asked.

      1. Holt, p. 34.
      2. Land book.
      3. Ibid.

      """)
    #expect(document.texts(.paragraph) == ["The mill was sold. It burnt, they say. Nobody asked."])
    #expect(document.references == ["sold1", "burnt2", "Nobody3"])
  }

  @Test func `a raised comma between two marks is a part of them`() throws {
    let document = try read(
      """
      # Cats

      They were taxed,[^1]<sup>,</sup>[^2] which is strange. Nobody paid.<sup>3</sup><sup>,</sup><sup>4</sup>

      [^1]: Tax book.

      [^2]: Ibid.

      <sup>3</sup> Minutes.

      <sup>4</sup> Letter.

      """)
    #expect(document.texts(.paragraph) == ["They were taxed, which is strange. Nobody paid."])
    #expect(document.references == ["taxed,1", "taxed,2", "paid.3", "paid.4"])
  }
}
