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
  /// Of the base's words, the corrections of an earlier base that proposed them: this base came in with them made.
  public var incorporated: [EntityID] = []

  /// Whether somebody proposed that it should read so.
  public var isProposed: Bool { correction != nil || !incorporated.isEmpty }
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

extension Reconciliation {
  /// As ``stretches(of:)``, with the words that the base took over parted from the others: each such stretch names the
  /// corrections that proposed it, the first proposed first. Where a correction that the base took over deletes words,
  /// that is a stretch without words.
  public func creditedStretches(of base: ScalarText, in paper: Paper) -> [Stretch] {
    let taken = apart.compactMap(paper.correction).filter(paper.isIncorporated).map(\.anchor.range)
    let ids = apart.compactMap(paper.correction).filter(paper.isIncorporated).map(\.id)
    let credits = zip(taken, ids).map { (range: $0, id: $1) }.sorted { ($0.range, $0.id) < ($1.range, $1.id) }
    var rest = credits[...]
    var points: Set<Int> = []
    return stretches(of: base).flatMap { stretch -> [Stretch] in
      guard stretch.correction == nil else { return [stretch] }
      rest = rest.drop { $0.range.end < stretch.base.start }
      let near = rest.prefix { $0.range.start <= stretch.base.end }.filter { $0.range.touches(stretch.base) }
      return near.isEmpty ? [stretch] : stretch.parted(by: near, &points)
    }
  }
}

extension Stretch {
  /// - Parameter points: where words were deleted, as far as that is said already.
  fileprivate func parted(
    by credits: [(range: ScalarRange, id: EntityID)], _ points: inout Set<Int>
  ) -> [Stretch] {
    let ends = credits.flatMap { [$0.range.start, $0.range.end] }.filter { base.start < $0 && $0 < base.end }
    let cuts = Set(ends + [base.start, base.end]).sorted()
    func piece(_ start: Int, _ end: Int, _ incorporated: [EntityID]) -> Stretch {
      Stretch(
        base: ScalarRange(start, end),
        text: ScalarRange(start: text.start + start - base.start, count: end - start), correction: nil,
        incorporated: incorporated)
    }
    var pieces: [Stretch] = []
    for (index, start) in cuts.enumerated() {
      let deletions = credits.filter { $0.range.isEmpty && $0.range.start == start }.map(\.id)
      if !deletions.isEmpty, points.insert(start).inserted { pieces.append(piece(start, start, deletions)) }
      guard index + 1 < cuts.count else { break }
      let range = ScalarRange(start, cuts[index + 1])
      pieces.append(
        piece(
          range.start, range.end, credits.filter { !$0.range.isEmpty && $0.range.contains(range) }.map(\.id)))
    }
    return pieces
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
    if isProposed { return base.overlaps(range) || range.contains(base) ? self : nil }
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
