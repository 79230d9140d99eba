/// Something that happened in a paper: a fact in the past tense, which carries what cannot be derived from the events
/// before it.
public struct Event: Sendable {
  /// What happened.
  public let payload: any EventPayload

  public init(_ payload: any EventPayload) { self.payload = payload }

  /// Every kind of event there is. What goes through all kinds goes through this list.
  public static let types: [any EventPayload.Type] = [
    PaperImported.self, PaperRetitled.self, BaseImported.self, MemberAdmitted.self, MemberJoined.self,
    MemberLeft.self, MemberRemoved.self, PaperRemoved.self,
    PolicySet.self, ClaimRegistered.self, ClaimReworded.self, ClaimLinked.self, StanceTaken.self,
    AnnotationMade.self, AnnotationEdited.self, DisputeOpened.self, DisputeArgued.self, DisputeReopened.self,
    CorrectionProposed.self, CorrectionAmended.self, CorrectionAdopted.self, CorrectionSeconded.self,
    CorrectionDocumented.self, VoteCast.self, VoteRetracted.self, RulingMade.self, OutcomeSettled.self,
    RulingLifted.self, RoundClosed.self,
    ThingWithdrawn.self, ThingAdopted.self, ThingReanchored.self, BodyErased.self,
    EditionPublished.self, ActUndone.self, ActRedone.self,
  ]

  /// The name under which it is stored: `claim.registered`.
  public var type: String { Swift.type(of: payload).type }

  /// The version of the shape that ``body()`` writes.
  public var version: Int { Swift.type(of: payload).version }

  /// The things that it is about. The log files it under their tags.
  public var subjects: [EntityID] { payload.subjects }

  /// The log's tags for it.
  public var tags: [String] { payload.logTags }
}

extension Event: Hashable {
  public static func == (a: Event, b: Event) -> Bool { AnyHashable(a.payload) == AnyHashable(b.payload) }
  public func hash(into hasher: inout Hasher) { payload.hash(into: &hasher) }
}
