internal import Manuscript

extension Paper {
  /// Folds one event into the state. Events come in the order of the log.
  public mutating func evolve(_ recorded: RecordedEvent) {
    let stamp = recorded.stamp
    position = stamp.position
    sequence += 1
    switch recorded.event {
    case .paperImported(let event):
      identity = Identity(
        slug: event.slug, title: event.title, base: event.base, scalars: event.scalars, source: event.source,
        document: event.document, stamp: stamp, baseStamp: stamp, titlePosition: stamp.position)
    case .paperRetitled(let event):
      identity?.title = event.title
      identity?.titlePosition = stamp.position
    case .baseImported(let event): evolve(event, stamp)
    case .memberAdmitted(let event):
      let joined = members[event.member]?.joined ?? false
      members[event.member] = Member(handle: event.member, role: event.role, joined: joined, stamp: stamp)
    case .memberJoined(let event): members[event.member]?.joined = true
    case .policySet(let event): policy = event.policy
    case .claimRegistered, .claimReworded, .claimLinked, .stanceTaken: evolveClaim(recorded.event, stamp)
    case .annotationMade(let event): evolve(event, stamp)
    case .annotationEdited(let event):
      annotations[event.annotation.index].bodies.append(.init(text: event.body, stamp: stamp))
    case .disputeOpened(let event): evolve(event, stamp)
    case .disputeArgued(let event):
      disputes[event.dispute.index].arguments.append(
        .init(side: event.side, body: event.body, evidence: event.evidence, stamp: stamp))
    case .disputeReopened(let event): disputes[event.dispute.index].ballot.startAnew(proposer: stamp.by)
    case .correctionProposed, .correctionAmended, .correctionAdopted: evolveCorrection(recorded.event, stamp)
    case .voteCast(let event):
      onBallot(event.subject) {
        $0.votes[stamp.by] = .init(vote: event.vote, reason: event.reason, stamp: stamp)
      }
    case .rulingMade(let event):
      onBallot(event.subject) {
        $0.ruling = .init(verdict: event.verdict, reason: event.reason, stamp: stamp)
      }
    case .thingWithdrawn(let event): withdraw(event, stamp)
    case .thingReanchored(let event): evolve(event)
    case .bodyErased(let event): erase(event, stamp)
    }
    if recorded.isErased { withdrawWhatIsErased(stamp) }
  }

  /// The state after `events`.
  public func evolved(by events: some Sequence<RecordedEvent>) -> Paper {
    var paper = self
    for event in events { paper.evolve(event) }
    return paper
  }

  private mutating func evolveClaim(_ event: Event, _ stamp: Stamp) {
    switch event {
    case .claimRegistered(let event):
      claims.append(
        Claim(
          id: event.claim, stamp: stamp, anchors: event.anchors, kind: event.kind,
          wordings: [.init(statement: event.statement, stamp: stamp)]))
    case .claimReworded(let event):
      claims[event.claim.index].wordings.append(.init(statement: event.statement, stamp: stamp))
    case .claimLinked(let event):
      claims[event.claim.index].links.append(
        .init(relation: event.relation, other: event.other, stamp: stamp))
    case .stanceTaken(let event):
      claims[event.claim.index].stances[stamp.by] = .init(
        stance: event.stance, wording: event.wording, reason: event.reason, confidence: event.confidence,
        stamp: stamp)
    default: break
    }
  }

  private mutating func evolve(_ event: AnnotationMade, _ stamp: Stamp) {
    annotations.append(
      Annotation(
        id: event.annotation, stamp: stamp, target: event.target, motivation: event.motivation,
        tags: event.tags,
        bodies: [.init(text: event.body, stamp: stamp)]))
    if let parent = event.target.thing, parent.kind == .annotation {
      annotations[parent.index].replies.append(event.annotation)
    }
  }

  private mutating func evolve(_ event: DisputeOpened, _ stamp: Stamp) {
    disputes.append(
      Dispute(
        id: event.dispute, stamp: stamp, target: event.target, ground: event.ground, body: event.body,
        wording: event.wording, ballot: Ballot(proposer: stamp.by)))
    if let claim = event.target.thing, claim.kind == .claim {
      claims[claim.index].disputes.append(event.dispute)
    }
  }

  private mutating func evolveCorrection(_ event: Event, _ stamp: Stamp) {
    switch event {
    case .correctionProposed(let event):
      corrections.append(
        Correction(
          id: event.correction, stamp: stamp, anchor: event.anchor, old: event.anchor.quote,
          class: event.class, evidence: event.evidence,
          versions: [.init(replacement: event.replacement, reason: event.reason, stamp: stamp)],
          ballot: Ballot(proposer: stamp.by)))
      noteStandingEdit(event.correction)
    case .correctionAmended(let event):
      forgetStandingEdit(event.correction)
      corrections[event.correction.index].versions.append(
        .init(replacement: event.replacement, reason: event.reason, stamp: stamp))
      // Only open corrections are amended. If this one is withdrawn here, an earlier version of it was
      // erased.
      corrections[event.correction.index].withdrawn = nil
      corrections[event.correction.index].ballot.startAnew(proposer: stamp.by)
      noteStandingEdit(event.correction)
    case .correctionAdopted(let event):
      corrections[event.correction.index].ballot.startAnew(proposer: stamp.by)
      // A proposal whose words are gone cannot come back, even if it was adopted before they went.
      guard !corrections[event.correction.index].isErased else { break }
      corrections[event.correction.index].withdrawn = nil
      noteStandingEdit(event.correction)
    default: break
    }
  }

  private mutating func withdraw(_ event: ThingWithdrawn, _ stamp: Stamp) {
    let withdrawal = Withdrawal(reason: event.reason, stamp: stamp)
    switch event.thing.kind {
    case .claim: claims[event.thing.index].withdrawn = withdrawal
    case .annotation: annotations[event.thing.index].withdrawn = withdrawal
    case .dispute: disputes[event.thing.index].withdrawn = withdrawal
    case .correction:
      corrections[event.thing.index].withdrawn = withdrawal
      forgetStandingEdit(event.thing)
    }
  }

  private mutating func onBallot(_ subject: EntityID, _ change: (inout Ballot) -> Void) {
    switch subject.kind {
    case .dispute: change(&disputes[subject.index].ballot)
    case .correction: change(&corrections[subject.index].ballot)
    case .claim, .annotation: break
    }
  }
}

extension EntityID {
  /// The place of a thing in its list. Ids are dense from 1, and events name only things that exist.
  var index: Int { number - 1 }
}

extension Correction {
  var editKey: Paper.EditKey { .init(range: anchor.range, replacement: replacement) }
}
