import Manuscript
import Testing

/// What the text or a note counts with numbers that are written as the marks are.
@Suite struct CountedInTextTests {
  private static let notes = ["Holt, p. 34.", "Bell, p. 36.", "Roll of 1640."]

  private func paper(_ text: String, _ notes: [String] = Self.notes, over rest: String = "") -> String {
    let bodies = zip(notes, 1...).map { "\($1) \($0)" }.joined(separator: "\n\n")
    return "# T\n\n\(text)\n\n\(bodies)\n\n\(rest)\n"
  }

  @Test(arguments: [
    "In the third line [2] letters are lost, and in the fourth [3].",
    "The law holds on [1, 2] but not on [2, 3].",
    "The scribe left [2] lines and [3] leaves blank.",
  ])
  func `numbers within a sentence are the text's where all marks stand behind sentences`(counts: String)
    throws
  {
    let text = "The mill was sold. [1] \(counts) The ford rose. [2]\n\nThe widow kept it. [3]"
    for rest in ["", "Nothing more was heard of the mill, and the parish forgot it."] {
      let document = try read(paper(text, over: rest))
      #expect(document.texts(.note) == Self.notes)
      #expect(document.references == ["sold.1", "rose.2", "it.3"])
      #expect(document.text.string.contains("The mill was sold. \(counts) The ford rose."))
    }
  }

  @Test func `what may mention a note again within a sentence is told of`() throws {
    let text =
      "The mill was sold. [1] The ford rose. [2] The widow kept it. [3] In the fourth line [2].\n\n## Notes"
    let (document, report) = try readWithReport(paper(text))
    #expect(document.references == ["sold.1", "rose.2", "it.3", "line2"])
    #expect(report.undecided.count == 1)
  }

  @Test func `plain numbers under marks in brackets are a list where the text goes on to cite it`() throws {
    let text = "The mill was sold. [1] The ford rose [2]. The widow kept it. [3]"
    let document = try read(
      paper(text, over: "So says Holt in the book of the parish, and nobody denies it. [1]"))
    #expect(document.texts(.note).isEmpty)
    #expect(document.text.string.contains("kept it. [3]"))
  }

  @Test(arguments: [
    "There are three copies: 1 at Leeds, 2 at York, 3 at Hull.", "Folios: 2 are lost, 3 torn.",
  ])
  func `a note counts with the numbers of others`(note: String) throws {
    let notes = [note, "Bell, p. 36.", "Roll of 1640."]
    for isInBrackets in [false, true] {
      func mark(_ number: Int) -> String { isInBrackets ? "[\(number)]" : "\(number)" }
      let text = "The mill was sold.\(mark(1)) The ford rose.\(mark(2)) The widow kept it.\(mark(3))"
      let document = try read(paper(text, notes), as: .plainText)
      #expect(document.texts(.note) == notes)
      #expect(document.references == ["sold.1", "rose.2", "it.3"])
    }
  }
}
