public import Manuscript
public import Scholarship

extension Paper {
  /// The correction that edits the text and does the same as an edit, whatever words it names: the first proposed. To
  /// propose the edit would be to support it.
  ///
  /// Costs what stands near the edit; nothing is kept for it but where corrections stand.
  ///
  /// - Parameter base: the reading text of the present base.
  public func correction(agreeingWith edit: Edit, in base: ScalarText) -> EntityID? {
    var effects = Effects(in: base)
    let effect = effects.effect(of: edit)
    let near = effects.reach(of: effect).union(edit.range)
    for id in standingCorrections(near: near) {
      guard let correction = correction(id), !isIncorporated(correction) else { continue }
      let other = Edit(range: correction.anchor.range, replacement: correction.replacement)
      if effects.effect(of: other) == effect { return id }
    }
    return nil
  }
}

extension Effects {
  /// The stretch of the text that every edit with an effect touches: from where it is to where the same insertion or
  /// deletion could stand last.
  func reach(of effect: Effect) -> ScalarRange {
    let scalars = base.scalars
    // What would stand in place of the last segment, were it made one further on.
    var waiting = scalars.segments(in: effect.range.offsets)
    if effect.range.isEmpty {
      let inserted = Array(effect.replacement.unicodeScalars)
      waiting = inserted.segments(in: inserted.indices)
    } else if !effect.replacement.isEmpty {
      return effect.range
    }
    guard !waiting.isEmpty else { return effect.range }
    var (end, index) = (effect.range.end, 0)
    while end < scalars.count {
      let next = scalars.segmentEnd(after: end, upTo: scalars.count)
      guard scalars[end..<next].isEquivalent(to: waiting[index % waiting.count]) else { break }
      (end, index) = (next, index + 1)
    }
    return ScalarRange(effect.range.start, end)
  }
}
