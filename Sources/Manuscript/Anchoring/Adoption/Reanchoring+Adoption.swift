extension Reanchoring {
  /// Where the new text has what edits of the old one propose, in place of what they are on; `nil` for those that it has
  /// not, or has in several places.
  ///
  /// Edits are looked at together: where several were adopted side by side, each is found by what the others leave.
  public func adopted(_ edits: [ProposedEdit]) -> [ScalarRange?] {
    var places = [ScalarRange?](repeating: nil, count: edits.count)
    for group in groups(of: edits) {
      let (old, new) = (group.stretch.old, group.stretch.new)
      let local = group.edits.map { edits[$0].moved(by: -old.start) }
      let text = ScalarText(Array(oldText.scalars[old.offsets]))
      guard
        let trace = EditTrace(
          from: oldText.scalars[old.offsets], to: newText.scalars[new.offsets],
          by: local.map { $0.core(in: text) })
      else { continue }
      for (index, edit) in zip(group.edits, local) {
        guard let place = trace.place(of: edit) else { continue }
        let range = ScalarRange(new.start + place.lowerBound, new.start + place.upperBound)
        if isOnlyPlace(range, of: edits[index]) { places[index] = range }
      }
    }
    return places
  }

  /// A stretch of the old text and what it became.
  private struct Stretch {
    var old: ScalarRange
    var new: ScalarRange
  }

  private struct EditGroup {
    var stretch: Stretch
    var edits: [Int]
  }

  /// Edits in changed stretches of the old text, those together whose stretches overlap.
  private func groups(of edits: [ProposedEdit]) -> [EditGroup] {
    var groups: [EditGroup] = []
    for index in edits.indices.sorted(by: { edits[$0].range < edits[$1].range }) {
      guard let stretch = stretch(around: edits[index].range) else { continue }
      if let last = groups.last, last.stretch.old.overlaps(stretch.old),
        last.stretch.old.count < Self.longestGroup
      {
        let (old, new) = (last.stretch.old, last.stretch.new)
        groups[groups.count - 1].edits.append(index)
        groups[groups.count - 1].stretch = Stretch(
          old: ScalarRange(min(old.start, stretch.old.start), max(old.end, stretch.old.end)),
          new: ScalarRange(min(new.start, stretch.new.start), max(new.end, stretch.new.end)))
      } else {
        groups.append(EditGroup(stretch: stretch, edits: [index]))
      }
    }
    return groups
  }

  /// What surrounds a passage in both texts, as far as to where they surely are the same; `nil` where nothing changed.
  private func stretch(around range: ScalarRange) -> Stretch? {
    guard range.end <= oldText.count else { return nil }
    let symbols = old.symbols(of: range)
    let low = diff.sureEnd(before: symbols.lowerBound - Self.margin) ?? (0, 0)
    let high = diff.sureStart(after: symbols.upperBound + Self.margin) ?? (old.count, new.count)
    guard low.old <= high.old, low.new <= high.new else { return nil }
    let stretch = Stretch(
      old: ScalarRange(old.start(of: low.old), old.start(of: high.old)),
      new: ScalarRange(new.start(of: low.new), new.start(of: high.new)))
    guard stretch.old.contains(range) else { return nil }
    let isSame = oldText.scalars[stretch.old.offsets].elementsEqual(newText.scalars[stretch.new.offsets])
    return isSame ? nil : stretch
  }

  /// Whether an edit's surroundings stand once in the new text with what it proposes, and never with what it replaces.
  private func isOnlyPlace(_ range: ScalarRange, of edit: ProposedEdit) -> Bool {
    let place = new.symbols(of: range)
    let before = new.symbols[max(0, place.lowerBound - Anchor.contextLength)..<place.lowerBound]
    let after = new.symbols[place.upperBound..<min(new.count, place.upperBound + Anchor.contextLength)]
    let (proposed, replaced) = (new.symbols[place], old.symbols[old.symbols(of: edit.range)])
    return same.newCount(of: before + proposed + after) ?? 1 == 1
      && same.newCount(of: before + replaced + after) ?? 0 == 0
  }

  /// In symbols, and in scalars.
  private static let margin = 24
  private static let longestGroup = 1_500
}

extension ProposedEdit {
  fileprivate func moved(by distance: Int) -> ProposedEdit {
    ProposedEdit(range: range.shifted(by: distance), replacement: replacement)
  }
}

extension TextDiff {
  /// A run as long is no chance.
  private static let sure = 12

  /// The last place not after an offset of the old text that surely stands in both, in old and new.
  func sureEnd(before offset: Int) -> (old: Int, new: Int)? {
    var index = runs.partitioningIndex { $0.old > offset } - 1
    while index >= 0, runs[index].count < Self.sure { index -= 1 }
    guard index >= 0 else { return nil }
    let place = min(offset, runs[index].old + runs[index].count)
    return (place, place + runs[index].new - runs[index].old)
  }

  /// The first place not before an offset of the old text that surely stands in both, in old and new.
  func sureStart(after offset: Int) -> (old: Int, new: Int)? {
    var index = runs.partitioningIndex { $0.old + $0.count >= offset }
    while index < runs.count, runs[index].count < Self.sure { index += 1 }
    guard index < runs.count else { return nil }
    let place = max(offset, runs[index].old)
    return (place, place + runs[index].new - runs[index].old)
  }
}
