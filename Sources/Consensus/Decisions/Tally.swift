public import Scholarship

/// How everyone entitled to vote stands on one question, by name, each list in the order of the handles.
public struct Tally: Sendable {
  /// Who voted, those for it first, then those against it, who abstained and who recused: in one list, for there
  /// is a tally of each correction.
  private let heard: [Handle]
  /// Where those in `heard` end that voted for it, against it, and abstained.
  private let ends: (for: Int32, against: Int32, abstained: Int32)
  /// Who may vote; all tallies of one roster share it.
  private let roster: [Handle]

  /// Who voted for it.
  public var `for`: [Handle] { Array(heard[..<Int(ends.for)]) }
  /// Who voted against it.
  public var against: [Handle] { Array(heard[Int(ends.for)..<Int(ends.against)]) }
  /// Who abstained: they count for the quorum alone.
  public var abstained: [Handle] { Array(heard[Int(ends.against)..<Int(ends.abstained)]) }
  /// Who recused: they count for nothing.
  public var recused: [Handle] { Array(heard[Int(ends.abstained)...]) }

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
    let proposer = ballot.proposer
    var own: Vote?
    if roster.contains(proposer) {
      let vote = ballot.votes[proposer]?.vote
      // Under a policy that leaves the proposer's vote out, casting it does not make it count.
      if proposerVotes || vote == .recuse { own = vote ?? .for }
    }
    var heard: [Handle] = []
    heard.reserveCapacity(ballot.votes.count + (own == nil ? 0 : 1))
    /// Adds who voted so, and gives where they end.
    func hear(_ vote: Vote) -> Int {
      var isWaiting = own == vote
      for held in ballot.votes.values where held.vote == vote {
        let person = held.stamp.by
        guard person != proposer, roster.contains(person) else { continue }
        if isWaiting, proposer < person {
          heard.append(proposer)
          isWaiting = false
        }
        heard.append(person)
      }
      if isWaiting { heard.append(proposer) }
      return heard.count
    }
    let ends = (hear(.for), hear(.against), hear(.abstain))
    _ = hear(.recuse)
    self.init(heard, ends: ends, roster: roster.handles)
  }

  private init(
    _ heard: [Handle], ends: (for: Int, against: Int, abstained: Int), roster: [Handle]
  ) {
    self.heard = heard
    self.ends = (Int32(ends.for), Int32(ends.against), Int32(ends.abstained))
    self.roster = roster
  }

  /// The tally by which an outcome was settled.
  init(_ counted: CountedVotes) {
    let heard = counted.for + counted.against + counted.abstained + counted.recused
    let second = counted.for.count + counted.against.count
    self.init(
      heard, ends: (counted.for.count, second, second + counted.abstained.count),
      roster: (heard + counted.silent).sorted())
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

  /// On the roster, and not heard: without a vote, or the proposer where their vote does not count. Costs the roster's
  /// length.
  public var silent: [Handle] {
    let heard = Set(heard)
    return roster.filter { !heard.contains($0) }
  }

  /// Below the quorum, or with nobody for or against, it is open; reaching the threshold it passes, unless the
  /// opposition is over its cap; the threshold reached against, it is rejected; else it is contested. Exact.
  public func outcome(under rules: PolicyRules) -> Outcome {
    let (f, a) = (Int(ends.for), Int(ends.against - ends.for))
    if Int(ends.abstained) < rules.quorum || f + a == 0 { return .open }
    if rules.threshold.isReached(by: f, of: f + a), rules.opposition.isNotExceeded(by: a, of: f + a) {
      return .passes
    }
    return rules.threshold.isReached(by: a, of: f + a) ? .rejected : .contested
  }
}

extension Tally: Hashable {
  public static func == (a: Tally, b: Tally) -> Bool {
    a.ends == b.ends && a.heard == b.heard && a.roster == b.roster
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(heard) }
}
