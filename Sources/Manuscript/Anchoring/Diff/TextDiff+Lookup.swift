extension TextDiff {
  /// What the new text has of a range of the old one.
  struct Image {
    /// From the first to the last of it, as near as the changes let one tell.
    var range: Range<Int>
    /// How many symbols of the range stand in it.
    var matches: Int
  }

  /// Where a range of the old text stands in the new; nil where nothing of it or beside it does.
  func image(of range: Range<Int>, newCount: Int) -> Image? {
    var index = firstRun(endingAfter: range.lowerBound) { ($0.old, $0.count) }
    if range.isEmpty { return pointImage(range.lowerBound, index) }
    var matches = 0
    var image: Range<Int>?
    let before = index > 0 ? runs[index - 1] : nil
    var first: Run?
    while index < runs.count, runs[index].old < range.upperBound {
      let run = runs[index]
      let low = max(run.old, range.lowerBound)
      let high = min(run.old + run.count, range.upperBound)
      let shift = run.new - run.old
      if first == nil { first = Run(old: low, new: low + shift, count: high - low) }
      image = (image?.lowerBound ?? low + shift)..<high + shift
      matches += high - low
      index += 1
    }
    guard var image, let first else { return nil }
    // What is changed at the ends lies between the runs: as much of it as was there before.
    let free = first.new - (before.map { $0.new + $0.count } ?? 0)
    let beforeFree = first.old - max(range.lowerBound, before.map { $0.old + $0.count } ?? 0)
    if beforeFree > 0 { image = image.lowerBound - Self.share(free, of: beforeFree)..<image.upperBound }
    let last = runs[index - 1]
    let lastEnd = min(last.old + last.count, range.upperBound)
    let behind = index < runs.count ? runs[index].new : newCount
    let behindFree = range.upperBound - lastEnd
    if behindFree > 0 {
      image = image.lowerBound..<image.upperBound + Self.share(behind - image.upperBound, of: behindFree)
    }
    return Image(range: image, matches: matches)
  }

  /// How much of a changed stretch of the new text is to be taken for so many changed symbols of the old.
  private static func share(_ free: Int, of symbols: Int) -> Int {
    free <= symbols + 2 ? max(0, free) : symbols
  }

  private func pointImage(_ point: Int, _ index: Int) -> Image? {
    if index < runs.count, runs[index].old <= point {
      let place = point + runs[index].new - runs[index].old
      return Image(range: place..<place, matches: 0)
    }
    if index > 0, runs[index - 1].old + runs[index - 1].count == point {
      let place = runs[index - 1].new + runs[index - 1].count
      return Image(range: place..<place, matches: 0)
    }
    return nil
  }

  /// Where the run ends that ends at a point of the old text, if one does.
  func end(before point: Int) -> Int? {
    let index = runs.partitioningIndex { $0.old + $0.count >= point }
    guard index < runs.count, runs[index].old + runs[index].count == point else { return nil }
    return runs[index].new + runs[index].count
  }

  /// How many symbols of a range of the new text stand in the old one outside a range.
  func strangers(in range: Range<Int>, outside old: Range<Int>) -> Int {
    var index = firstRun(endingAfter: range.lowerBound) { ($0.new, $0.count) }
    var count = 0
    while index < runs.count, runs[index].new < range.upperBound {
      let run = runs[index]
      let shift = run.old - run.new
      let here = range.clamped(to: run.new..<run.new + run.count)
      let there = here.lowerBound + shift..<here.upperBound + shift
      count += there.count - there.clamped(to: old).count
      index += 1
    }
    return count
  }

  /// The first run that ends after an offset.
  private func firstRun(endingAfter offset: Int, _ side: (Run) -> (start: Int, count: Int)) -> Int {
    runs.partitioningIndex {
      let (start, count) = side($0)
      return start + count > offset
    }
  }
}
