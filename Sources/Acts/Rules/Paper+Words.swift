internal import Manuscript
internal import Rendering
internal import Scholarship

extension Paper {
  /// The words of a thing as they were at a position and as they are, with who changed them last; `nil` where nobody
  /// changed them since, or nobody can.
  func words(
    of id: EntityID, shownAt position: Int64
  ) -> (change: Stamp, before: String, now: String)? {
    if let claim = claim(id), let last = claim.wordings.last, last.stamp.position > position,
      let before = claim.wordings.last(where: { $0.stamp.position <= position })
    {
      return (last.stamp, Wording.quoted(before.statement), Wording.quoted(last.statement))
    }
    guard let correction = correction(id),
      let change = [correction.versions.last?.stamp, correction.placements.last?.stamp]
        .compactMap(\.self).max(by: { $0.position < $1.position }), change.position > position,
      let version = correction.versions.last(where: { $0.stamp.position <= position }),
      let placement = correction.placements.last(where: { $0.stamp.position <= position })
    else { return nil }
    return (
      change, Wording.change(from: placement.quote, to: version.replacement),
      Wording.change(from: correction.old, to: correction.replacement)
    )
  }
}
