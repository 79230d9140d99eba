public import Manuscript
public import Scholarship

/// Where a claim stands under a policy.
public enum ClaimStatus: String, CaseIterable, Hashable, Sendable {
  /// Too few have taken a stance on this wording.
  case unreviewed
  case agreed, qualified, rejected, contested, withdrawn
}

/// How one claim stands.
public struct ClaimStanding: Hashable, Sendable {
  public var status: ClaimStatus
  /// Whether an accepted correction changes words that it is about.
  public var textChanged: Bool
  /// The disputes on it that are open.
  public var disputed: [EntityID]
  /// Those on its present words that are upheld.
  public var upheld: [EntityID]
}

/// One paper's state with all that follows from it under one policy.
public struct Standing: Sendable {
  public let paper: Paper
  /// How its corrections are decided and settled among themselves.
  public let reconciliation: Reconciliation
  private var rosters: Rosters { reconciliation.rosters }

  /// - Parameters:
  ///   - policy: the rules to count by; the paper's own where none is given.
  ///   - base: the reading text that the paper's ranges count in.
  public init(of paper: Paper, under policy: Policy? = nil, base: ScalarText) {
    self.init(of: paper, reconciliation: Reconciliation(of: paper, under: policy, base: base))
  }

  /// As above, where the paper's corrections have been decided already.
  public init(of paper: Paper, reconciliation: Reconciliation) {
    self.paper = paper
    self.reconciliation = reconciliation
  }

  /// The rules that it is counted by.
  public var policy: Policy { reconciliation.policy }

  /// Whether someone's votes on things of a class are counted.
  public func mayVote(_ person: Handle, on subject: PolicyClass?) -> Bool {
    rosters[policy.rules(for: subject).voters].contains(person)
  }

  /// How a dispute is decided.
  public func decision(on dispute: Dispute) -> DisputeDecision {
    DisputeDecision(on: dispute, under: policy, rosters)
  }

  /// An open dispute makes a claim contested, one upheld on this wording rejected; else the stances on this
  /// wording by those who may vote decide.
  public func standing(of claim: Claim) -> ClaimStanding {
    let changed = claim.anchors.contains { paper.isPlaced($0) && changes(inside: $0.range) }
    let decided = claim.disputes.compactMap { paper.dispute($0) }.map { ($0, decision(on: $0).status) }
    let open = decided.filter { $0.1 == .open }.map(\.0.id)
    let upheld = decided.filter { $0.1 == .upheld && paper.isOnPresentWords($0.0) }.map(\.0.id)
    let status: ClaimStatus =
      if claim.withdrawn != nil {
        .withdrawn
      } else if !open.isEmpty {
        .contested
      } else {
        upheld.isEmpty ? statusByStances(of: claim) : .rejected
      }
    return ClaimStanding(status: status, textChanged: changed, disputed: open, upheld: upheld)
  }

  private func statusByStances(of claim: Claim) -> ClaimStatus {
    let rules = policy.rules(for: .claim)
    var count: [Stance: Int] = [:]
    let voters = rosters[rules.voters]
    for (handle, held) in claim.stances where voters.contains(handle) && claim.stands(inWording: held.wording)
    {
      count[held.stance, default: 0] += 1
    }
    let (agree, disagree) = (count[.agree, default: 0], count[.disagree, default: 0])
    let qualify = count[.qualify, default: 0]
    let all = agree + disagree + qualify
    if all + count[.unsure, default: 0] < rules.quorum || all == 0 { return .unreviewed }
    if rules.threshold.isReached(by: agree, of: all) { return .agreed }
    if rules.threshold.isReached(by: disagree, of: all) { return .rejected }
    return rules.threshold.isReached(by: agree + qualify, of: all) ? .qualified : .contested
  }

  /// Whether an accepted edit changes words of `range`; what is inserted at its edge does not.
  private func changes(inside range: ScalarRange) -> Bool {
    reconciliation.accepted(touching: range).contains { $0.range.meets(range) }
  }
}
