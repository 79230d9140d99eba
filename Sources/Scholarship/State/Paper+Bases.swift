internal import Manuscript

/// New bases of a paper, and things whose place in one is settled by hand.
extension Paper {
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
    standingEdits = Shards()
    for correction in corrections { noteStandingEdit(correction.id) }
  }

  mutating func evolve(_ event: ThingReanchored) {
    move(AnchorName(event.thing, event.index), to: event.anchor)
    guard event.thing.kind == .correction else { return }
    noteStandingEdit(event.thing)
    guard event.incorporated != true else { return }
    // It is a question about other words now.
    let index = event.thing.index
    corrections[index].old = event.anchor.quote
    corrections[index].ballot.startAnew(proposer: corrections[index].ballot.proposer)
  }
}
