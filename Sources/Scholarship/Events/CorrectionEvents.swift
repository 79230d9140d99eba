public import Manuscript

/// A change to the base was proposed.
public struct CorrectionProposed: Hashable, Sendable {
  public var correction: EntityID
  /// What is to be replaced; an empty range is an insertion.
  public var anchor: Anchor
  /// What is to stand there; empty for a deletion.
  public var replacement: String
  public var `class`: CorrectionClass?
  public var reason: String
  public var evidence: [Evidence]

  public init(
    correction: EntityID, anchor: Anchor, replacement: String, class: CorrectionClass?, reason: String,
    evidence: [Evidence]
  ) {
    self.correction = correction
    self.anchor = anchor
    self.replacement = replacement
    self.class = `class`
    self.reason = reason
    self.evidence = evidence
  }
}

/// A correction's replacement was changed: its ballot starts anew and its ruling no longer stands.
public struct CorrectionAmended: Hashable, Sendable {
  public var correction: EntityID
  public var replacement: String
  public var reason: String

  public init(correction: EntityID, replacement: String, reason: String) {
    self.correction = correction
    self.replacement = replacement
    self.reason = reason
  }
}

/// A withdrawn correction was taken over by another; its ballot starts anew with the adopter as proposer.
public struct CorrectionAdopted: Hashable, Sendable {
  public var correction: EntityID

  public init(correction: EntityID) { self.correction = correction }
}

/// Someone voted on a correction or a dispute; the latest vote of each stands.
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
