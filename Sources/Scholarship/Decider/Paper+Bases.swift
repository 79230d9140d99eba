internal import Manuscript

/// New bases, and placing things by hand.
extension Paper {
  func importing(_ event: BaseImported) throws(Refusal) -> Decision {
    guard let identity else { throw Refusal(.noSuchThing, "There is no such paper.") }
    if event.base == identity.base {
      return Decision([], remark: "This very text is the base of “\(identity.slug)” already.")
    }
    let isWhole = event.anchors.map(\.name) == anchors.map(\.name)
    let fits = event.anchors.allSatisfy { carried in
      guard case .found(let anchor, _, _) = carried.outcome else { return true }
      return anchor.base == event.base && anchor.range.end <= event.scalars
    }
    guard isWhole, fits else {
      throw Refusal(.refused, "The text was marked while the new base was compared. Send it again.")
    }
    return Decision([.baseImported(event)])
  }

  func reanchoring(
    _ id: EntityID, to anchor: Anchor, _ reason: String?, by person: Handle
  ) throws(Refusal) -> Decision {
    try check(id, isOneOf: .claim, .annotation, .dispute, .correction)
    try checkStands(id)
    guard let name = lostAnchor(of: id)?.name else {
      throw Refusal(
        .refused,
        anchors(of: id).isEmpty
          ? "\(id) is not about a passage, but about another thing." : "\(id) has its place in the text.")
    }
    if author(of: id) != person, try role(of: person) < .editor {
      let author = author(of: id).map { "\($0)'s" } ?? "another's"
      throw Refusal(.notAllowed, "\(id) is \(author): they or an editor can say where it belongs.")
    }
    try Limits.check(optional: reason, is: "A reason", atMost: Limits.body)
    try check(anchor)
    if id.kind == .claim { try checkHasWords(anchor) }
    var event = ThingReanchored(thing: id, index: name.index, anchor: anchor, reason: reason)
    if let correction = correction(id) {
      // If the place has the replacement already, nothing is left to correct.
      if anchor.quote.utf8.elementsEqual(correction.replacement.utf8) {
        event.incorporated = true
      } else {
        try check(correction.replacement, for: anchor)
        if let other = standingEdits[.init(range: anchor.range, replacement: correction.replacement)] {
          throw Refusal(
            .refused, "\(other) proposes that there: “vote \(other) for”, and “withdraw \(id)”.")
        }
      }
    }
    return Decision([.thingReanchored(event)], ids: [id])
  }

  /// Refuses a correction that edits nothing: it has no place in the present base, or that contains it.
  func checkEdits(_ id: EntityID) throws(Refusal) {
    guard let correction = correction(id), let identity else { return }
    let since = "@\(identity.baseStamp.position)"
    if !isPlaced(correction.anchor) {
      throw Refusal(
        .refused,
        "\(id) has no place in the text since a new base came in (\(since)). Say where it belongs first: "
          + "“reanchor \(id) ADDR”; “orphans” shows where it may.")
    }
    if isIncorporated(correction) {
      throw Refusal(
        .refused,
        "The text has what \(id) proposes since a new base came in (\(since)); nothing is left to decide.")
    }
  }

  mutating func evolve(_ event: BaseImported, _ stamp: Stamp) {
    identity?.base = event.base
    identity?.scalars = event.scalars
    identity?.source = event.source
    identity?.document = event.document
    identity?.baseStamp = stamp
    for carried in event.anchors {
      switch carried.outcome {
      case .found(let anchor, _, _): move(carried.name, to: anchor)
      case .lost(let lost): lostAnchors[carried.name] = lost
      }
    }
    standingEdits = [:]
    for correction in corrections { noteStandingEdit(correction.id) }
  }

  mutating func evolve(_ event: ThingReanchored) {
    move(AnchorName(event.thing, event.index), to: event.anchor)
    guard event.thing.kind == .correction else { return }
    noteStandingEdit(event.thing)
    guard event.incorporated != true else { return }
    // The ballot is now about other words.
    let index = event.thing.index
    corrections[index].old = event.anchor.quote
    corrections[index].ballot.startAnew(proposer: corrections[index].ballot.proposer)
  }
}
