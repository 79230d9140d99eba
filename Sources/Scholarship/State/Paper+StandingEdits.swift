public import Manuscript

/// Which corrections stand and edit words near a place, so that those are found which may do the same as another.
///
/// The text is divided into stretches of equal length; each lists the corrections that reach into it. To file one costs
/// its length, in stretches, and what stands there.
extension Paper {
  /// The corrections that stand and edit words in the stretches that a range touches: all that it touches, and some
  /// beside it. By number.
  public func standingCorrections(near range: ScalarRange) -> [EntityID] {
    let numbers = Self.stretches(of: range).reduce(into: Set<Int>()) { $0.formUnion(standingEdits[$1] ?? []) }
    return numbers.sorted().map { EntityID(.correction, $0) }
  }

  /// The correction that stands and proposes these very words for that very range, if there is one. What does the same
  /// in other words is not found without the text.
  public func standingEdit(_ range: ScalarRange, _ replacement: String) -> EntityID? {
    standingCorrections(near: range).first { id in
      guard let correction = correction(id) else { return false }
      return correction.anchor.range == range
        && correction.replacement.utf8.elementsEqual(replacement.utf8)
    }
  }

  /// Counts a correction among those that stand, if it does and has its place in the text.
  mutating func noteStandingEdit(_ id: EntityID) {
    let correction = corrections[id.index]
    guard correction.withdrawn == nil, isPlaced(correction.anchor) else { return }
    for stretch in Self.stretches(of: correction.anchor.range) {
      if standingEdits[stretch]?.contains(id.number) != true {
        standingEdits[stretch, default: []].append(id.number)
      }
    }
  }

  /// Counts a correction no more among those that stand.
  mutating func forgetStandingEdit(_ id: EntityID) {
    for stretch in Self.stretches(of: corrections[id.index].anchor.range) {
      guard let index = standingEdits[stretch]?.firstIndex(of: id.number) else { continue }
      standingEdits[stretch]?.remove(at: index)
    }
  }

  /// The stretches that hold a scalar of a range or one of its ends.
  private static func stretches(of range: ScalarRange) -> ClosedRange<Int> {
    range.start / stretch...range.end / stretch
  }

  /// In scalars: so short that few corrections stand in one, so long that few reach into many.
  private static var stretch: Int { 256 }
}
