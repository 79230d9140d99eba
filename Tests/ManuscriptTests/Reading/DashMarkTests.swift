import Manuscript
import Testing

/// Plain numbers as marks behind dashes, and behind stops that a blank parts from their words.
@Suite struct DashMarkTests {
  private static let notes = ["Diary.", "John.", "Roll 10.", "Roll 11."]
  private var foot: String { zip(1..., Self.notes).map { "\($0) \($1)" }.joined(separator: "\n") }

  private func paper(_ clause: String) -> String {
    "The Winter\n\nThe winter was hard.1 \(clause) He went.4\n\n\(foot)\n"
  }

  @Test(arguments: [
    "The widow –2 a sister of the smith –3 came.", "The widow—2 a sister of the smith—3 came.",
    "The widow --2 a sister of the smith -3 came.", "The widow of the old smith\n–2 a nun –3 came.",
    "On lit dans le livre :2 « Rien » et puis ceci ;3 il tomba.", "The “widow” –2 a nun (his own) –3 came.",
  ])
  func `the numbers that the row misses are marks`(clause: String) throws {
    let (document, report) = try readWithReport(paper(clause), as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.references.map { String($0.last!) } == ["1", "2", "3", "4"])
    #expect(report.undecided.isEmpty)
  }

  @Test(arguments: [
    "The river fell to –2 degrees.3", "The night had –2 degrees.3", "They took 12–2 geese.3",
    "They stayed May –2 June.3", "The self-2 was his.3",
  ])
  func `signs, ranges and days are the text's`(clause: String) throws {
    let (document, report) = try readWithReport(paper(clause), as: .plainText)
    #expect(document.references == ["hard.1", clause.split(separator: " ").last! + "", "went.4"])
    #expect(document.text.string.contains(clause.dropLast()))
    #expect(!report.undecided.isEmpty)
  }

  @Test func `a list of dashes beside the real mark is the text's`() throws {
    let clause = "They bought these\n–2 eggs\n–3 geese\nand went home. It was cold.2 It thawed.3"
    let document = try read(paper(clause), as: .plainText)
    #expect(document.references == ["hard.1", "cold.2", "thawed.3", "went.4"])
    #expect(document.text.string.contains("–2 eggs"))
  }

  @Test func `a mark behind a dash is the last of its page`() throws {
    let document = try read(
      """
      The Winter

      The winter was hard.1 The widow —2 a sister of the smith— came with the men who

      1 Diary.
      2 John.
      \u{C}had brought the wood. She read the bill :3 « Rien. » He went.4

      3 Roll 10.
      4 Roll 11.
      """, as: .plainText)
    #expect(document.texts(.note) == Self.notes)
    #expect(document.text.string.contains("the men who had brought"))
  }
}
