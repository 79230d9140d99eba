public import Scholarship

/// How everyone entitled to vote stands on one question, by name, each list in the order of the handles.
public struct Tally: Hashable, Sendable {
  /// Who voted for it.
  public private(set) var `for`: [Handle] = []
  /// Who voted against it.
  public private(set) var against: [Handle] = []
  /// Who abstained: they count for the quorum alone.
  public private(set) var abstained: [Handle] = []
  /// Who recused: they count for nothing.
  public private(set) var recused: [Handle] = []
  /// Who may vote; all tallies of one roster share it.
  private let roster: [Handle]

  /// What the counts come to under rules.
  public enum Outcome: String, Sendable {
    case open, passes, rejected, contested
  }

  /// Counts `ballot` for the members on `roster`; a vote by anyone else is not counted.
  ///
  /// - Parameter roster: who may vote, in the order of their handles.
  public init(of ballot: Ballot, roster: [Handle], proposerVotes: Bool) {
    self.init(of: ballot, roster: Roster(roster), proposerVotes: proposerVotes)
  }

  /// As above, at the cost of the votes that were cast.
  init(of ballot: Ballot, roster: Roster, proposerVotes: Bool) {
    self.roster = roster.handles
    for (handle, held) in ballot.votes where handle != ballot.proposer && roster.contains(handle) {
      add(held.vote, by: handle)
    }
    if roster.contains(ballot.proposer) {
      let vote = ballot.votes[ballot.proposer]?.vote
      // Under a policy that leaves the proposer's vote out, casting it does not make it count.
      if proposerVotes || vote == .recuse { add(vote ?? .for, by: ballot.proposer) }
    }
    self.for.sort()
    against.sort()
    abstained.sort()
    recused.sort()
  }

  /// The tally by which an outcome was settled.
  init(_ counted: CountedVotes) {
    self.for = counted.for
    against = counted.against
    abstained = counted.abstained
    recused = counted.recused
    roster = (counted.for + counted.against + counted.abstained + counted.recused + counted.silent).sorted()
  }

  /// The tally of a question: the one by which its outcome was settled, where that stands; else as the votes are now.
  init(onWhatStandsIn ballot: Ballot, roster: Roster, proposerVotes: Bool) {
    if let settled = ballot.ruling?.settled {
      self.init(settled)
    } else {
      self.init(of: ballot, roster: roster, proposerVotes: proposerVotes)
    }
  }

  /// The names, as an event keeps them.
  public var counted: CountedVotes {
    CountedVotes(for: self.for, against: against, abstained: abstained, recused: recused, silent: silent)
  }

  private mutating func add(_ vote: Vote, by handle: Handle) {
    switch vote {
    case .for: self.for.append(handle)
    case .against: against.append(handle)
    case .abstain: abstained.append(handle)
    case .recuse: recused.append(handle)
    }
  }

  /// On the roster, and not heard: without a vote, or the proposer where their vote does not count. Costs the roster's
  /// length.
  public var silent: [Handle] {
    let heard = Set(self.for + against + abstained + recused)
    return roster.filter { !heard.contains($0) }
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
