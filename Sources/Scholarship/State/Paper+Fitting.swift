internal import Manuscript

extension Paper {
  /// Whether an event can come next: the things it makes have the next numbers, those it names exist, and its
  /// passages lie within the base.
  ///
  /// ``evolve(_:)`` requires that. It holds for events that were just decided. Check it for events that are
  /// read: a log can be damaged and a file forged.
  public func fits(_ event: Event) -> Bool {
    if case .paperImported(let event) = event { return identity == nil && event.scalars >= 0 }
    guard let identity else { return false }
    if case .baseImported(let event) = event { return fits(event) }
    guard event.passages(allLieIn: identity), isOfItsKind(event) else { return false }
    if let other = event.otherSubject, !has(other) { return false }
    guard let subject = event.subject else { return true }
    return event.makesItsSubject ? subject.number == count(of: subject.kind) + 1 : has(subject)
  }

  private func has(_ name: AnchorName) -> Bool {
    has(name.thing) && anchors(of: name.thing).indices.contains(name.index)
  }

  /// Whether what a new base carries over exists and lies within it.
  private func fits(_ event: BaseImported) -> Bool {
    event.scalars >= 0
      && event.anchors.allSatisfy { carried in
        guard has(carried.name) else { return false }
        guard case .found(let anchor, _, _) = carried.outcome else { return true }
        return anchor.base == event.base && anchor.lies(within: event.scalars)
      }
  }

  /// Whether ids are of the kind that the event needs, and wordings exist.
  private func isOfItsKind(_ event: Event) -> Bool {
    switch event {
    case .claimRegistered(let event): event.claim.kind == .claim
    case .claimReworded(let event): event.claim.kind == .claim
    case .claimLinked(let event): event.claim.kind == .claim && event.other.kind == .claim
    case .stanceTaken(let event): claim(event.claim).map { $0.wordings.indices ~= event.wording - 1 } ?? false
    case .annotationMade(let event): event.annotation.kind == .annotation
    case .annotationEdited(let event): event.annotation.kind == .annotation
    case .disputeOpened(let event): event.dispute.kind == .dispute
    case .disputeArgued(let event): event.dispute.kind == .dispute
    case .disputeReopened(let event): event.dispute.kind == .dispute
    case .correctionProposed(let event): event.correction.kind == .correction
    case .correctionAmended(let event): event.correction.kind == .correction
    case .correctionAdopted(let event): event.correction.kind == .correction
    case .thingReanchored(let event): has(AnchorName(event.thing, event.index))
    case .paperImported, .paperRetitled, .baseImported, .memberAdmitted, .memberJoined, .policySet, .voteCast,
      .rulingMade,
      .thingWithdrawn,
      .bodyErased:
      true
    }
  }
}

extension Anchor {
  fileprivate func lies(within scalars: Int) -> Bool {
    range.start >= 0 && range.start <= range.end && range.end <= scalars
  }
}

extension Event {
  /// Whether its passages lie within the base.
  fileprivate func passages(allLieIn base: Paper.Identity) -> Bool {
    func lies(_ anchor: Anchor) -> Bool { anchor.base == base.base && anchor.lies(within: base.scalars) }
    func lies(_ target: Target) -> Bool {
      if case .passage(let anchor) = target { lies(anchor) } else { true }
    }
    return switch self {
    case .claimRegistered(let event): event.anchors.allSatisfy(lies)
    case .annotationMade(let event): lies(event.target)
    case .disputeOpened(let event): lies(event.target)
    case .correctionProposed(let event): lies(event.anchor)
    case .thingReanchored(let event): lies(event.anchor)
    default: true
    }
  }

  /// Whether the event makes its subject.
  fileprivate var makesItsSubject: Bool {
    switch self {
    case .claimRegistered, .annotationMade, .disputeOpened, .correctionProposed: true
    default: false
    }
  }
}
