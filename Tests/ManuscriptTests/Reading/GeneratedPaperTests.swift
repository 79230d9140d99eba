import Manuscript
import Testing

@Suite("Generated papers")
struct GeneratedPaperTests {
  @Test("are read as they were meant, and the map is total and exact", arguments: 1...60)
  func readsAsMeant(seed: Int) throws {
    let paper = DamagedPaper(seed: UInt64(seed), paragraphs: 24)
    let (document, report) = try readWithReport(paper.source)
    let body = document.blocks.filter { $0.kind != .note }.map { document.text(of: $0) }
    #expect(body == paper.body, "seed \(seed)")
    #expect(document.texts(.note) == paper.notes, "seed \(seed)")
    #expect(document.blocks.flatMap(\.noteReferences).map(\.note) == paper.references, "seed \(seed)")
    #expect(report.undecided.isEmpty, "seed \(seed)")
  }

  @Test("cut anywhere and shuffled, lose no byte", arguments: 1...40)
  func survivesDamage(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let signs = Array("*_`[]()<>!#>-|~\\&;:^$123\n\n\n  \tab.“”é³²{}\u{301}")
    for _ in 0..<20 {
      var characters = Array(DamagedPaper(seed: UInt64(seed), paragraphs: 3).source)
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let index = Int.random(in: 0..<characters.count, using: &random)
        if random.chance(50) {
          characters[index] = random.pick(signs)
        } else {
          characters.removeSubrange(
            index..<min(characters.count, index + Int.random(in: 1...9, using: &random)))
          if characters.isEmpty { characters = ["a"] }
        }
      }
      for format in SourceFormat.allCases {
        let raw = Array(String(characters).utf8)
        let fault = MapChecker.fault(in: try PaperReader.read(raw, as: format).document, of: raw)
        #expect(fault == nil, "seed \(seed), \(format)")
      }
    }
  }

  @Test("marks alone lose no byte and never hang", arguments: 1...40)
  func survivesMarks(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 9000)
    let pieces = [
      "<sup>", "</sup>", "12", "3", "[^a]", "[^1]: x", "---\n", "\n\n", "\n", "> ", "- ", "1. ", "# ", "**",
      "*", "_",
      "`", "```\n", "[", "](", ")", "![", "<b>", "</b>", "&amp;", "&", "<!--", "-->", "a|b\n-|-\n", "word ",
      "Word. ", "¹",
      "\\", "http://x.y/z_", "<br>", "    ", "\t", "\r\n", "\u{0C}", "===\n", "“", "-\n", "é", "=", "|",
    ]
    for _ in 0..<150 {
      let source = (0..<Int.random(in: 1...40, using: &random)).map { _ in random.pick(pieces) }.joined()
      let raw = Array(source.utf8)
      for format in SourceFormat.allCases {
        do throws(ImportError) {
          let document = try PaperReader.read(raw, as: format).document
          let fault = MapChecker.fault(in: document, of: raw)
          #expect(fault == nil, "seed \(seed), \(format): \(source.debugDescription)")
          #expect(throws: Never.self) { try Document(decoding: document.encoded()) == document }
        } catch {
          #expect(error == .empty, "seed \(seed), \(format): \(source.debugDescription)")
        }
      }
    }
  }
}
