public import CanonicalJSON
public import Manuscript

/// A claim was marked on the text.
public struct ClaimRegistered: Hashable, Sendable {
  public var claim: EntityID
  /// The passages that make the claim.
  public var anchors: [Anchor]
  public var statement: String
  /// The kind of claim, if given.
  public var kind: ClaimKind?

  public init(claim: EntityID, anchors: [Anchor], statement: String, kind: ClaimKind?) {
    self.claim = claim
    self.anchors = anchors
    self.statement = statement
    self.kind = kind
  }
}

extension ClaimRegistered: EventRecord {
  public static let type = "claim.registered"
  public static let shape = Shape(
    ClaimRegistered.init, Field("claim", \.claim), Field("anchors", \.anchors),
    Field("statement", \.statement, .prose), Field("kind", \.kind))
}

/// A claim was reworded. Earlier stances stay with the earlier wording.
public struct ClaimReworded: Hashable, Sendable {
  public var claim: EntityID
  public var statement: String

  public init(claim: EntityID, statement: String) {
    self.claim = claim
    self.statement = statement
  }
}

extension ClaimReworded: EventRecord {
  public static let type = "claim.reworded"
  public static let shape = Shape(
    ClaimReworded.init, Field("claim", \.claim), Field("statement", \.statement, .prose))
}

/// One claim was said to bear on another.
public struct ClaimLinked: Hashable, Sendable {
  public var claim: EntityID
  public var relation: ClaimRelation
  /// The claim at the other end.
  public var other: EntityID

  public init(claim: EntityID, relation: ClaimRelation, other: EntityID) {
    self.claim = claim
    self.relation = relation
    self.other = other
  }
}

extension ClaimLinked: EventRecord {
  public static let type = "claim.linked"
  public static let shape = Shape(
    ClaimLinked.init, Field("claim", \.claim), Field("relation", \.relation), Field("other", \.other))
}

/// Someone took a stance on a claim as it was worded then.
public struct StanceTaken: Hashable, Sendable {
  public var claim: EntityID
  /// Which wording it is on, from 1.
  public var wording: Int
  public var stance: Stance
  public var reason: String?
  /// From 1 (a guess) to 5 (certain).
  public var confidence: Int?

  public init(claim: EntityID, wording: Int, stance: Stance, reason: String?, confidence: Int?) {
    self.claim = claim
    self.wording = wording
    self.stance = stance
    self.reason = reason
    self.confidence = confidence
  }
}

extension StanceTaken: EventRecord {
  public static let type = "stance.taken"
  public static let shape = Shape(
    StanceTaken.init, Field("claim", \.claim), Field("wording", \.wording), Field("stance", \.stance),
    Field("reason", \.reason, .prose), Field("confidence", \.confidence))
}
