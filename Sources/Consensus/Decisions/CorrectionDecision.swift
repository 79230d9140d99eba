internal import Scholarship

/// Where a correction stands under a policy.
public enum CorrectionStatus: String, CaseIterable, Hashable, Sendable {
  /// Too few have voted.
  case open
  /// It passes and nothing stands against it: the consensus text has it.
  case accepted
  case rejected
  /// It neither passes nor is rejected, or conflicts with another that passes too.
  case contested
  /// Another edit that conflicts with it was accepted.
  case moot
  /// A new base has what it proposes; there is nothing left to edit.
  case incorporated
  /// Its words have no place, or no one place, in the present base: it edits nothing until someone says where it
  /// belongs.
  case orphaned
  case withdrawn

  /// Whether a correction that stands so is a reading of the base, made in the consensus or not.
  public var edits: Bool {
    switch self {
    case .open, .accepted, .rejected, .contested, .moot: true
    case .incorporated, .orphaned, .withdrawn: false
    }
  }
}

/// How one correction is decided.
public struct CorrectionDecision: Hashable, Sendable {
  public var status: CorrectionStatus
  public var basis: Basis
  public var tally: Tally
}

extension CorrectionDecision {
  /// By its own ballot or ruling, before conflicts are looked at: here `accepted` says that it passes.
  init(byItself correction: Correction, of paper: Paper, under policy: Policy, _ rosters: Rosters) {
    let rules = policy.rules(for: correction.class.map(PolicyClass.init))
    tally = Tally(of: correction.ballot, roster: rosters[rules.voters], proposerVotes: rules.proposerVotes)
    basis = correction.ballot.ruling == nil ? .ballot : .ruling
    if correction.withdrawn != nil {
      status = .withdrawn
    } else if !paper.isPlaced(correction.anchor) {
      status = .orphaned
    } else if paper.isIncorporated(correction) {
      status = .incorporated
    } else if let ruling = correction.ballot.ruling {
      status = ruling.verdict == .accept ? .accepted : .rejected
    } else {
      status =
        switch tally.outcome(under: rules) {
        case .open: .open
        case .passes: .accepted
        case .rejected: .rejected
        case .contested: .contested
        }
    }
  }
}
