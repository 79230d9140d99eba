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
  public static let shape = Shape(
    VoteCast.init, Field("subject", \.subject), Field("vote", \.vote), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) {
      $0.votes[stamp.by] = .init(vote: vote, reason: reason, stamp: stamp)
    }
  }
  public var summary: String { vote.deed(on: subject) + because(reason) }
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
  public static let shape = Shape(
    RulingMade.init, Field("subject", \.subject), Field("verdict", \.verdict),
    Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [subject] }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.changeBallot(on: subject) { $0.ruling = .init(verdict: verdict, reason: reason, stamp: stamp) }
  }
  public var summary: String { "ruled to \(verdict.rawValue) \(subject)" + because(reason) }
}

/// A claim, annotation, dispute or correction was withdrawn; its history stays readable.
public struct ThingWithdrawn: Hashable, Sendable {
  public var thing: EntityID
  public var reason: String?

  public init(thing: EntityID, reason: String?) {
    self.thing = thing
    self.reason = reason
  }
}

extension ThingWithdrawn: EventRecord {
  public static let type = "thing.withdrawn"
  public static let shape = Shape(
    ThingWithdrawn.init, Field("thing", \.thing), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [thing] }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    let withdrawal = Withdrawal(reason: reason, stamp: stamp)
    switch thing.kind {
    case .claim: paper.claims[thing.index].withdrawn = withdrawal
    case .annotation: paper.annotations[thing.index].withdrawn = withdrawal
    case .dispute: paper.disputes[thing.index].withdrawn = withdrawal
    case .correction:
      paper.corrections[thing.index].withdrawn = withdrawal
      paper.forgetStandingEdit(thing)
    }
  }
  public var summary: String { "withdrew \(thing)" + because(reason) }
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
