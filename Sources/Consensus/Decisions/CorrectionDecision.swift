public import Scholarship

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
  /// What decided it.
  public var basis: Basis
  public var tally: Tally
  /// The disputes on its present words that are open.
  public var disputed: [EntityID]
  /// Those that are upheld.
  public var upheld: [EntityID]
}

extension CorrectionDecision {
  /// By its own ballot, rulings and disputes, before conflicts are looked at: here `accepted` says that it passes.
  init(byItself correction: Correction, of paper: Paper, under policy: Policy, _ rosters: Rosters) {
    let rules = policy.rules(for: correction.class.map(PolicyClass.init))
    tally = Tally(
      onWhatStandsIn: correction.ballot, roster: rosters[rules.voters], proposerVotes: rules.proposerVotes)
    let disputes = DisputesOnCorrection(correction, of: paper, under: policy, rosters)
    (disputed, upheld) = (disputes.open, disputes.upheld)
    let verdict: CorrectionStatus
    if let decisive = disputes.decisive(against: correction.ballot.ruling) {
      (verdict, basis) = decisive
    } else {
      basis = .ballot
      verdict =
        switch tally.outcome(under: rules) {
        case .open: .open
        case .passes: .accepted
        case .rejected: .rejected
        case .contested: .contested
        }
    }
    status =
      if correction.withdrawn != nil {
        .withdrawn
      } else if !paper.isPlaced(correction.anchor) {
        .orphaned
      } else if paper.isIncorporated(correction) {
        .incorporated
      } else {
        verdict
      }
  }
}

/// What the disputes on a correction come to. Those on other words than it has now do not bear on it.
private struct DisputesOnCorrection {
  private(set) var open: [EntityID] = []
  private(set) var upheld: [EntityID] = []
  /// Where the last decision stands by which an adjudicator upheld one.
  private var ruledUpheld: Int64?

  init(_ correction: Correction, of paper: Paper, under policy: Policy, _ rosters: Rosters) {
    for id in correction.disputes {
      guard let dispute = paper.dispute(id), paper.isOnPresentWords(dispute) else { continue }
      switch DisputeDecision(on: dispute, under: policy, rosters).status {
      case .open: open.append(id)
      case .upheld:
        upheld.append(id)
        if let ruling = dispute.ballot.ruling { ruledUpheld = max(ruledUpheld ?? 0, ruling.stamp.position) }
      case .dismissed, .withdrawn: break
      }
    }
  }

  /// What is decided in place of the correction's ballot, and by what: a ruling on it or a ruled dispute, whichever is
  /// the later; else a dispute that the votes uphold. `nil` where its ballot decides.
  func decisive(against ruling: Ballot.Ruling?) -> (CorrectionStatus, Basis)? {
    if let ruling, ruling.stamp.position > ruledUpheld ?? 0 {
      return (ruling.verdict == .accept ? .accepted : .rejected, Basis(ruling))
    }
    return upheld.isEmpty ? nil : (.rejected, .dispute)
  }
}
