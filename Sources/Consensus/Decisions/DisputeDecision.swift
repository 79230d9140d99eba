public import Scholarship

/// Where a dispute stands under a policy.
public enum DisputeStatus: String, CaseIterable, Hashable, Sendable {
  case open, upheld, dismissed, withdrawn
}

/// How one dispute is decided.
public struct DisputeDecision: Hashable, Sendable {
  public var status: DisputeStatus
  /// What decided it.
  public var basis: Basis
  public var tally: Tally
}

extension DisputeDecision {
  /// Under the paper's own policy. Costs the number of members, so ``Standing`` is for asking about many.
  public init(on dispute: Dispute, in paper: Paper) {
    self.init(on: dispute, under: paper.policy, Rosters(paper))
  }

  /// Upheld where its ballot passes or it is ruled so, dismissed likewise; a ballot without a result leaves it open.
  init(on dispute: Dispute, under policy: Policy, _ rosters: Rosters) {
    let rules = policy.rules(for: .dispute)
    tally = Tally(
      onWhatStandsIn: dispute.ballot, roster: rosters[rules.voters], proposerVotes: rules.proposerVotes)
    basis = dispute.ballot.ruling.map(Basis.init) ?? .ballot
    status =
      if dispute.withdrawn != nil {
        .withdrawn
      } else if let ruling = dispute.ballot.ruling {
        ruling.verdict == .accept ? .upheld : .dismissed
      } else {
        switch tally.outcome(under: rules) {
        case .passes: .upheld
        case .rejected: .dismissed
        case .open, .contested: .open
        }
      }
  }
}
