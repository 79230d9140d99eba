import ActSupport
import Manuscript
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

  /// A correction may be of nothing else.
  @Test(arguments: [
    ("a  b", "a b", "“a  b” → “a b”"), ("", " not", "insert “ not”"), ("very ", "", "delete “very ”"),
    (String(repeating: "x", count: 81), "y", "“\(String(repeating: "x", count: 79))…” → “y”"),
  ])
  func `tell of corrections with every space`(old: String, new: String, words: String) {
    let anchor = Anchor(
      base: BaseID(raw: [], document: []), range: ScalarRange(0, old.unicodeScalars.count), quote: old,
      prefix: "", suffix: "")
    let proposed = CorrectionProposed(
      correction: "x1", anchor: anchor, replacement: new, class: .typo, reason: "R", evidence: [])
    #expect(proposed.summary == "proposed x1 (typo): \(words): “R”")
    let amended = CorrectionAmended(correction: "x1", replacement: " once", reason: "R")
    #expect(amended.summary == "amended x1 to “ once”: “R”")
  }

  @Test func `tell of what was added to a correction`() {
    let register = Evidence(reference: "Register")
    let cited = CorrectionDocumented(correction: "x1", evidence: [register, Evidence(reference: "Deed 7")])
    #expect(cited.summary == "cited “Register”, “Deed 7” for x1")
    let classed = CorrectionDocumented(correction: "x1", class: .fact, evidence: [register], reason: "R")
    #expect(classed.summary == "said x1 to be of class fact, citing “Register”: “R”")
  }
}
