public import CanonicalJSON

/// Who did something, when, and at which position; part of every item.
public struct Deed: Hashable, Sendable {
  public var by: String
  /// RFC 3339.
  public var at: String
  public var position: Int64

  public init(by: String, at: String, position: Int64) {
    self.by = by
    self.at = at
    self.position = position
  }
}

/// How everyone who may vote has voted, by handle.
public struct TallyItem: Hashable, Sendable {
  /// Handles of those who voted for it.
  public var `for`: [String]
  /// Handles of those who voted against it.
  public var against: [String]
  /// Handles of those who abstained.
  public var abstained: [String]
  /// Handles of those who recused themselves.
  public var recused: [String]
  /// Handles of those who may vote and have not.
  public var silent: [String]

  public init(for: [String], against: [String], abstained: [String], recused: [String], silent: [String]) {
    self.for = `for`
    self.against = against
    self.abstained = abstained
    self.recused = recused
    self.silent = silent
  }
}

/// A person's vote on a question as it stands.
public struct VoteItem: Hashable, Sendable {
  public var vote: String
  public var reason: String?
  /// `false` where the vote is not counted, since they may not vote any more, or gave it when all was settled; else
  /// absent.
  public var counted: Bool?
  /// `true` where it was given in a blind round, unseeing what others said; else absent.
  public var blind: Bool?
  public var at: String
  public var position: Int64

  public init(
    vote: String, reason: String?, counted: Bool? = nil, blind: Bool? = nil, at: String, position: Int64
  ) {
    self.vote = vote
    self.reason = reason
    self.counted = counted
    self.blind = blind
    self.at = at
    self.position = position
  }
}

/// That someone came to say otherwise: in or after a blind round, having seen what others said, or since it was settled,
/// which is not counted.
public struct ChangeOfMindItem: Hashable, Sendable {
  public var by: String
  /// A vote or a stance; absent where they had taken back what they said first.
  public var from: String?
  /// Absent where they took it back.
  public var to: String?
  public var reason: String?
  public var at: String
  public var position: Int64

  public init(by: String, from: String?, to: String?, reason: String?, at: String, position: Int64) {
    self.by = by
    self.from = from
    self.to = to
    self.reason = reason
    self.at = at
    self.position = position
  }
}

/// What someone gave for a correction that stood already when they proposed it too.
public struct SecondItem: Hashable, Sendable {
  public var reason: String
  /// What sort of correction they hold it to be.
  public var `class`: String?
  public var evidence: [EvidenceItem]
  public var by: String
  public var at: String
  public var position: Int64

  public init(
    reason: String, class: String?, evidence: [EvidenceItem], by: String, at: String, position: Int64
  ) {
    self.reason = reason
    self.class = `class`
    self.evidence = evidence
    self.by = by
    self.at = at
    self.position = position
  }
}

/// A ruling that stands, or that what the votes had come to was settled.
public struct RulingItem: Hashable, Sendable {
  public var verdict: String
  public var reason: String
  /// `true` where it settles what the votes had come to; absent for a ruling in their place.
  public var settled: Bool?
  public var by: String
  public var at: String
  public var position: Int64

  public init(
    verdict: String, reason: String, settled: Bool? = nil, by: String, at: String, position: Int64
  ) {
    self.verdict = verdict
    self.reason = reason
    self.settled = settled
    self.by = by
    self.at = at
    self.position = position
  }
}

/// Who withdrew a thing, when and why.
public struct WithdrawalItem: Hashable, Sendable {
  public var reason: String?
  public var by: String
  public var at: String
  public var position: Int64

  public init(reason: String?, by: String, at: String, position: Int64) {
    self.reason = reason
    self.by = by
    self.at = at
    self.position = position
  }
}

/// A citation, and how it bears on what it is cited for (CiTO).
public struct EvidenceItem: Hashable, Sendable {
  /// A citation, a DOI or an address.
  public var reference: String
  public var relation: String

  public init(reference: String, relation: String) {
    self.reference = reference
    self.relation = relation
  }
}

extension Deed: JSONRecord {
  public static let shape = Shape(
    Deed.init(by:at:position:), Field("by", \.by), Field("at", \.at), Field("position", \.position))
}

extension TallyItem: JSONRecord {
  public static let shape = Shape(
    TallyItem.init(for:against:abstained:recused:silent:), Field("for", \.for), Field("against", \.against),
    Field("abstained", \.abstained), Field("recused", \.recused), Field("silent", \.silent))
}

extension VoteItem: JSONRecord {
  public static let shape = Shape(
    VoteItem.init(vote:reason:counted:blind:at:position:), Field("vote", \.vote),
    Field("reason", \.reason, .prose), Field("counted", \.counted), Field("blind", \.blind),
    Field("at", \.at), Field("position", \.position))
}

extension ChangeOfMindItem: JSONRecord {
  public static let shape = Shape(
    ChangeOfMindItem.init(by:from:to:reason:at:position:), Field("by", \.by), Field("from", \.from),
    Field("to", \.to), Field("reason", \.reason, .prose), Field("at", \.at), Field("position", \.position))
}

extension SecondItem: JSONRecord {
  public static let shape = Shape(
    SecondItem.init(reason:class:evidence:by:at:position:), Field("reason", \.reason, .prose),
    Field("class", \.class), Field("evidence", \.evidence), Field("by", \.by), Field("at", \.at),
    Field("position", \.position))
}

extension RulingItem: JSONRecord {
  public static let shape = Shape(
    RulingItem.init(verdict:reason:settled:by:at:position:), Field("verdict", \.verdict),
    Field("reason", \.reason, .prose), Field("settled", \.settled), Field("by", \.by), Field("at", \.at),
    Field("position", \.position))
}

extension WithdrawalItem: JSONRecord {
  public static let shape = Shape(
    WithdrawalItem.init(reason:by:at:position:), Field("reason", \.reason, .prose), Field("by", \.by),
    Field("at", \.at), Field("position", \.position))
}

extension EvidenceItem: JSONRecord {
  public static let shape = Shape(
    EvidenceItem.init(reference:relation:), Field("reference", \.reference, .prose),
    Field("relation", \.relation))
}
