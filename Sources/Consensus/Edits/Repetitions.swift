internal import Manuscript

/// Where the repetitions of a text begin, as far as anyone has asked: so that none is walked through twice.
struct Repetitions: Sendable {
  /// By period, in segments: ranges that have that period, from their true beginnings on, in text order.
  private var known: [Int: [ScalarRange]] = [:]

  /// The beginning of the longest stretch with a period that holds `start..<end`.
  ///
  /// - Parameter unit: what stands in `start..<end` at least twice, one after another.
  mutating func start(
    of unit: [ArraySlice<Unicode.Scalar>], from start: Int, to end: Int, in scalars: [Unicode.Scalar]
  ) -> Int {
    // Where a unit repeats that is itself so many of a smaller one, that one's stretch is the unit's.
    let period = Self.period(of: unit)
    var ranges = known[period] ?? []
    // Stretches of one period share less than the period, so only the last that begins before this one can be it.
    let index = ranges.partitioningIndex { $0.start > start }
    let nearest = index > 0 ? ranges[index - 1] : nil
    var first = start
    var second = scalars.segmentsEnd(after: first, count: period)
    var isKnown = false
    while first > 0 {
      if let nearest, second <= nearest.end {
        (first, isKnown) = (nearest.start, true)
        break
      }
      let beforeFirst = scalars.segmentStart(before: first)
      let beforeSecond = scalars.segmentStart(before: second)
      guard scalars[beforeFirst..<first].isEquivalent(to: scalars[beforeSecond..<second]) else { break }
      (first, second) = (beforeFirst, beforeSecond)
    }
    if isKnown {
      ranges[index - 1].end = max(end, ranges[index - 1].end)
    } else {
      ranges.insert(ScalarRange(first, end), at: index)
    }
    known[period] = ranges
    return first
  }

  /// The length of the shortest run of segments that `unit` is a whole number of (Knuth, Morris and Pratt, 1977).
  private static func period(of unit: [ArraySlice<Unicode.Scalar>]) -> Int {
    var borders = [0]
    for index in unit.indices.dropFirst() {
      var border = borders[index - 1]
      while border > 0, !unit[border].isEquivalent(to: unit[index]) { border = borders[border - 1] }
      borders.append(unit[border].isEquivalent(to: unit[index]) ? border + 1 : 0)
    }
    let period = unit.count - borders[unit.count - 1]
    return unit.count % period == 0 ? period : unit.count
  }
}
