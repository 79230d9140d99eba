/// Which stretches of an old text stand in the same order in a new one.
///
/// Stretches that stand once in each of two gaps, and whole (patience diff, with runs of symbols of falling
/// lengths for lines), part them into smaller gaps; of those that cross, the heaviest row that does not is kept.
/// What remains is aligned symbol by symbol, where it is small enough; a gap too large for that stays changed
/// altogether. Takes time near linear in the texts, whatever they are.
struct TextDiff: Sendable {
  /// A stretch that stands in both texts.
  struct Run: Hashable, Sendable {
    var old: Int
    var new: Int
    var count: Int
  }

  /// In the order of both texts, none over another.
  var runs: [Run] = []

  private struct Gap {
    var old: Range<Int>
    var new: Range<Int>
    var area: Int { old.count * new.count }
  }

  private static let lengths = [32, 16, 8]
  /// A gap this small is aligned at once…
  private static let smallArea = 1 << 14
  /// …and one larger than this never: its alignment would take more than a step for each 64 symbols of it.
  private static let largestArea = 1 << 22

  init(from old: [Int32], to new: [Int32], aligner: inout Aligner) {
    var gaps = [Gap(old: 0..<old.count, new: 0..<new.count)]
    for length in Self.lengths {
      var smaller: [Gap] = []
      for gap in gaps {
        let gap = trimmed(gap, old, new)
        if gap.area <= Self.smallArea {
          if gap.area > 0 { smaller.append(gap) }
        } else {
          split(
            gap, by: StretchMatching.runs(old, gap.old, new, gap.new, length: length), old, new,
            into: &smaller)
        }
      }
      gaps = smaller
    }
    for gap in gaps { align(trimmed(gap, old, new), old, new, &aligner) }
    runs.sort { $0.old < $1.old }
    join()
  }

  /// Takes what the gap's sides share at their ends as runs.
  private mutating func trimmed(_ gap: Gap, _ old: [Int32], _ new: [Int32]) -> Gap {
    var (low, newLow, high, newHigh) = (
      gap.old.lowerBound, gap.new.lowerBound, gap.old.upperBound, gap.new.upperBound
    )
    while low < high, newLow < newHigh, old[low] == new[newLow] {
      low += 1
      newLow += 1
    }
    add(Run(old: gap.old.lowerBound, new: gap.new.lowerBound, count: low - gap.old.lowerBound))
    while low < high, newLow < newHigh, old[high - 1] == new[newHigh - 1] {
      high -= 1
      newHigh -= 1
    }
    add(Run(old: high, new: newHigh, count: gap.old.upperBound - high))
    return Gap(old: low..<high, new: newLow..<newHigh)
  }

  private mutating func add(_ run: Run) { if run.count > 0 { runs.append(run) } }

  private mutating func split(
    _ gap: Gap, by found: [Run], _ old: [Int32], _ new: [Int32], into gaps: inout [Gap]
  ) {
    var (low, newLow) = (gap.old.lowerBound, gap.new.lowerBound)
    for run in found {
      add(run)
      gaps.append(Gap(old: low..<run.old, new: newLow..<run.new))
      (low, newLow) = (run.old + run.count, run.new + run.count)
    }
    gaps.append(Gap(old: low..<gap.old.upperBound, new: newLow..<gap.new.upperBound))
  }

  private mutating func align(_ gap: Gap, _ old: [Int32], _ new: [Int32], _ aligner: inout Aligner) {
    guard gap.area > 0, gap.area <= Self.largestArea else { return }
    let alignment = aligner.align(old[gap.old], new[gap.new], ends: .fixed)
    for index in 0..<gap.old.count where alignment.isMatch[index] {
      add(Run(old: gap.old.lowerBound + index, new: gap.new.lowerBound + alignment.last[index], count: 1))
    }
  }

  /// Makes one of runs that follow on one another.
  private mutating func join() {
    var joined: [Run] = []
    for run in runs {
      if let last = joined.last, last.old + last.count == run.old, last.new + last.count == run.new {
        joined[joined.count - 1].count += run.count
      } else {
        joined.append(run)
      }
    }
    runs = joined
  }
}
