public import Manuscript
public import Scholarship

/// A stretch of the consensus text: the base's own words, or what an accepted correction has in their place.
public struct Stretch: Hashable, Sendable {
  /// What it stands for, in scalars of the base.
  public var base: ScalarRange
  /// Where it stands, in scalars of the consensus text; empty where a correction deletes words.
  public var text: ScalarRange
  /// The correction whose words they are; `nil` where they are the base's.
  public var correction: EntityID?
}

extension Reconciliation {
  /// The consensus text in stretches, in order: together they are the base whole, and the text whole. Costs the number of
  /// accepted corrections.
  public func stretches(of base: ScalarText) -> [Stretch] {
    var stretches: [Stretch] = []
    var (done, length) = (0, 0)
    func add(_ range: ScalarRange, _ count: Int, _ correction: EntityID?) {
      stretches.append(
        Stretch(base: range, text: ScalarRange(start: length, count: count), correction: correction))
      (done, length) = (range.end, length + count)
    }
    for (id, edit) in zip(acceptedIDs, accepted) {
      if edit.range.start > done { add(ScalarRange(done, edit.range.start), edit.range.start - done, nil) }
      add(edit.range, edit.replacement.unicodeScalars.count, id)
    }
    if done < base.count { add(ScalarRange(done, base.count), base.count - done, nil) }
    return stretches
  }
}

extension [Stretch] {
  /// What a range of the consensus text stands for in the base: inside a correction's words, all that it replaces.
  public func base(of range: ScalarRange) -> ScalarRange {
    var (low, high) = (0, count)
    // The first that ends after the range's beginning, or at it where it ends the text.
    while low < high {
      let middle = (low + high) / 2
      if self[middle].text.end > range.start { high = middle } else { low = middle + 1 }
    }
    guard low < count else {
      let end = last?.base.end ?? 0
      return ScalarRange(end, end)
    }
    let start = self[low].start(of: range.start)
    var end = self[low].end(of: Swift.max(range.end, range.start))
    while low + 1 < count, self[low + 1].text.start < range.end {
      low += 1
      end = self[low].end(of: range.end)
    }
    return ScalarRange(start, Swift.max(start, end))
  }
}

extension Stretch {
  /// The part of it that a range of the base holds; a correction's words are never parted. `nil` where that is nothing.
  public func cut(to range: ScalarRange) -> Stretch? {
    if correction != nil { return base.overlaps(range) || range.contains(base) ? self : nil }
    guard let shared = base.intersection(range), !shared.isEmpty else { return nil }
    return Stretch(
      base: shared,
      text: ScalarRange(start: text.start + shared.start - base.start, count: shared.count), correction: nil)
  }

  fileprivate func start(of offset: Int) -> Int {
    correction == nil ? base.start + Swift.max(0, offset - text.start) : base.start
  }

  fileprivate func end(of offset: Int) -> Int {
    correction == nil ? base.start + Swift.min(offset - text.start, text.count) : base.end
  }
}
