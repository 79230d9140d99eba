import TextCorpus
import Testing

@testable import Manuscript

@Suite("Alignment")
struct AlignmentTests {
  private func symbols(_ count: Int, of kinds: Int32, _ random: inout SplitMix64) -> [Int32] {
    (0..<count).map { _ in Int32.random(in: 0..<kinds, using: &random) }
  }

  private func aligner(kinds: Int32) -> Aligner {
    var alphabet = SymbolAlphabet()
    for key in 0..<kinds { _ = alphabet.add(Int(key)) }
    return Aligner(alphabet: alphabet)
  }

  /// The fewest errors, by the table (Sellers 1980).
  private func errors(_ pattern: [Int32], _ text: [Int32], ends: Aligner.Ends) -> Int {
    var column = Array(0...pattern.count)
    var best = column[pattern.count]
    for (index, symbol) in text.enumerated() {
      var diagonal = column[0]
      column[0] = ends == .free ? 0 : index + 1
      for row in pattern.indices {
        let next = min(diagonal + (pattern[row] == symbol ? 0 : 1), column[row] + 1, column[row + 1] + 1)
        diagonal = column[row + 1]
        column[row + 1] = next
      }
      best = min(best, column[pattern.count])
    }
    return ends == .free ? best : column[pattern.count]
  }

  @Test(arguments: 1...150)
  func `takes as few errors as the table says, and its path as many`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let kinds = random.pick([2, 4, 30] as [Int32])
    var aligner = aligner(kinds: kinds)
    for ends in [Aligner.Ends.free, .fixed] {
      let text = symbols(Int.random(in: 0...200, using: &random), of: kinds, &random)
      // One symbol more than the alphabet: unknown to the text.
      let pattern = symbols(random.pick([1, 7, 63, 64, 65, 128, 150]), of: kinds + 1, &random)
      let least = errors(pattern, text, ends: ends)
      #expect(aligner.errors(pattern[...], text[...], ends: ends) == least, "seed \(seed)")
      let alignment = aligner.align(pattern[...], text[...], ends: ends)
      #expect(alignment.errors == least, "seed \(seed)")
      #expect(cost(alignment, pattern, text) == least, "seed \(seed)")
    }
  }

  /// What the path costs: each symbol not matched, and each one put in between.
  private func cost(_ alignment: Alignment, _ pattern: [Int32], _ text: [Int32]) -> Int {
    var cost = 0
    for row in pattern.indices {
      if row > 0 || alignment.first[0] == 0 { cost += alignment.last[row] - alignment.first[row] }
      if alignment.isMatch[row] {
        if text[alignment.last[row]] != pattern[row] { return -1 }
      } else {
        cost += 1
      }
      let width = alignment.first[row + 1] - alignment.last[row]
      if width < 0 || width > 1 { return -1 }
    }
    return cost + alignment.last[pattern.count] - alignment.first[pattern.count]
  }

  @Test(arguments: 1...40)
  func `of whole texts matches only what is the same, in order`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var prose = Prose(seed: UInt64(seed))
    let damage = random.pick(AnchoringTrial.Damage.allCases)
    let trial = AnchoringTrial(prose.text(characters: 3_000), damage: damage, anchors: 0, seed: UInt64(seed))
    var alphabet = SymbolAlphabet()
    let old = ComparedText(trial.original.scalars, extending: &alphabet).symbols
    let new = ComparedText(trial.damaged.scalars, extending: &alphabet).symbols
    var aligner = Aligner(alphabet: alphabet)
    var diff = TextDiff(from: old, to: new, aligner: &aligner)
    diff.settle(old, new, stop: alphabet.symbol(of: 0x2E))
    var (oldEnd, newEnd, matched) = (0, 0, 0)
    for run in diff.runs {
      #expect(run.old >= oldEnd && run.new >= newEnd && run.count > 0, "seed \(seed)")
      let isSame = old[run.old..<run.old + run.count] == new[run.new..<run.new + run.count]
      #expect(isSame, "seed \(seed)")
      (oldEnd, newEnd) = (run.old + run.count, run.new + run.count)
      matched += run.count
    }
    if damage != .move { #expect(matched * 2 > old.count, "seed \(seed), \(damage)") }
  }
}
