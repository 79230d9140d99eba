extension Paper {
  func voting(_ vote: Vote, on id: EntityID, _ reason: String?, by person: Handle) throws(Refusal) -> Decision
  {
    try check(id, isOneOf: .correction, .dispute)
    try checkStands(id)
    try checkEdits(id)
    try Limits.check(optional: reason, is: "A reason", atMost: Limits.body)
    let voters = rules(for: id).voters
    guard try role(of: person) >= voters else {
      throw Refusal(.notAllowed, "The policy lets a \(voters.rawValue) and above vote on \(id).")
    }
    if let held = ballot(on: id)?.votes[person], held.vote == vote, held.reason == reason {
      return Decision([], ids: [id], remark: "That is \(person)'s vote on \(id) already.")
    }
    return Decision([.voteCast(.init(subject: id, vote: vote, reason: reason))], ids: [id])
  }

  func ruling(
    _ verdict: Verdict, on id: EntityID, _ reason: String, by person: Handle
  ) throws(Refusal) -> Decision {
    try check(id, isOneOf: .correction, .dispute)
    try checkStands(id)
    try checkEdits(id)
    let adjudicators = rules(for: id).adjudicators
    guard try role(of: person) >= adjudicators else {
      throw Refusal(
        .notAllowed, "Ruling takes the role of \(adjudicators.rawValue). “vote \(id) …” is open to you.")
    }
    try Limits.check(reason, is: "A ruling's reason", atMost: Limits.body)
    return Decision([.rulingMade(.init(subject: id, verdict: verdict, reason: reason))], ids: [id])
  }

  func withdrawing(_ id: EntityID, _ reason: String?, by person: Handle) throws(Refusal) -> Decision {
    try check(id, isOneOf: .claim, .annotation, .dispute, .correction)
    try checkStands(id)
    try checkIsAuthor(of: id, person)
    try Limits.check(optional: reason, is: "A reason", atMost: Limits.body)
    return Decision([.thingWithdrawn(.init(thing: id, reason: reason))], ids: [id])
  }

  /// The ballot on a correction or a dispute; `nil` for anything else.
  public func ballot(on id: EntityID) -> Ballot? {
    switch id.kind {
    case .correction: correction(id)?.ballot
    case .dispute: dispute(id)?.ballot
    case .claim, .annotation: nil
    }
  }

  /// The rules of the policy in force for a thing.
  public func rules(for id: EntityID) -> PolicyRules { policy.rules(for: policyClass(of: id)) }

  /// The class of a thing for the policy; `nil` for a correction without a class, which follows the rules for
  /// all.
  public func policyClass(of id: EntityID) -> PolicyClass? {
    switch id.kind {
    case .claim: .claim
    case .dispute: .dispute
    case .correction: correction(id)?.class.map(PolicyClass.init)
    case .annotation: nil
    }
  }
}
