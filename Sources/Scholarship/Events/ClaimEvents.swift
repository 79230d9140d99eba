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
  /// Where it was brought in from; absent where it was said here.
  public var origin: Origin?

  public init(
    claim: EntityID, anchors: [Anchor], statement: String, kind: ClaimKind?, origin: Origin? = nil
  ) {
    self.claim = claim
    self.anchors = anchors
    self.statement = statement
    self.kind = kind
    self.origin = origin
  }
}

extension ClaimRegistered: EventRecord {
  public static let type = "claim.registered"
  public static let noun = "the claim"
  public static let shape = Shape(
    ClaimRegistered.init, Field("claim", \.claim), Field("anchors", \.anchors),
    Field("statement", \.statement, .prose), Field("kind", \.kind), Field("origin", \.origin, .prose))

  public var subjects: [EntityID] { [claim] }
  public func fits(_ paper: Paper) -> Bool {
    paper.isNext(claim, .claim) && anchors.allSatisfy(paper.covers)
  }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { .made(claim) }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.claims.append(
      Claim(
        id: claim, stamp: stamp, anchors: anchors, kind: kind,
        wordings: [.init(statement: statement, stamp: stamp)], origin: origin))
  }
  public var words: String? { statement }
  public var summary: String { "registered \(claim): \(statement.quoted)" + origin.words }
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
  public static let noun = "the rewording of"
  public static let shape = Shape(
    ClaimReworded.init, Field("claim", \.claim), Field("statement", \.statement, .prose))

  public var subjects: [EntityID] { [claim] }
  public func fits(_ paper: Paper) -> Bool { paper.has(claim, .claim) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    paper.claim(claim).map { .wordings(claim, $0.wordings) }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.claims[claim.index].reword(.init(statement: statement, stamp: stamp))
  }
  public var words: String? { statement }
  public var summary: String { "reworded \(claim): \(statement.quoted)" }
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
  public static let noun = "the link from"
  public static let shape = Shape(
    ClaimLinked.init, Field("claim", \.claim), Field("relation", \.relation), Field("other", \.other))

  public var subjects: [EntityID] { [claim, other] }
  public func fits(_ paper: Paper) -> Bool { paper.has(claim, .claim) && paper.has(other, .claim) }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .link(claim, .init(relation: relation, other: other, stamp: stamp))
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.claims[claim.index].links.append(.init(relation: relation, other: other, stamp: stamp))
  }
  public var summary: String { "linked \(claim): it \(relation.verb) \(other)" }
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
  public static let noun = "the stance on"
  public static let shape = Shape(
    StanceTaken.init, Field("claim", \.claim), Field("wording", \.wording), Field("stance", \.stance),
    Field("reason", \.reason, .prose), Field("confidence", \.confidence))

  public var subjects: [EntityID] { [claim] }
  public var spokenOn: [EntityID] { [claim] }
  public var spokenReason: String? { reason }
  public func fits(_ paper: Paper) -> Bool {
    paper.claim(claim).map { $0.wordings.indices ~= wording - 1 } ?? false
  }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .stance(claim, paper.claim(claim)?.stances[stamp.by])
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    paper.claims[claim.index].stances[stamp.by] = .init(
      stance: stance, wording: wording, reason: reason, confidence: confidence, stamp: stamp)
  }
  public var words: String? { reason }
  public var summary: String { stance.deed(on: claim) + because(reason) }
}

extension ClaimRelation {
  fileprivate var verb: String {
    switch self {
    case .supports: "supports"
    case .contradicts: "contradicts"
    case .dependsOn: "depends on"
    case .duplicates: "duplicates"
    }
  }
}

extension Stance {
  fileprivate func deed(on claim: EntityID) -> String {
    switch self {
    case .agree: "agreed with \(claim)"
    case .disagree: "disagreed with \(claim)"
    case .qualify: "qualified \(claim)"
    case .unsure: "is unsure of \(claim)"
    case .recuse: "recused from \(claim)"
    }
  }
}
