extension Paper {
  /// Replaces the words of an event by a notice of who erased them and why. What the event did stays, but a
  /// correction whose replacement is gone is withdrawn: nobody can tell any more what it would do.
  mutating func erase(_ event: BodyErased, _ stamp: Stamp) {
    let notice = "[erased by \(stamp.by), @\(stamp.position): \(event.reason)]"
    let position = event.position
    forgetCall(at: position)
    if identity?.titlePosition == position { identity?.title = notice }
    for index in editions.indices where editions[index].stamp.position == position {
      editions[index].name = notice
    }
    for index in claims.indices where claims[index].involves(position) {
      claims[index].erase(position, notice)
    }
    for index in annotations.indices where annotations[index].involves(position) {
      annotations[index].erase(position, notice)
    }
    for index in disputes.indices where disputes[index].involves(position) {
      disputes[index].erase(position, notice)
    }
    for handle in deeds.keys { deeds[handle]?.change { $0.reversal.erase(position, notice) } }
    for index in corrections.indices where corrections[index].involves(position) {
      if corrections[index].erase(position, notice, stamp) { forgetStandingEdit(corrections[index].id) }
    }
  }

  /// Withdraws the correction whose present version was proposed by the event at `stamp`, if that event is
  /// already erased. When a log is read again, the words are missing long before the event that says they
  /// were erased.
  mutating func withdrawWhatIsErased(_ stamp: Stamp) {
    for index in corrections.indices where corrections[index].versions.last?.stamp.position == stamp.position
    {
      if corrections[index].erase(stamp.position, "[erased]", stamp) {
        forgetStandingEdit(corrections[index].id)
      }
    }
  }

  /// The things that hold words of the event at a position.
  public func things(saidAt position: Int64) -> [EntityID] {
    claims.filter { $0.involves(position) }.map(\.id) + annotations.filter { $0.involves(position) }.map(\.id)
      + disputes.filter { $0.involves(position) }.map(\.id)
      + corrections.filter { $0.involves(position) }.map(\.id)
  }
}

extension Claim {
  fileprivate func involves(_ position: Int64) -> Bool {
    (wordings + kept.map(\.words)).contains { $0.stamp.position == position }
      || stances.values.contains { $0.stamp.position == position }
      || round?.involves(position) == true || withdrawn?.stamp.position == position
  }

  fileprivate mutating func erase(_ position: Int64, _ notice: String) {
    for index in wordings.indices where wordings[index].stamp.position == position {
      wordings[index].statement = notice
    }
    for index in kept.indices where kept[index].words.stamp.position == position {
      kept[index].words.statement = notice
    }
    if stamp.position == position { origin = nil }
    for handle in stances.keys where stances[handle]?.stamp.position == position {
      if stances[handle]?.reason != nil { stances[handle]?.reason = notice }
    }
    round?.erase(position, notice)
    withdrawn?.erase(position, notice)
  }
}

extension Annotation {
  fileprivate func involves(_ position: Int64) -> Bool {
    bodies.contains { $0.stamp.position == position } || withdrawn?.stamp.position == position
  }

  fileprivate mutating func erase(_ position: Int64, _ notice: String) {
    for index in bodies.indices where bodies[index].stamp.position == position { bodies[index].text = notice }
    if stamp.position == position {
      tags = []
      origin = nil
    }
    withdrawn?.erase(position, notice)
  }
}

extension Dispute {
  fileprivate func involves(_ position: Int64) -> Bool {
    stamp.position == position || arguments.contains { $0.stamp.position == position }
      || ballot.involves(position) || round?.involves(position) == true
      || withdrawn?.stamp.position == position
  }

  fileprivate mutating func erase(_ position: Int64, _ notice: String) {
    if stamp.position == position { body = notice }
    for index in arguments.indices where arguments[index].stamp.position == position {
      arguments[index].erase(position, notice)
    }
    ballot.erase(position, notice)
    round?.erase(position, notice)
    withdrawn?.erase(position, notice)
  }
}

extension Correction {
  fileprivate func involves(_ position: Int64) -> Bool {
    (versions + kept.map(\.words.version)).contains { $0.stamp.position == position }
      || ballot.involves(position) || round?.involves(position) == true
      || additions.contains { $0.stamp.position == position }
      || seconds.contains { $0.stamp.position == position }
      || withdrawn?.stamp.position == position
  }

  /// Erases the words of the event at `position`. Returns whether that erased the present proposal, so that
  /// the correction is withdrawn.
  fileprivate mutating func erase(_ position: Int64, _ notice: String, _ by: Stamp) -> Bool {
    for index in versions.indices { versions[index].erase(position, notice) }
    for index in kept.indices { kept[index].words.version.erase(position, notice) }
    if stamp.position == position {
      evidenceProposed = []
      origin = nil
    }
    for index in additions.indices { additions[index].erase(position, notice) }
    for index in seconds.indices { seconds[index].erase(position, notice) }
    ballot.erase(position, notice)
    round?.erase(position, notice)
    withdrawn?.erase(position, notice)
    guard versions.last?.stamp.position == position else { return false }
    withdrawn = Withdrawal(reason: notice, stamp: by)
    return true
  }
}

extension Ballot {
  fileprivate func involves(_ position: Int64) -> Bool {
    votes.has(position)
      || decisions.contains { $0.stamp.position == position || $0.votes.has(position) }
  }

  mutating func erase(_ position: Int64, _ notice: String) {
    votes.erase(position, notice)
    for index in decisions.indices {
      decisions[index].votes.erase(position, notice)
      if decisions[index].stamp.position == position { decisions[index].reason = notice }
    }
  }
}

extension ByPerson<Ballot.VoteHeld> {
  fileprivate func has(_ position: Int64) -> Bool { values.contains { $0.stamp.position == position } }

  fileprivate mutating func erase(_ position: Int64, _ notice: String) {
    for handle in keys where self[handle]?.stamp.position == position {
      if self[handle]?.reason != nil { self[handle]?.reason = notice }
    }
  }
}

extension BlindRound {
  fileprivate func involves(_ position: Int64) -> Bool {
    changes.contains { $0.stamp.position == position }
  }

  fileprivate mutating func erase(_ position: Int64, _ notice: String) {
    for index in changes.indices where changes[index].stamp.position == position {
      if changes[index].reason != nil { changes[index].reason = notice }
    }
  }
}

extension Withdrawal {
  mutating func erase(_ position: Int64, _ notice: String) {
    if stamp.position == position, reason != nil { reason = notice }
  }
}

extension Correction.Version {
  mutating func erase(_ position: Int64, _ notice: String) {
    guard stamp.position == position else { return }
    replacement = ""
    reason = notice
    isErased = true
  }
}

extension Correction.Addition {
  mutating func erase(_ position: Int64, _ notice: String) {
    guard stamp.position == position else { return }
    evidence = []
    if reason != nil { reason = notice }
  }
}

extension Correction.Second {
  mutating func erase(_ position: Int64, _ notice: String) {
    guard stamp.position == position else { return }
    reason = notice
    evidence = []
  }
}

extension Dispute.Argument {
  mutating func erase(_ position: Int64, _ notice: String) {
    guard stamp.position == position else { return }
    body = notice
    evidence = []
  }
}
