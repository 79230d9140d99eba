import TextCorpus
import Manuscript

/// Anchors anything in anything: texts of odd characters, ranges out of bounds, quotes longer than the text.
/// Ends with an error at the first outcome that cannot be; traps and hangs show by themselves.
enum AnchoringFuzz {
  private static let pieces = [
    "a", "b", "the ", "ab", "\n\n", " ", "-", "-\n", "\u{301}", "e\u{301}", "é", "\u{AD}", "界", "ש", "🏳️‍🌈", "“",
    "\"", "\u{200B}", "\r\n", "aaaaaaaa", "ship", "\u{FEFF}", "\u{1F468}\u{200D}", "\0", "ﬁ", "İ",
    "\u{10FFFF}",
    "It was resolved without a division. ",
  ]

  /// Tries so many anchors and as many ranges, from a seed on.
  static func run(count: Int, from seed: UInt64 = 1) throws(Finding) {
    let batch = 50
    for seed in seed..<seed + UInt64((count + batch - 1) / batch) {
      var random = SplitMix64(seed: seed)
      let old = text(pieces: Int.random(in: 0...400, using: &random), &random)
      let new = random.chance(70) ? damaged(old, &random) : text(pieces: 100, &random)
      let anchors = (0..<batch).map { _ in anchor(&random) }
      let ranges = (0..<batch).map { _ in range(upTo: old.count + 20, &random) }
      let outcomes = AnchorSearch(in: new).place(anchors) + Reanchoring(from: old, to: new).carry(ranges)
      for outcome in outcomes where !outcome.isSound(in: new) {
        throw Finding(seed: seed, what: "A place is not in the text, or a score is beyond 0 to 1.")
      }
    }
    print("\(count) anchors and \(count) ranges: nothing amiss")
  }

  private static func text(pieces count: Int, _ random: inout SplitMix64) -> ScalarText {
    let few = (0..<random.pick([1, 2, 3, 30])).map { _ in random.pick(pieces) }
    return ScalarText((0..<count).map { _ in random.pick(few) }.joined())
  }

  private static func damaged(_ text: ScalarText, _ random: inout SplitMix64) -> ScalarText {
    var damaged = DamagedText(text.scalars)
    damaged.misread(percent: random.pick([0, 1, 10, 40]), using: &random)
    damaged.insert(percent: 30, ["ab the ship. "], using: &random)
    damaged.delete(percent: 20, using: &random)
    return ScalarText(damaged.text)
  }

  private static func range(upTo count: Int, _ random: inout SplitMix64) -> ScalarRange {
    let start = Int.random(in: 0...count, using: &random)
    return ScalarRange(start: start, count: random.pick([0, 1, 5, 30, 200, count]))
  }

  private static func anchor(_ random: inout SplitMix64) -> Anchor {
    Anchor(
      base: BaseID(raw: [], document: []), range: range(upTo: 2_000, &random),
      quote: text(pieces: random.pick([0, 1, 3, 12, 60, 900]), &random).string,
      prefix: text(pieces: random.pick([0, 4, 12, 40]), &random).string,
      suffix: text(pieces: random.pick([0, 4, 12, 40]), &random).string)
  }
}
