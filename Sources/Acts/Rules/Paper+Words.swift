internal import Manuscript
internal import Rendering
internal import Scholarship

extension Paper {
  /// The words of a thing as they were at a position and as they are, with who changed them last; `nil` where they are the
  /// same, or nobody can change them.
  func words(
    of id: EntityID, shownAt position: Int64
  ) -> (change: Stamp, before: String, now: String)? {
    if let claim = claim(id), let last = claim.spells.last, last.since.position > position,
      let before = claim.wording(at: position), before.statement != claim.statement
    {
      return (last.since, Wording.quoted(before.statement), Wording.quoted(claim.statement))
    }
    guard let correction = correction(id), let last = correction.spells.last,
      last.since.position > position, let before = correction.edit(at: position),
      before.old != correction.old || before.version.replacement != correction.replacement
    else { return nil }
    return (
      last.since, Wording.change(from: before.old, to: before.version.replacement),
      Wording.change(from: correction.old, to: correction.replacement)
    )
  }
}
