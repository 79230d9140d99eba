import ActSupport
import SeededRandom
import Testing

@testable import Scholarship

@Suite("Summaries of events")
struct SummaryTests {
  private func quoted(_ text: String) -> String {
    DisputeReopened(dispute: "d1", reason: text).summary
  }

  @Test(arguments: [
    ("", ""), ("short", "short"), ("  two\n\n lines ", "two lines"), ("naïve\u{A0}text", "naïve text"),
    (String(repeating: "x", count: 80), String(repeating: "x", count: 80)),
    (String(repeating: "x", count: 81), String(repeating: "x", count: 79) + "…"),
    (String(repeating: "x", count: 80) + " ", String(repeating: "x", count: 80)),
    (String(repeating: "e\u{301}", count: 80), String(repeating: "e\u{301}", count: 80)),
    (String(repeating: "e\u{301}", count: 81), String(repeating: "e\u{301}", count: 79) + "…"),
  ])
  func `are one short line`(text: String, line: String) {
    #expect(quoted(text) == "reopened d1: “\(line)”")
  }

  @Test func `are the same however they are read`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let pieces: [String] = [
      "a", "word", " ", "  ", "\n", "\t", "é", "e\u{301}", "語", "👩‍👩‍👧", "\u{A0}", "“", ".",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...120, using: &random)).map { _ in
        pieces.randomElement(using: &random)!
      }.joined()
      let whole = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let line = whole.count <= 80 ? whole : whole.prefix(79) + "…"
      #expect(quoted(text) == "reopened d1: “\(line)”", "seed \(seed)")
    }
  }
}
