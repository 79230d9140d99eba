internal import Manuscript

extension Paper {
  /// Decides `command` by `person` in this state. Changes nothing.
  ///
  /// - Throws: ``Refusal`` with what is wrong and what to do.
  public func decide(_ command: Command, by person: Handle) throws(Refusal) -> Decision {
    if case .importPaper(let paper) = command { return try importing(paper, by: person) }
    guard identity != nil else { throw Refusal(.noSuchThing, "There is no such paper.") }
    if case .join = command { return try joining(person) }
    let role = try role(of: person)
    guard role >= command.role else {
      throw Refusal(
        .notAllowed, "This takes the role of \(command.role.rawValue); \(person) is \(role.withArticle) here."
      )
    }
    switch command {
    case .importPaper, .join: return Decision([])
    case .admit(let handle, let role): return try admitting(handle, as: role, by: person)
    case .setPolicy(let settings): return try settingPolicy(settings)
    case .registerClaim, .reword, .link, .takeStance: return try decideOnClaim(command, by: person)
    case .annotate, .edit: return try decideOnAnnotation(command, by: person)
    case .dispute, .argue, .reopen: return try decideOnDispute(command, by: person)
    case .correct, .amend, .adopt: return try decideOnCorrection(command, by: person)
    case .vote(let vote, let subject, let reason): return try voting(vote, on: subject, reason, by: person)
    case .rule(let verdict, let subject, let reason):
      return try ruling(verdict, on: subject, reason, by: person)
    case .importBase(let base): return try importing(base)
    case .reanchor(let thing, let anchor, let reason):
      return try reanchoring(thing, to: anchor, reason, by: person)
    case .withdraw(let thing, let reason): return try withdrawing(thing, reason, by: person)
    }
  }

  private func importing(_ paper: PaperImported, by person: Handle) throws(Refusal) -> Decision {
    if let identity {
      guard identity.base == paper.base else {
        throw Refusal(
          .refused,
          "There is a paper “\(identity.slug)” already, of another text. Give this one another name with --slug."
        )
      }
      return Decision([], remark: "This very text is here already, as “\(identity.slug)”.")
    }
    try Limits.check(paper.title, is: "A title", atMost: Limits.title)
    return Decision([
      .paperImported(paper), .memberAdmitted(.init(member: person, role: .owner)),
      .memberJoined(.init(member: person)),
    ])
  }

  /// Gives the paper another title; who made it is whoever imported it, so it takes an owner.
  public func retitling(_ title: String, by person: Handle) throws(Refusal) -> Decision {
    guard let identity else { throw Refusal(.noSuchThing, "There is no such paper.") }
    guard try role(of: person) == .owner else {
      throw Refusal(.notAllowed, "A paper's title takes the role of owner; \(person) is not one here.")
    }
    try Limits.check(title, is: "A title", atMost: Limits.title)
    if title == identity.title { return Decision([], remark: "That is its title already.") }
    return Decision([.paperRetitled(.init(title: title))])
  }

  private func joining(_ person: Handle) throws(Refusal) -> Decision {
    guard let member = members[person] else {
      throw Refusal(
        .notAllowed, "There is no invitation for \(person) here. Ask an owner of the paper for one.")
    }
    if member.joined { return Decision([], remark: "\(person) is a member already.") }
    return Decision([.memberJoined(.init(member: person))])
  }

  private func admitting(_ handle: Handle, as role: Role, by person: Handle) throws(Refusal) -> Decision {
    if let member = members[handle] {
      if member.role == role { return Decision([], remark: "\(handle) is \(role.withArticle) here already.") }
      let owners = members.values.filter { $0.role == .owner && $0.joined }
      if owners.map(\.handle) == [handle] {
        throw Refusal(.refused, "\(handle) is the only owner here; make another one first.")
      }
    }
    return Decision([.memberAdmitted(.init(member: handle, role: role))])
  }

  private func settingPolicy(_ settings: [PolicySetting]) throws(Refusal) -> Decision {
    guard !settings.isEmpty else {
      throw Refusal(.refused, "Say what to set: for example “policy set quorum=3 threshold=3/4”.")
    }
    let changed = policy.applying(settings)
    if changed == policy { return Decision([], remark: "The policy says so already.") }
    return Decision([.policySet(.init(policy: changed))])
  }
}

extension Paper {
  /// The role that `person` acts in. An invitation counts only once it was used.
  func role(of person: Handle) throws(Refusal) -> Role {
    guard let member = members[person], member.joined else {
      throw Refusal(
        .notAllowed, "\(person) is not a member of this paper. Ask an owner of it for an invitation.")
    }
    return member.role
  }

  /// The id of the next thing of a kind.
  func next(_ kind: EntityKind) -> EntityID { EntityID(kind, count(of: kind) + 1) }

  /// Refuses an id that does not exist or is not of these kinds.
  func check(_ id: EntityID, isOneOf kinds: EntityKind...) throws(Refusal) {
    guard kinds.contains(id.kind) else {
      let wanted = kinds.map { ($0 == .annotation ? "an " : "a ") + $0.word }.joined(separator: " or ")
      throw Refusal(.refused, "\(id) is of another kind; this takes \(wanted).")
    }
    guard has(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
  }

  /// Refuses a thing that was withdrawn.
  func checkStands(_ id: EntityID) throws(Refusal) {
    guard let withdrawal = withdrawal(of: id) else { return }
    let advice = id.kind == .correction ? " “adopt \(id)” takes it over." : " “show \(id)” tells its history."
    throw Refusal(
      .refused, "\(id) was withdrawn by \(withdrawal.stamp.by) (@\(withdrawal.stamp.position)).\(advice)")
  }

  /// Refuses a target that does not exist or was withdrawn.
  func check(_ target: Target) throws(Refusal) {
    switch target {
    case .thing(let id):
      try check(id, isOneOf: .claim, .annotation, .dispute, .correction)
      try checkStands(id)
    case .passage(let anchor): try check(anchor)
    }
  }

  /// Refuses an anchor of another base: it was resolved before a new base came in. Anything else would be a
  /// bug.
  func check(_ anchor: Anchor) throws(Refusal) {
    guard let identity, isPlaced(anchor) else {
      throw Refusal(
        .refused,
        "The base of the paper changed\(identity.map { " (@\($0.baseStamp.position))" } ?? ""): the passage was found "
          + "in another text. Look it up again, for addresses may have moved, and send it anew.")
    }
    guard anchor.range.start >= 0, anchor.range.start <= anchor.range.end,
      anchor.range.end <= identity.scalars
    else { throw Refusal(.refused, "The passage is not in this paper's text.") }
  }

  /// Refuses a point where words are needed.
  func checkHasWords(_ anchor: Anchor) throws(Refusal) {
    guard !anchor.range.isEmpty else {
      throw Refusal(.refused, "A claim is about words; the passage given is a point between two.")
    }
  }

  /// The withdrawal of a thing, if it was withdrawn.
  public func withdrawal(of id: EntityID) -> Withdrawal? {
    switch id.kind {
    case .claim: claim(id)?.withdrawn
    case .annotation: annotation(id)?.withdrawn
    case .dispute: dispute(id)?.withdrawn
    case .correction: correction(id)?.withdrawn
    }
  }

  /// The author of a thing; of an adopted correction, the adopter.
  public func author(of id: EntityID) -> Handle? {
    switch id.kind {
    case .claim: claim(id)?.stamp.by
    case .annotation: annotation(id)?.stamp.by
    case .dispute: dispute(id)?.ballot.proposer
    case .correction: correction(id)?.ballot.proposer
    }
  }
}
