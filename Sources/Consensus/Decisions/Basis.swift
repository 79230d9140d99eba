internal import Scholarship

/// What decided a question.
public enum Basis: String, CaseIterable, Hashable, Sendable {
  /// The votes on it.
  case ballot
  /// An adjudicator, in place of the votes.
  case ruling
  /// The votes as they stood when an adjudicator settled it.
  case settled
  /// A dispute on it that was upheld.
  case dispute

  /// Whether what it decided prevails over what ballots decided.
  public var outweighsBallots: Bool {
    switch self {
    case .ballot, .dispute: false
    case .ruling, .settled: true
    }
  }

  init(_ ruling: Ballot.Ruling) { self = ruling.settled == nil ? .ruling : .settled }
}
