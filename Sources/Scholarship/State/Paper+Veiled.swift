/// A paper as someone may see it.
extension Paper {
  /// The paper without what is hidden from someone: all that is computed of it, shown or exported follows from what they
  /// may see. What is left out has no place in its lists, and is not found by its id.
  public func seen(through veil: Veil) -> Paper {
    if veil.isEmpty { return self }
    var paper = self
    paper.veil = veil
    for id in veil.rounds.keys where has(id) {
      switch id.kind {
      case .claim: paper.claims[id.index].leaveOutOthers(than: veil.person)
      case .dispute: paper.disputes[id.index].leaveOutOthers(than: veil.person)
      case .correction: paper.corrections[id.index].leaveOutOthers(than: veil.person)
      case .annotation: break
      }
    }
    paper.leaveOutThings(of: veil)
    paper.deeds = paper.deeds.filter { $0.key == veil.person }
    paper.calls = Series(calls.filter { !($0.saying.map(veil.hides) ?? false) })
    return paper
  }

  /// Whether the round on a thing is blind to whoever this paper is for.
  public func isVeiled(_ id: EntityID) -> Bool { veil?.covers(id) ?? false }

  private mutating func leaveOutThings(of veil: Veil) {
    for (id, since) in veil.notes where has(id) { annotations[id.index].leaveOut(since) }
    if veil.things.isEmpty { return }
    for index in claims.indices where !claims[index].disputes.isEmpty {
      claims[index].disputes.removeAll(where: veil.things.contains)
    }
    for index in corrections.indices where !corrections[index].disputes.isEmpty {
      corrections[index].disputes.removeAll(where: veil.things.contains)
    }
    for index in annotations.indices where !annotations[index].replies.isEmpty {
      annotations[index].replies.removeAll(where: veil.things.contains)
    }
    disputes = Series(disputes.filter { !veil.things.contains($0.id) })
    annotations = Series(annotations.filter { !veil.things.contains($0.id) })
  }
}

// Nobody had spoken when a round began, so what others said is said in it.

extension Claim {
  fileprivate mutating func leaveOutOthers(than person: Handle) {
    stances = stances.filter { $0.key == person }
    let given = stances.values.map(\.stamp.position)
    round?.leaveOutOthers(than: person, giving: given)
  }
}

extension Dispute {
  fileprivate mutating func leaveOutOthers(than person: Handle) {
    arguments.removeAll { $0.stamp.by != person }
    ballot.leaveOutOthers(than: person)
    let given = ballot.votes.values.map(\.stamp.position)
    round?.leaveOutOthers(than: person, giving: given)
  }
}

extension Correction {
  fileprivate mutating func leaveOutOthers(than person: Handle) {
    seconds.removeAll { $0.stamp.by != person }
    ballot.leaveOutOthers(than: person)
    let given = ballot.votes.values.map(\.stamp.position)
    round?.leaveOutOthers(than: person, giving: given)
  }
}

extension Annotation {
  fileprivate mutating func leaveOut(_ since: Int64) {
    bodies.removeAll { $0.stamp.position > since }
    if let withdrawn, withdrawn.stamp.position > since { self.withdrawn = nil }
  }
}

extension Ballot {
  fileprivate mutating func leaveOutOthers(than person: Handle) {
    votes = votes.filter { $0.key == person }
    keepLapsed(of: person)
  }
}

extension BlindRound {
  fileprivate mutating func leaveOutOthers(than person: Handle, giving positions: [Int64]) {
    changes.removeAll { $0.stamp.by != person }
    blindly.formIntersection(positions)
    forgetSeers()
  }
}
