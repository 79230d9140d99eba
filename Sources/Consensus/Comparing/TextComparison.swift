public import Manuscript
public import Scholarship

/// How one consensus text differs from another, word by word.
///
/// On one base, only the places are looked at where other corrections are accepted; else the texts are compared whole.
/// Takes time near linear in the texts.
public struct TextComparison: Sendable {
  /// Where the words differ.
  public struct ChangedWords: Hashable, Sendable {
    /// In scalars of the old consensus text.
    public var old: ScalarRange
    /// In scalars of the new consensus text.
    public var new: ScalarRange
    /// The place in the new base.
    public var base: ScalarRange
    /// The corrections that make the difference: accepted in one of the two alone, the one or the other's words.
    public var corrections: [EntityID]
  }

  /// The earlier consensus text.
  public let old: ScalarText
  /// The later consensus text.
  public let new: ScalarText
  /// In the order of the texts.
  public private(set) var changes: [ChangedWords] = []

  /// One of the two: what was decided, and over which text.
  public struct ComparedConsensus: Sendable {
    let reconciliation: Reconciliation
    let base: ScalarText
    let id: BaseID?

    /// - Parameter base: the reading text that the paper's ranges count in.
    public init(_ standing: Standing, base: ScalarText) {
      reconciliation = standing.reconciliation
      self.base = base
      id = standing.paper.identity?.base
    }

    var text: ScalarText { ScalarText(reconciliation.text(of: base)) }
  }

  /// Compares the consensus text of `after` with that of `before`.
  public init(from before: ComparedConsensus, to after: ComparedConsensus) {
    (old, new) = (before.text, after.text)
    if before.id == after.id {
      for place in ChangedPlaces(before, after).merged(old, new) {
        compare(place.old, place.new) { _ in (place.base, place.corrections) }
      }
    } else {
      let stretches = after.reconciliation.stretches(of: after.base)
      compare(old.range, new.range) { (stretches.base(of: $0), []) }
    }
  }

  private mutating func compare(
    _ oldRange: ScalarRange, _ newRange: ScalarRange,
    _ place: (ScalarRange) -> (base: ScalarRange, corrections: [EntityID])
  ) {
    for change in WordDiff(from: old, oldRange, to: new, newRange).changes {
      let (base, corrections) = place(change.new)
      changes.append(ChangedWords(old: change.old, new: change.new, base: base, corrections: corrections))
    }
  }
}

/// Where other edits are made on one base.
private struct ChangedPlaces {
  private(set) var places: [TextComparison.ChangedWords] = []

  private typealias Made = (edit: Edit, correction: EntityID)

  /// - Parameters: reconciliations of one base.
  init(_ before: TextComparison.ComparedConsensus, _ after: TextComparison.ComparedConsensus) {
    let old = Self.edits(before.reconciliation)
    let new = Self.edits(after.reconciliation)
    var (i, j) = (0, 0)
    // How much longer than the base the texts are before what comes next.
    var (oldShift, newShift) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i].edit == new[j].edit {
        oldShift += old[i].edit.growth
        newShift += new[j].edit.growth
        (i, j) = (i + 1, j + 1)
        continue
      }
      let (firstOld, firstNew) = (i, j)
      var hull = Self.next(old, i, new, j)
      var grew = true
      while grew {
        grew = false
        while i < old.count, old[i].edit.range.start <= hull.end {
          hull = hull.union(old[i].edit.range)
          (i, grew) = (i + 1, true)
        }
        while j < new.count, new[j].edit.range.start <= hull.end {
          hull = hull.union(new[j].edit.range)
          (j, grew) = (j + 1, true)
        }
      }
      add(hull, old[firstOld..<i], &oldShift, new[firstNew..<j], &newShift)
    }
  }

  private static func edits(_ reconciliation: Reconciliation) -> [Made] {
    Array(zip(reconciliation.accepted, reconciliation.acceptedIDs)).map { ($0, $1) }
  }

  /// The range of what comes first.
  private static func next(_ old: [Made], _ i: Int, _ new: [Made], _ j: Int) -> ScalarRange {
    guard i < old.count else { return new[j].edit.range }
    guard j < new.count else { return old[i].edit.range }
    return min(old[i].edit.range, new[j].edit.range)
  }

  private mutating func add(
    _ hull: ScalarRange, _ old: ArraySlice<Made>, _ oldShift: inout Int, _ new: ArraySlice<Made>,
    _ newShift: inout Int
  ) {
    func range(_ edits: ArraySlice<Made>, _ shift: inout Int) -> ScalarRange {
      let start = hull.start + shift
      shift += edits.reduce(0) { $0 + $1.edit.growth }
      return ScalarRange(start, hull.end + shift)
    }
    let changed = Set(old.map(\.edit)).symmetricDifference(new.map(\.edit))
    let corrections = Set((old + new).filter { changed.contains($0.edit) }.map(\.correction))
    places.append(
      .init(
        old: range(old, &oldShift), new: range(new, &newShift), base: hull,
        corrections: corrections.sorted { $0.number < $1.number }))
  }

  /// The places with the words whole that they begin and end in; those that share a word are one.
  func merged(_ old: ScalarText, _ new: ScalarText) -> [TextComparison.ChangedWords] {
    var merged: [TextComparison.ChangedWords] = []
    for (index, place) in places.enumerated() {
      var place = place
      let floor = merged.last?.new.end ?? 0
      let ceiling = index + 1 < places.count ? places[index + 1].new.start : new.count
      let head = new.wordEnd(before: place.new.start, from: floor)
      let tail = new.wordStart(after: place.new.end, upTo: ceiling)
      place.old = ScalarRange(place.old.start - head, place.old.end + tail)
      place.new = ScalarRange(place.new.start - head, place.new.end + tail)
      if let last = merged.last, last.new.end == place.new.start, last.old.end == place.old.start {
        merged[merged.count - 1] = .init(
          old: ScalarRange(last.old.start, place.old.end), new: ScalarRange(last.new.start, place.new.end),
          base: last.base.union(place.base), corrections: last.corrections + place.corrections)
      } else {
        merged.append(place)
      }
    }
    return merged
  }
}

extension Edit {
  /// How much longer it makes a text.
  fileprivate var growth: Int { replacement.unicodeScalars.count - range.count }
}

extension ScalarText {
  /// How many scalars of a word stand right before an offset.
  fileprivate func wordEnd(before offset: Int, from floor: Int) -> Int {
    var start = offset
    while start > floor, self[start - 1].isInWord { start -= 1 }
    return offset - start
  }

  /// How many scalars of a word stand right after an offset.
  fileprivate func wordStart(after offset: Int, upTo ceiling: Int) -> Int {
    var end = offset
    while end < ceiling, self[end].isInWord { end += 1 }
    return end - offset
  }
}
