import ActSupport
import Acts
import Manuscript
import Scholarship
import Testing

@Suite("Corrections in tables")
struct TableTests {
  private let document: Document
  private let base: BaseID
  private var paper = Paper.initial

  init() throws {
    let source = Array("The letters:\n\n| Year | Place |\n|------|-------|\n| 1742 | Oak |\n\nSo far.\n".utf8)
    document = try PaperReader.read(source).document
    base = BaseID(raw: source, document: [])
    let imported = PaperImported(
      slug: "letters", title: "Letters", base: base, scalars: document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    try run(ImportPaper(imported))
  }

  @Test(arguments: [("1742", "1743"), ("Oak", ""), ("Oak", "Oak | Ash"), ("The letters", "All letters")])
  func `what lies in one cell is corrected`(words: String, new: String) throws {
    try #expect(decision(words, new).ids == ["x1"])
  }

  @Test(arguments: ["| 1742", "1742 | Oak", "Oak |", "| Oak |"])
  func `what lies across a bar is not`(words: String) throws {
    let refusal = #expect(throws: Refusal.self) { try decision(words, "1743") }
    #expect(refusal?.message.contains("stays within one cell") == true)
  }

  @Test(arguments: ["------", "|------|-------|"])
  func `the row of marks is not`(words: String) throws {
    let refusal = #expect(throws: Refusal.self) { try decision(words, "") }
    #expect(refusal?.message.contains("is no text") == true)
  }

  private func decision(_ words: String, _ new: String) throws -> Decision {
    let text = document.text.string
    let found = try #require(text.firstRange(of: words))
    let start = text.unicodeScalars.distance(from: text.startIndex, to: found.lowerBound)
    let range = ScalarRange(start: start, count: words.unicodeScalars.count)
    let correct = Correct(
      address: .anchor(document.anchor(for: range, base: base)), new: new, reason: "The ledger.")
    return try correct.decided(in: context)
  }

  private var context: ActContext { ActContext(paper, by: "edd", text: .init(document, base: base)) }

  private mutating func run(_ act: some Deciding) throws {
    for event in try act.decided(in: context).events {
      let position = paper.position + 1
      let stamp = Stamp(by: "edd", at: Timestamp(microseconds: position * 1_000_000), position: position)
      paper.evolve(RecordedEvent(event, stamp))
    }
  }
}
