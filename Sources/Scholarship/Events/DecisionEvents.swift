public import CanonicalJSON

/// Someone voted on a correction or a dispute. Each person's latest vote counts.
public struct VoteCast: Hashable, Sendable {
  public var subject: EntityID
  public var vote: Vote
  public var reason: String?

  public init(subject: EntityID, vote: Vote, reason: String?) {
    self.subject = subject
    self.vote = vote
    self.reason = reason
  }
}

extension VoteCast: EventRecord {
  public static let type = "vote.cast"
  public static let noun = "the vote on"
  public static let shape = Shape(
    VoteCast.init, Field("subject", \.subject), Field("vote", \.vote), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.vote(on: subject, by: stamp.by) }
  public var spokenOn: [EntityID] { [subject] }
  public var spokenReason: String? { reason }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) {
      $0.votes[stamp.by] = .init(vote: vote, reason: reason, stamp: stamp)
    }
  }
  public var words: String? { reason }
  public var summary: String { vote.deed(on: subject) + because(reason) }
}

/// Someone took their vote on a correction or a dispute back.
public struct VoteRetracted: Hashable, Sendable {
  public var subject: EntityID
  public var reason: String?

  public init(subject: EntityID, reason: String?) {
    self.subject = subject
    self.reason = reason
  }
}

extension VoteRetracted: EventRecord {
  public static let type = "vote.retracted"
  public static let noun = "the taking back of the vote on"
  public static let shape = Shape(
    VoteRetracted.init, Field("subject", \.subject), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.vote(on: subject, by: stamp.by) }
  public var spokenOn: [EntityID] { [subject] }
  public var spokenReason: String? { reason }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) { $0.votes[stamp.by] = nil }
  }
  public var words: String? { reason }
  public var summary: String { "took back the vote on \(subject)" + because(reason) }
}

/// An adjudicator decided a correction or a dispute.
public struct RulingMade: Hashable, Sendable {
  public var subject: EntityID
  public var verdict: Verdict
  public var reason: String

  public init(subject: EntityID, verdict: Verdict, reason: String) {
    self.subject = subject
    self.verdict = verdict
    self.reason = reason
  }
}

extension RulingMade: EventRecord {
  public static let type = "ruling.made"
  public static let noun = "the ruling on"
  public static let shape = Shape(
    RulingMade.init, Field("subject", \.subject), Field("verdict", \.verdict),
    Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.decisions(on: subject) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) {
      $0.decisions.append(.init(verdict: verdict, reason: reason, stamp: stamp))
    }
  }
  public var words: String? { reason }
  public var summary: String { "ruled to \(verdict.rawValue) \(subject)" + because(reason) }
}

/// An adjudicator fixed what the ballot of a correction or a dispute had come to. Later votes, roles and policies do not
/// change it.
public struct OutcomeSettled: Hashable, Sendable {
  public var subject: EntityID
  /// What it had come to: `accept` for accepted and upheld, `reject` for rejected and dismissed.
  public var verdict: Verdict
  public var reason: String
  /// How the votes stood, by the policy of then.
  public var tally: CountedVotes

  public init(subject: EntityID, verdict: Verdict, reason: String, tally: CountedVotes) {
    self.subject = subject
    self.verdict = verdict
    self.reason = reason
    self.tally = tally
  }
}

extension OutcomeSettled: EventRecord {
  public static let type = "outcome.settled"
  public static let noun = "the settling of"
  public static let shape = Shape(
    OutcomeSettled.init, Field("subject", \.subject), Field("verdict", \.verdict),
    Field("reason", \.reason, .prose), Field("tally", \.tally))

  public var subjects: [EntityID] { [subject] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.decisions(on: subject) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) {
      $0.decisions.append(
        .init(verdict: verdict, reason: reason, settled: tally, votes: $0.votes, stamp: stamp))
    }
  }
  public var words: String? { reason }
  public var summary: String {
    "settled \(subject) as \(verdict.outcome(of: subject)), \(tally.for.count) for and \(tally.against.count) against"
      + because(reason)
  }
}

/// An adjudicator took the last decision away that stood in place of a ballot. The one before it stands again; else the
/// ballot decides.
public struct RulingLifted: Hashable, Sendable {
  public var subject: EntityID
  public var reason: String

  public init(subject: EntityID, reason: String) {
    self.subject = subject
    self.reason = reason
  }
}

extension RulingLifted: EventRecord {
  public static let type = "ruling.lifted"
  public static let noun = "the lifting of the decision on"
  public static let shape = Shape(
    RulingLifted.init, Field("subject", \.subject), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { paper.decisions(on: subject) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) { _ = $0.decisions.popLast() }
  }
  public var words: String? { reason }
  public var summary: String { "lifted the last decision on \(subject)" + because(reason) }
}

/// An adjudicator closed the blind round on a thing: everyone sees what was said in it.
public struct RoundClosed: Hashable, Sendable {
  public var subject: EntityID
  public var reason: String

  public init(subject: EntityID, reason: String) {
    self.subject = subject
    self.reason = reason
  }
}

extension RoundClosed: EventRecord {
  public static let type = "round.closed"
  public static let noun = "the closing of the blind round on"
  public static let shape = Shape(
    RoundClosed.init, Field("subject", \.subject), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.closeBlindRound(on: subject, at: stamp.position)
  }
  /// What was seen cannot be unseen.
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .final("Everyone may have seen by now what was said in it.")
  }
  public var words: String? { reason }
  public var summary: String { "closed the blind round on \(subject)" + because(reason) }
}

extension Verdict {
  /// What a thing is that it stands on.
  fileprivate func outcome(of subject: EntityID) -> String {
    switch self {
    case .accept: subject.kind == .dispute ? "upheld" : "accepted"
    case .reject: subject.kind == .dispute ? "dismissed" : "rejected"
    }
  }
}

extension Vote {
  fileprivate func deed(on subject: EntityID) -> String {
    switch self {
    case .for: "voted for \(subject)"
    case .against: "voted against \(subject)"
    case .abstain: "abstained on \(subject)"
    case .recuse: "recused from \(subject)"
    }
  }
}
