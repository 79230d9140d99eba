internal import Manuscript
internal import Scholarship

/// The edit of a correction that stands, with what its own ballot or ruling makes of it before others are looked at.
struct Proposal: Hashable, Sendable {
  /// The correction's, so that of two the lower one was proposed first.
  let number: Int
  let edit: Edit
  let effect: Effect
  /// Open, accepted (it passes), rejected or contested.
  var outcome: CorrectionStatus
  /// Whether more than a ballot decided it.
  var outweighsBallots: Bool

  var range: ScalarRange { edit.range }

  /// Text order: by where they begin, an insertion before what replaces words from there on; the first proposed first.
  static func isBefore(_ a: Proposal, _ b: Proposal) -> Bool {
    if a.range != b.range { return a.range < b.range }
    return a.number < b.number
  }
}
