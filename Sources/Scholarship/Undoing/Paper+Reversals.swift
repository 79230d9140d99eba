/// What takes back what several kinds of event do, by the paper as it is before them.
extension Paper {
  func vote(on id: EntityID, by person: Handle) -> Reversal? {
    ballot(on: id).map { .vote(id, $0.votes[person], round: $0.began) }
  }

  func decisions(on id: EntityID) -> Reversal? {
    ballot(on: id).map { .decisions(id, $0.decisions, round: $0.began) }
  }

  func proposal(_ id: EntityID) -> Reversal? {
    correction(id).map { .proposal(id, $0.versions, $0.ballot, $0.withdrawn, $0.adoption) }
  }

  func place(_ name: AnchorName) -> Reversal? {
    let (anchors, correction) = (anchors(of: name.thing), correction(name.thing))
    guard anchors.indices.contains(name.index) else { return nil }
    return .place(
      name, anchors[name.index], lostAnchors[name], correction?.placements ?? [], correction?.ballot)
  }
}
