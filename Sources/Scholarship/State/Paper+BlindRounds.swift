/// Which rounds are blind, and when they begin and end. It follows from the events like all else.
extension Paper {
  /// The blind round on a thing, closed or not; `nil` where there was none.
  public func blindRound(on id: EntityID) -> BlindRound? {
    switch id.kind {
    case .claim: claim(id)?.round
    case .dispute: dispute(id)?.round
    case .correction: correction(id)?.round
    case .annotation: nil
    }
  }

  /// What someone says to a thing as it is worded now: by their vote or stance, or by having proposed it.
  public func voice(of person: Handle, on id: EntityID) -> Voice? {
    if let claim = claim(id) {
      return claim.stances[person].flatMap { claim.stands(inWording: $0.wording) ? .stance($0.stance) : nil }
    }
    guard let ballot = ballot(on: id) else { return nil }
    return ballot.votes[person].map { .vote($0.vote) } ?? (ballot.proposer == person ? .vote(.for) : nil)
  }

  /// Whether something may be hidden from someone, now or with the next event that does not set the policy.
  public var mayHideSomething: Bool { !blindRounds.isEmpty || policy.wantsBlindRounds }

  /// Whether rounds are blind, or were, so that account of them is to be kept.
  var keepsBlindRounds: Bool { !blindRounds.isEmpty || hadBlindRounds || policy.wantsBlindRounds }

  /// Keeps account of blind rounds after an event.
  ///
  /// - Parameter before: what its author said before to each of what they speak on.
  mutating func followBlindRounds(_ recorded: RecordedEvent, from before: [Voice?]) {
    let (payload, stamp) = (recorded.event.payload, recorded.stamp)
    switch payload {
    case _ where changesPolicy(payload):
      let kinds: [EntityKind] = [.claim, .dispute, .correction]
      for kind in kinds where count(of: kind) > 0 {
        for number in 1...count(of: kind) { beginBlindRound(on: EntityID(kind, number), stamp) }
      }
    case is ClaimRegistered, is DisputeOpened, is CorrectionProposed, is CorrectionDocumented:
      if let id = payload.subjects.first { beginBlindRound(on: id, stamp) }
    default: break
    }
    for (id, before) in zip(payload.spokenOn, before) {
      guard let question = question(of: id) else { continue }
      let change = ChangeOfMind(
        before: before, after: voice(of: stamp.by, on: id), reason: payload.spokenReason, stamp: stamp)
      changeBlindRound(on: id) { $0.note(change, on: question) }
    }
    // Who may vote and by which rules bears on all of them, and a new base on many.
    let bearsOnAll = changesPolicy(payload) || payload is BaseImported || !payload.affectedMembers.isEmpty
    let targets = payload.subjects.compactMap { dispute($0)?.target.thing }
    let affected = bearsOnAll ? blindRounds : blindRounds.intersection(payload.subjects + targets)
    for id in affected where isOver(id) { closeBlindRound(on: id, at: stamp.position) }
  }

  private func changesPolicy(_ payload: any EventPayload) -> Bool {
    switch payload {
    case is PolicySet: true
    case let undone as ActUndone: undone.act.setPolicy
    case let redone as ActRedone: redone.act.setPolicy
    default: false
    }
  }

  /// Closes the blind round on a thing, if there is one.
  mutating func closeBlindRound(on id: EntityID, at position: Int64) {
    guard blindRounds.remove(id) != nil else { return }
    changeBlindRound(on: id) { $0.closed = position }
  }

  /// Begins the blind round on a thing where the rules want it and nobody has spoken on it yet.
  private mutating func beginBlindRound(on id: EntityID, _ stamp: Stamp) {
    guard rules(for: id).blind, isUnspoken(id), let question = question(of: id) else { return }
    blindRounds.insert(id)
    hadBlindRounds = true
    put(BlindRound(since: stamp.position, question: question), on: id)
  }

  private mutating func changeBlindRound(on id: EntityID, _ change: (inout BlindRound) -> Void) {
    guard var round = blindRound(on: id) else { return }
    change(&round)
    put(round, on: id)
  }

  private mutating func put(_ round: BlindRound, on id: EntityID) {
    switch id.kind {
    case .claim: claims[id.index].round = round
    case .dispute: disputes[id.index].round = round
    case .correction: corrections[id.index].round = round
    case .annotation: break
    }
  }

  /// How often a question was put: it goes up with other words.
  private func question(of id: EntityID) -> Int? { claim(id)?.wordings.count ?? ballot(on: id)?.round }

  /// Whether a round on a thing can begin blind: it stands, and nobody has voted, taken a stance or argued. What was
  /// said before in the open would tell, by being replaced, that something else was said since.
  private func isUnspoken(_ id: EntityID) -> Bool {
    guard blindRound(on: id) == nil, withdrawal(of: id) == nil else { return false }
    if let claim = claim(id) { return claim.stances.isEmpty }
    guard let ballot = ballot(on: id), ballot.round == 1, ballot.votes.isEmpty, ballot.decisions.isEmpty,
      !isIncorporated(id)
    else { return false }
    return dispute(id)?.arguments.isEmpty ?? true
  }

  /// Whether nothing is left to be asked blindly: the rules do not want it any more, all who may vote gave theirs, it
  /// was decided in place of votes, or there is nothing left to vote on.
  private func isOver(_ id: EntityID) -> Bool {
    let rules = rules(for: id)
    if !rules.blind || withdrawal(of: id) != nil || isIncorporated(id) { return true }
    if ballot(on: id)?.decisions.isEmpty == false || isRuledDisputed(id) { return true }
    let voters = members.values.filter { $0.joined && $0.role >= rules.voters }
    // Where there are fewer than decide anything, others are still to come.
    return voters.count >= rules.quorum && voters.allSatisfy { voice(of: $0.handle, on: id) != nil }
  }

  private func isIncorporated(_ id: EntityID) -> Bool { correction(id).map(isIncorporated) ?? false }

  /// Whether an adjudicator upheld a dispute on the present words of a correction, which decides it.
  private func isRuledDisputed(_ id: EntityID) -> Bool {
    guard let correction = correction(id) else { return false }
    return correction.disputes.contains { id in
      guard let dispute = dispute(id) else { return false }
      return dispute.withdrawn == nil && dispute.wording == correction.wording
        && dispute.ballot.ruling?.verdict == .accept
    }
  }
}
