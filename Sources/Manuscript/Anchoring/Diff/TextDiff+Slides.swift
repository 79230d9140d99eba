extension TextDiff {
  /// How far what was put in beside a run says the same as the run.
  struct Repeat: Sendable {
    /// So many symbols put in before the run…
    var putBefore = 0
    /// …begin as the run does, for so long.
    var alikeBefore = 0
    var putAfter = 0
    /// Of those put in after it, so many at the end are as at the run's end.
    var alikeAfter = 0
  }

  /// Finds out where the new text repeats beside a run what the run says. Takes time linear in the texts.
  mutating func findRepeats(in new: [Int32]) {
    repeats = runs.indices.map { index in
      let run = runs[index]
      var found = Repeat()
      let before = index == 0 ? Run(old: 0, new: 0, count: 0) : runs[index - 1]
      if before.old + before.count == run.old {
        found.putBefore = run.new - before.new - before.count
        while found.putBefore > 0, found.alikeBefore < run.count,
          new[run.new - found.putBefore + found.alikeBefore] == new[run.new + found.alikeBefore]
        {
          found.alikeBefore += 1
        }
      }
      let end = run.new + run.count
      let isLast = index + 1 == runs.count
      if isLast || runs[index + 1].old == run.old + run.count {
        found.putAfter = (isLast ? new.count : runs[index + 1].new) - end
        while found.putAfter > 0, found.alikeAfter < run.count,
          new[end + found.putAfter - 1 - found.alikeAfter] == new[end - 1 - found.alikeAfter]
        {
          found.alikeAfter += 1
        }
      }
      return found
    }
  }

  /// By how much the image of a range may be moved so that all still matches: where what was put in beside its
  /// run repeats it, no one can say which of the two is the old one.
  func slides(of range: Range<Int>) -> [Int] {
    // A point belongs to the symbol after it, as its image does.
    let end = range.isEmpty ? range.upperBound + 1 : range.upperBound
    let index = runs.partitioningIndex { $0.old + $0.count >= end }
    guard index < runs.count, runs[index].old <= range.lowerBound else { return [] }
    let (run, beside) = (runs[index], repeats[index])
    var distances: [Int] = []
    if beside.putBefore > 0, end - run.old <= beside.alikeBefore { distances.append(-beside.putBefore) }
    if beside.putAfter > 0, run.old + run.count - range.lowerBound <= beside.alikeAfter {
      distances.append(beside.putAfter)
    }
    return distances
  }
}
