extension Paper {
  /// Folds one event into the state. Events come in the order of the log.
  public mutating func evolve(_ recorded: RecordedEvent) {
    position = recorded.stamp.position
    sequence += 1
    let payload = recorded.event.payload
    let reversal = payload.reversal(in: self, recorded.stamp)
    let before = keepsBlindRounds ? payload.spokenOn.map { voice(of: recorded.stamp.by, on: $0) } : []
    payload.evolve(&self, recorded.stamp)
    if let reversal { note(recorded, reversal) }
    if let call = Call(recorded) { calls.append(call) }
    if recorded.isErased { withdrawWhatIsErased(recorded.stamp) }
    if keepsBlindRounds { followBlindRounds(recorded, from: before) }
  }

  /// The state after `events`.
  public func evolved(by events: some Sequence<RecordedEvent>) -> Paper {
    var paper = self
    for event in events { paper.evolve(event) }
    return paper
  }

  /// Changes the ballot on a dispute or a correction; nothing else has one.
  mutating func changeBallot(on subject: EntityID, _ change: (inout Ballot) -> Void) {
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
