/// Everything that can happen in a paper.
///
/// Cases are facts in the past tense. Each carries what cannot be derived from the events before it.
/// ``Event/type`` and ``Event/version`` give a case's stored name and version. Stored events are never
/// rewritten, so a payload changes its shape only together with its version (see ``EventPayload``).
public enum Event: Hashable, Sendable {
  case paperImported(PaperImported)
  case paperRetitled(PaperRetitled)
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

  /// Appended by the log itself when an administrator erases an event's words.
  case bodyErased(BodyErased)
}

extension Event {
  /// Its payload.
  public var payload: any EventPayload {
    switch self {
    case .paperImported(let payload): payload
    case .paperRetitled(let payload): payload
    case .baseImported(let payload): payload
    case .memberAdmitted(let payload): payload
    case .memberJoined(let payload): payload
    case .policySet(let payload): payload
    case .claimRegistered(let payload): payload
    case .claimReworded(let payload): payload
    case .claimLinked(let payload): payload
    case .stanceTaken(let payload): payload
    case .annotationMade(let payload): payload
    case .annotationEdited(let payload): payload
    case .disputeOpened(let payload): payload
    case .disputeArgued(let payload): payload
    case .disputeReopened(let payload): payload
    case .correctionProposed(let payload): payload
    case .correctionAmended(let payload): payload
    case .correctionAdopted(let payload): payload
    case .voteCast(let payload): payload
    case .rulingMade(let payload): payload
    case .thingWithdrawn(let payload): payload
    case .thingReanchored(let payload): payload
    case .bodyErased(let payload): payload
    }
  }

  /// Every sort of event there is.
  public static let kinds = [
    EventKind(PaperImported.self, Event.paperImported),
    EventKind(PaperRetitled.self, Event.paperRetitled),
    EventKind(BaseImported.self, Event.baseImported),
    EventKind(MemberAdmitted.self, Event.memberAdmitted),
    EventKind(MemberJoined.self, Event.memberJoined),
    EventKind(PolicySet.self, Event.policySet),
    EventKind(ClaimRegistered.self, Event.claimRegistered),
    EventKind(ClaimReworded.self, Event.claimReworded),
    EventKind(ClaimLinked.self, Event.claimLinked),
    EventKind(StanceTaken.self, Event.stanceTaken),
    EventKind(AnnotationMade.self, Event.annotationMade),
    EventKind(AnnotationEdited.self, Event.annotationEdited),
    EventKind(DisputeOpened.self, Event.disputeOpened),
    EventKind(DisputeArgued.self, Event.disputeArgued),
    EventKind(DisputeReopened.self, Event.disputeReopened),
    EventKind(CorrectionProposed.self, Event.correctionProposed),
    EventKind(CorrectionAmended.self, Event.correctionAmended),
    EventKind(CorrectionAdopted.self, Event.correctionAdopted),
    EventKind(VoteCast.self, Event.voteCast),
    EventKind(RulingMade.self, Event.rulingMade),
    EventKind(ThingWithdrawn.self, Event.thingWithdrawn),
    EventKind(ThingReanchored.self, Event.thingReanchored),
    EventKind(BodyErased.self, Event.bodyErased),
  ]
}
