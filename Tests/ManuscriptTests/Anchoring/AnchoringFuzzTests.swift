import TextCorpus
import Testing

@testable import Manuscript

@Suite("Anchoring takes anything")
struct AnchoringFuzzTests {
  private static let pieces = [
    "a", "b", "the ", "ab", "\n\n", " ", "-", "-\n", "\u{301}", "e\u{301}", "é", "\u{AD}", "界", "ש", "🏳️‍🌈", "“",
    "\"",
    "\u{200B}", "\r\n", "aaaaaaaa", "ship", "\u{FEFF}", "\u{1F468}\u{200D}", "\0", "ﬁ", "İ",
  ]

  private func text(pieces count: Int, _ random: inout SplitMix64) -> ScalarText {
    ScalarText((0..<count).map { _ in random.pick(Self.pieces) }.joined())
  }

  /// Whether each end lies between characters, or where the sought range had parted one.
  private func parts(_ range: ScalarRange, in text: ScalarText) -> Bool {
    [range.start, range.end].contains {
      $0 < text.count && $0 > 0 && text[$0] == "\u{301}" && text[$0 - 1] == "e"
    }
  }

  @Test(arguments: 1...40)
  func `any text, any anchor`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let text = text(pieces: Int.random(in: 0...200, using: &random), &random)
    let anchors = (0..<30).map { _ in
      let start = Int.random(in: 0...500, using: &random)
      return Anchor(
        base: BaseID(raw: [], document: []),
        range: ScalarRange(start: start, count: Int.random(in: 0...300, using: &random)),
        quote: self.text(pieces: random.pick([0, 1, 3, 12, 60, 300]), &random).string,
        prefix: self.text(pieces: random.pick([0, 4, 12, 40]), &random).string,
        suffix: self.text(pieces: random.pick([0, 4, 12, 40]), &random).string)
    }
    for outcome in AnchorSearch(in: text).place(anchors) { check(outcome, in: text, seed: seed) }
  }

  @Test(arguments: 1...40)
  func `any two texts, any range`(seed: Int) {
    var random = SplitMix64(seed: UInt64(1_000 + seed))
    let old = text(pieces: Int.random(in: 0...200, using: &random), &random)
    var damaged = DamagedText(old.scalars)
    if random.chance(80) {
      damaged.misread(percent: 10, using: &random)
      damaged.insert(percent: 30, ["ab the ship. "], using: &random)
      damaged.delete(percent: 20, using: &random)
    }
    let new = random.chance(80) ? ScalarText(damaged.text) : text(pieces: 100, &random)
    let ranges = (0..<40).map { _ in
      ScalarRange(
        start: Int.random(in: 0...(old.count + 20), using: &random),
        count: Int.random(in: 0...(old.count + 20), using: &random))
    }
    for outcome in Reanchoring(from: old, to: new).carry(ranges) { check(outcome, in: new, seed: seed) }
  }

  private func check(_ outcome: AnchorOutcome, in text: ScalarText, seed: Int) {
    let places: [AnchorPlacement] =
      switch outcome {
      case .found(let place): [place]
      case .ambiguous(let places): places
      case .orphaned(let nearest): nearest.map { [$0] } ?? []
      }
    if case .ambiguous = outcome { #expect(places.count > 1, "seed \(seed)") }
    for place in places {
      #expect(place.range.end <= text.count, "seed \(seed)")
      #expect((0...1).contains(place.score), "seed \(seed)")
      #expect(!parts(place.range, in: text), "seed \(seed)")
    }
  }

  @Test(arguments: ["a", "ab", "the same again "])
  func `repetition without end costs no more work`(unit: String) {
    func steps(_ count: Int) -> Int {
      let text = ScalarText(String(repeating: unit, count: count / unit.count))
      let search = AnchorSearch(in: text)
      var scan = search.scan()
      for length in [3, 40, 400, 3_000] {
        let start = text.count / 2
        let anchor = text.anchor(
          for: ScalarRange(start: start, count: length), base: BaseID(raw: [], document: []))
        _ = search.outcome(of: anchor, &scan)
      }
      return scan.aligner.steps
    }
    let (few, many) = (steps(20_000), steps(200_000))
    #expect(many <= 2 * few + 100_000, "\(few), then \(many)")
  }

  @Test
  func `a million characters, all alike`() {
    let text = ScalarText(String(repeating: "a", count: 1_000_000))
    let shorter = ScalarText(Array(text.scalars.dropLast(1_000)))
    let outcome = Reanchoring(from: shorter, to: text).carry(ScalarRange(500_000, 500_100))
    #expect(outcome.placement == nil)
  }

  @Test(arguments: AnchoringTrial.Damage.allCases)
  func `comparing texts takes work near linear in them`(damage: AnchoringTrial.Damage) {
    func steps(_ count: Int) -> Int {
      var prose = Prose(seed: 5)
      let trial = AnchoringTrial(prose.text(characters: count), damage: damage, anchors: 0, seed: 5)
      var alphabet = SymbolAlphabet()
      let old = ComparedText(trial.original.scalars, extending: &alphabet)
      let new = ComparedText(trial.damaged.scalars, extending: &alphabet)
      var aligner = Aligner(alphabet: alphabet)
      _ = TextDiff(from: old.symbols, to: new.symbols, aligner: &aligner)
      return aligner.steps
    }
    #expect(steps(60_000) <= 64 * 2 * 60_000)
  }
}
