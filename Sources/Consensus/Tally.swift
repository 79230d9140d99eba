public import Scholarship

/// How everyone entitled to vote stands on one question, by name, each list in the order of the handles.
public struct Tally: Hashable, Sendable {
  public var `for`: [Handle] = []
  public var against: [Handle] = []
  public var abstained: [Handle] = []
  public var recused: [Handle] = []
  /// On the roster, and not heard: without a vote, or the proposer where their vote does not count.
  public var silent: [Handle] = []

  /// What the counts come to under rules.
  public enum Outcome: String, Sendable {
    case open, passes, rejected, contested
  }

  /// Counts `ballot` for the members on `roster`; a vote by anyone else is not counted.
  ///
  /// - Parameter roster: who may vote, in the order of their handles.
  public init(of ballot: Ballot, roster: [Handle], proposerVotes: Bool) {
    for handle in roster {
      var vote = ballot.votes[handle]?.vote
      if handle == ballot.proposer {
        // Under a policy that leaves the proposer's vote out, casting it does not make it count.
        vote = proposerVotes ? vote ?? .for : vote == .recuse ? .recuse : nil
      }
      switch vote {
      case .for: self.for.append(handle)
      case .against: against.append(handle)
      case .abstain: abstained.append(handle)
      case .recuse: recused.append(handle)
      case nil: silent.append(handle)
      }
    }
  }

  /// Below the quorum, or with nobody for or against, it is open; reaching the threshold it passes, unless the
  /// opposition is over its cap; the threshold reached against, it is rejected; else it is contested. Exact.
  public func outcome(under rules: PolicyRules) -> Outcome {
    let (f, a) = (self.for.count, against.count)
    if f + a + abstained.count < rules.quorum || f + a == 0 { return .open }
    if rules.threshold.isReached(by: f, of: f + a), rules.opposition.isNotExceeded(by: a, of: f + a) {
      return .passes
    }
    return rules.threshold.isReached(by: a, of: f + a) ? .rejected : .contested
  }
}

/// What decided a question.
public enum Basis: String, Hashable, Sendable {
  case ballot, ruling
}
