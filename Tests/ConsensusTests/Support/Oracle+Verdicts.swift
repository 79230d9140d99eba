import Consensus
import Manuscript
import Scholarship

// What the design says of ballots, rulings, settling and disputes, word by word.

extension Oracle {
  static func outcome(
    of correction: Correction, _ verdict: CorrectionStatus, in paper: Paper
  ) -> CorrectionStatus {
    if correction.withdrawn != nil { return .withdrawn }
    if correction.anchor.base != paper.identity?.base { return .orphaned }
    if correction.anchor.quote.utf8.elementsEqual(correction.replacement.utf8) { return .incorporated }
    return verdict
  }

  /// By what is said of it alone. All that adjudicators decided on it or on a dispute of it bears by its time: the latest
  /// prevails, and a dispute that was dismissed bears nothing.
  static func verdict(
    on correction: Correction, in paper: Paper
  ) -> (status: CorrectionStatus, basis: Basis) {
    let disputes = disputes(on: correction, in: paper)
    var decided: [(position: Int64, status: CorrectionStatus, basis: Basis)] = []
    if let ruling = correction.ballot.decisions.last {
      decided.append(
        (
          ruling.stamp.position, ruling.verdict == .accept ? .accepted : .rejected,
          ruling.settled == nil ? .ruling : .settled
        ))
    }
    for dispute in disputes where outcome(of: dispute, in: paper) == .upheld {
      guard let ruling = dispute.ballot.decisions.last else { continue }
      decided.append((ruling.stamp.position, .rejected, .dispute))
    }
    if let last = decided.max(by: { $0.position < $1.position }) { return (last.status, last.basis) }
    if disputes.contains(where: { outcome(of: $0, in: paper) == .upheld }) { return (.rejected, .dispute) }
    return (count(correction.ballot, paper.rules(for: correction.id), in: paper), .ballot)
  }

  /// Those that were opened when it had the words that it has now, up to canonical equivalence; of words that it only
  /// spells otherwise, these very ones.
  static func disputes(on correction: Correction, in paper: Paper) -> [Dispute] {
    func words(at position: Int64) -> [String] {
      let placement = correction.placements.last { $0.stamp.position <= position }!.quote
      let version = correction.versions.last { $0.stamp.position <= position }!.replacement
      return placement == version ? [placement, version, "\(Array(version.utf8))"] : [placement, version]
    }
    return paper.disputes.filter {
      $0.target.thing == correction.id && words(at: $0.stamp.position) == words(at: paper.position)
    }
  }

  static func outcome(of dispute: Dispute, in paper: Paper) -> DisputeStatus {
    if dispute.withdrawn != nil { return .withdrawn }
    if let ruling = dispute.ballot.decisions.last {
      return ruling.verdict == .accept ? .upheld : .dismissed
    }
    return switch count(dispute.ballot, paper.rules(for: dispute.id), in: paper) {
    case .accepted: .upheld
    case .rejected: .dismissed
    default: .open
    }
  }

  /// Counts person by person.
  private static func count(
    _ ballot: Ballot, _ rules: PolicyRules, in paper: Paper
  ) -> CorrectionStatus {
    var (f, a, b) = (0, 0, 0)
    for member in paper.members.values where member.joined && member.role >= rules.voters {
      let isProposer = member.handle == ballot.proposer
      if isProposer, !rules.proposerVotes { continue }
      switch ballot.votes[member.handle]?.vote ?? (isProposer ? .for : nil) {
      case .for: f += 1
      case .against: a += 1
      case .abstain: b += 1
      case .recuse, nil: break
      }
    }
    if f + a + b < rules.quorum || f + a == 0 { return .open }
    if rules.threshold.isReached(by: f, of: f + a), rules.opposition.isNotExceeded(by: a, of: f + a) {
      return .accepted
    }
    return rules.threshold.isReached(by: a, of: f + a) ? .rejected : .contested
  }
}
