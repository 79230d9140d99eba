public import Manuscript

/// Everything that can have happened in a paper.
///
/// Cases are facts in the past tense; each carries what cannot be derived from the events before it. A case's
/// stored name and version are in ``Event/type`` and ``Event/version``; a stored event is never rewritten, so a
/// payload changes its shape only together with its version (see `Event+Coding.swift`).
public enum Event: Hashable, Sendable {
  case paperImported(PaperImported)
  case baseImported(BaseImported)
  case memberAdmitted(MemberAdmitted)
  case memberJoined(MemberJoined)
  case policySet(PolicySet)

  case claimRegistered(ClaimRegistered)
  case claimReworded(ClaimReworded)
  case claimLinked(ClaimLinked)
  case stanceTaken(StanceTaken)

  case annotationMade(AnnotationMade)
  case annotationEdited(AnnotationEdited)

  case disputeOpened(DisputeOpened)
  case disputeArgued(DisputeArgued)
  case disputeReopened(DisputeReopened)

  case correctionProposed(CorrectionProposed)
  case correctionAmended(CorrectionAmended)
  case correctionAdopted(CorrectionAdopted)

  case voteCast(VoteCast)
  case rulingMade(RulingMade)
  case thingWithdrawn(ThingWithdrawn)
  case thingReanchored(ThingReanchored)

  /// Appended by the log itself, when an administrator erases what an event said.
  case bodyErased(BodyErased)
}

/// A paper came in: its base is what every range in it counts in.
public struct PaperImported: Hashable, Sendable {
  public var slug: Slug
  public var title: String
  public var base: BaseID
  /// The length of the base's reading text in Unicode scalars.
  public var scalars: Int
  /// The media type it was read as: `text/markdown` or `text/plain`.
  public var mediaType: String
  /// SHA-256 of the source's bytes, in hexadecimal: the log keeps them under it.
  public var source: String
  /// SHA-256 of the document read out of them, as it was encoded; likewise.
  public var document: String

  public init(
    slug: Slug, title: String, base: BaseID, scalars: Int, mediaType: String, source: String, document: String
  ) {
    self.slug = slug
    self.title = title
    self.base = base
    self.scalars = scalars
    self.mediaType = mediaType
    self.source = source
    self.document = document
  }
}

/// Someone was given a role: invited, or, if a member already, changed.
public struct MemberAdmitted: Hashable, Sendable {
  public var member: Handle
  public var role: Role

  public init(member: Handle, role: Role) {
    self.member = member
    self.role = role
  }
}

/// Someone who had been admitted came in, and from now on is counted.
public struct MemberJoined: Hashable, Sendable {
  public var member: Handle

  public init(member: Handle) { self.member = member }
}

/// The policy from here on, whole: what it was before does not shape it. Stored as the policy itself.
public struct PolicySet: Hashable, Sendable {
  public var policy: Policy

  public init(policy: Policy) { self.policy = policy }
}

/// A claim was marked on the text.
public struct ClaimRegistered: Hashable, Sendable {
  public var claim: EntityID
  public var anchors: [Anchor]
  public var statement: String
  public var kind: ClaimKind?

  public init(claim: EntityID, anchors: [Anchor], statement: String, kind: ClaimKind?) {
    self.claim = claim
    self.anchors = anchors
    self.statement = statement
    self.kind = kind
  }
}

/// A claim was put in other words; stances taken before stay with the earlier wording.
public struct ClaimReworded: Hashable, Sendable {
  public var claim: EntityID
  public var statement: String

  public init(claim: EntityID, statement: String) {
    self.claim = claim
    self.statement = statement
  }
}

/// One claim was said to bear on another.
public struct ClaimLinked: Hashable, Sendable {
  public var claim: EntityID
  public var relation: ClaimRelation
  public var other: EntityID

  public init(claim: EntityID, relation: ClaimRelation, other: EntityID) {
    self.claim = claim
    self.relation = relation
    self.other = other
  }
}

/// Someone said where they stand on a claim as it was worded then.
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

/// A note was made on a passage or a thing; on an annotation it is a reply.
public struct AnnotationMade: Hashable, Sendable {
  public var annotation: EntityID
  public var target: Target
  public var motivation: Motivation
  /// Markdown.
  public var body: String
  public var tags: [String]

  public init(annotation: EntityID, target: Target, motivation: Motivation, body: String, tags: [String]) {
    self.annotation = annotation
    self.target = target
    self.motivation = motivation
    self.body = body
    self.tags = tags
  }
}

/// An annotation was given another body; the earlier ones stay in the log.
public struct AnnotationEdited: Hashable, Sendable {
  public var annotation: EntityID
  public var body: String

  public init(annotation: EntityID, body: String) {
    self.annotation = annotation
    self.body = body
  }
}

/// Something was disputed.
public struct DisputeOpened: Hashable, Sendable {
  public var dispute: EntityID
  public var target: Target
  public var ground: Ground?
  /// Markdown: the reasons.
  public var body: String
  /// Which wording of the claim it is on, where it is on a claim.
  public var wording: Int?

  public init(dispute: EntityID, target: Target, ground: Ground?, body: String, wording: Int?) {
    self.dispute = dispute
    self.target = target
    self.ground = ground
    self.body = body
    self.wording = wording
  }
}

/// An argument was added to a dispute.
public struct DisputeArgued: Hashable, Sendable {
  public var dispute: EntityID
  public var side: Side
  public var body: String
  public var evidence: [Evidence]

  public init(dispute: EntityID, side: Side, body: String, evidence: [Evidence]) {
    self.dispute = dispute
    self.side = side
    self.body = body
    self.evidence = evidence
  }
}

/// A dispute was taken up again: its ballot starts anew and its ruling no longer stands.
public struct DisputeReopened: Hashable, Sendable {
  public var dispute: EntityID
  public var reason: String

  public init(dispute: EntityID, reason: String) {
    self.dispute = dispute
    self.reason = reason
  }
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

/// The words of an earlier event were erased for legal reasons. What it did stands, without them.
public struct BodyErased: Hashable, Sendable {
  /// The position of the event whose words they were.
  public var position: Int64
  public var reason: String
  /// SHA-256 of what is left of the event's body, in hexadecimal; `nil` where the erasure did not note it yet.
  public var remains: String?

  public init(position: Int64, reason: String, remains: String? = nil) {
    self.position = position
    self.reason = reason
    self.remains = remains
  }
}
