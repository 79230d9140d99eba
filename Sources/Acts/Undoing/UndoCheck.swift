internal import Manuscript
internal import Scholarship

/// Whether a part of what someone did can be taken back, or brought back.
struct UndoCheck {
  private let context: ActContext
  private let part: PaperDeed
  private let way: ActContext.Way
  /// Where it was done, or undone: what others did after that may be built on it.
  private let since: Int64

  /// Why it cannot.
  struct Obstacle {
    var kind = Refusal.Kind.refused
    /// A sentence, or several: why, and what to do.
    var reason: String

    init(_ reason: String, _ kind: Refusal.Kind = .refused) {
      self.reason = reason
      self.kind = kind
    }
  }

  init(_ context: ActContext, _ part: PaperDeed, _ way: ActContext.Way, since: Int64) {
    self.context = context
    self.part = part
    self.way = way
    self.since = since
  }

  private var paper: Paper { context.paper }
  private var person: Handle { context.person }
  private var isUndoing: Bool { way == .undoing }

  /// Why it cannot be done; `nil` where it can.
  var obstacle: Obstacle? {
    get throws(Refusal) {
      switch part.reversal {
      case .made(let id): return try isUndoing ? making(id) : standingAgain(id)
      case .withdrew(let id, _): return try isUndoing ? standingAgain(id) : withdrawing(id)
      case .stance(let id, let held): return stance(id, held)
      case .vote(let id, _, let round), .second(let id, _, _, let round): return vote(id, round)
      case .wordings(let id, _): return authorship(id) ?? built(on: id, "reword \(id) -m …")
      case .link(let id, let link): return linked(id, link)
      case .bodies(let id, _): return authorship(id) ?? built(on: id, "edit \(id) -m …")
      case .argument(let id, _): return isUndoing ? built(on: id, "argue \(id) for|against -m …") : nil
      case .question(let id, let ballot, _): return question(id, ballot)
      case .decisions(let id, let decisions, let round): return try decided(id, decisions, round)
      case .proposal(let id, let versions, let ballot, let withdrawn, _):
        return try proposal(id, versions, ballot, withdrawn)
      case .place(let name, _, _, _, let ballot): return placed(name, ballot)
      case .documents(let id, _, _): return authorship(id)
      case .adoption(let id, _): return adopted(id)
      case .member, .policy, .title: return try ground()
      case .final(let reason): return Obstacle(reason)
      }
    }
  }

  // MARK: Things

  private func making(_ id: EntityID) throws(Refusal) -> Obstacle? {
    if paper.withdrawal(of: id) != nil { return Obstacle("\(id) does not stand any more.") }
    return authorship(id) ?? built(on: id, "withdraw \(id)")
  }

  /// It was withdrawn, and is to stand again.
  private func standingAgain(_ id: EntityID) throws(Refusal) -> Obstacle? {
    guard let withdrawal = paper.withdrawal(of: id), withdrawal.stamp.position == since else {
      return Obstacle("\(author(id)) it since; “show \(id)” tells its history.")
    }
    guard let correction = paper.correction(id) else { return nil }
    if correction.isErased { return Obstacle("its words were erased since.") }
    return try sameEdit(id, correction.replacement)
  }

  /// It was taken back by its author, that was undone, and is to hold again.
  private func withdrawing(_ id: EntityID) throws(Refusal) -> Obstacle? {
    try paper.checkDecision(on: id, person, "To withdraw it")
    return authorship(id) ?? (paper.withdrawal(of: id) == nil ? nil : Obstacle("\(id) is withdrawn already."))
  }

  private func author(_ id: EntityID) -> String {
    guard let author = paper.author(of: id), author != person else { return "others changed" }
    return "\(author) adopted"
  }

  /// Who adopted a thing does with it what they will.
  private func authorship(_ id: EntityID) -> Obstacle? {
    guard let author = paper.author(of: id), author != person else { return nil }
    return Obstacle("\(id) is \(author)'s now.", .notAllowed)
  }

  /// What others said of a thing after what is to be taken back.
  private func built(on id: EntityID, _ advice: String) -> Obstacle? {
    guard let built = paper.built(on: id, after: since, by: person) else { return nil }
    return Obstacle("\(built) since. “\(advice)” changes it, and what was said stays readable.")
  }

  private func linked(_ id: EntityID, _ link: Claim.Link) -> Obstacle? {
    let links = paper.claim(id)?.links ?? []
    if isUndoing { return links.contains(link) ? nil : Obstacle("it is not there any more.") }
    let isThere = links.contains { $0.other == link.other && $0.relation == link.relation }
    return isThere ? Obstacle("someone else said the same since.") : nil
  }

  private func adopted(_ id: EntityID) -> Obstacle? {
    if isUndoing { return authorship(id) ?? built(on: id, "show \(id)") }
    return paper.author(of: id).flatMap { paper.members[$0]?.departed } == nil
      ? Obstacle("its author is here again, or someone else adopted it.") : nil
  }

  // MARK: Stances and votes

  /// A stance is on a wording: the one that it comes back to must be the one that it was on.
  private func stance(_ id: EntityID, _ held: Claim.StanceHeld?) -> Obstacle? {
    guard let held, let claim = paper.claim(id) else { return nil }
    let wording = claim.wordings.dropFirst(held.wording - 1).first
    return wording?.stamp == claim.wording(at: held.stamp.position)?.stamp
      ? nil : Obstacle("the wording of \(id) that it was on is gone. Say anew what you hold of it.")
  }

  private func vote(_ id: EntityID, _ round: Int64) -> Obstacle? {
    guard let ballot = paper.ballot(on: id) else { return nil }
    guard ballot.began == round else {
      return Obstacle("\(id) was put to the vote anew since; “vote \(id) …” says what you hold of it now.")
    }
    let settled = ballot.decisions.last { $0.settled != nil && $0.stamp.by != person }
    if let settled, settled.stamp.position > since { return Obstacle("\(settled.words(on: id)) since.") }
    return nil
  }

  private func question(_ id: EntityID, _ ballot: Ballot) -> Obstacle? {
    built(on: id, "argue \(id) for|against -m …")
      ?? (!isUndoing || paper.ballot(on: id)?.began == part.position
        ? nil : Obstacle("\(id) was put to the vote anew since."))
  }

  /// - Parameter decisions: those that are to stand.
  private func decided(
    _ id: EntityID, _ decisions: [Ballot.Ruling], _ round: Int64
  ) throws(Refusal) -> Obstacle? {
    try paper.checkRules(on: id, person, "That")
    guard let ballot = paper.ballot(on: id), ballot.began == round else {
      return Obstacle("\(id) was put to the vote anew since.")
    }
    if let later = ballot.decisions.last(where: { $0.stamp.position > since && $0.stamp.by != person }) {
      return Obstacle("\(later.words(on: id)) since. “lift \(id) -m …” takes that away.")
    }
    let isLifting = part.event.type == RulingLifted.type
    if isUndoing == isLifting, let withdrawn = paper.withdrawal(of: id) {
      return Obstacle(
        "\(id) was withdrawn by \(withdrawn.stamp.by) (@\(withdrawn.stamp.position)), and no decision comes back on it."
      )
    }
    if isUndoing == isLifting, let settled = decisions.last, settled.settled != nil {
      // A settling fixes what the votes had come to: it does not come back over others.
      let haveChanged =
        isLifting
        ? ballot.votes.values.contains { $0.stamp.position > since } : settled.votes != ballot.votes
      if haveChanged {
        return Obstacle(
          "the votes on \(id) are others by now. “settle \(id) -m …” settles what they have come to.")
      }
    }
    if isUndoing, !isLifting, ballot.decisions.last?.stamp.position != part.position {
      return Obstacle("it was lifted since.")
    }
    return nil
  }

  // MARK: Corrections

  private func proposal(
    _ id: EntityID, _ versions: [Correction.Version], _ ballot: Ballot, _ withdrawn: Withdrawal?
  ) throws(Refusal) -> Obstacle? {
    if isUndoing, paper.ballot(on: id)?.began != part.position {
      return Obstacle("\(id) was put to the vote anew since.")
    }
    if let obstacle = isUndoing ? authorship(id) : nil { return obstacle }
    if let obstacle = built(on: id, "amend \(id) NEW -m …") ?? newBase { return obstacle }
    guard let words = versions.last else { return nil }
    if words.isErased { return Obstacle("the words that would stand again were erased.") }
    return withdrawn == nil ? try sameEdit(id, words.replacement) : nil
  }

  private func placed(_ name: AnchorName, _ ballot: Ballot?) -> Obstacle? {
    newBase ?? (ballot == nil ? nil : built(on: name.thing, "show \(name.thing)"))
  }

  /// Places are in a base.
  private var newBase: Obstacle? {
    guard let identity = paper.identity, identity.baseStamp.position > part.position else { return nil }
    return Obstacle("a new base came in since (@\(identity.baseStamp.position)).")
  }

  /// Two that stand never propose the same.
  private func sameEdit(_ id: EntityID, _ words: String) throws(Refusal) -> Obstacle? {
    guard let correction = paper.correction(id), paper.isPlaced(correction.anchor),
      let other = try context.correction(doing: words, at: correction.anchor.range), other != id
    else { return nil }
    return Obstacle("\(other) proposes the same by now: “vote \(other) for”.")
  }

  // MARK: People and rules

  /// Who votes, how votes are counted, and what the paper is called: for those whose it is, while nobody changed it.
  private func ground() throws(Refusal) -> Obstacle? {
    let role = try paper.role(of: person)
    switch part.reversal {
    case .member(let handle, let held):
      if role < .owner { return Obstacle("that takes the role of owner.", .notAllowed) }
      return try member(handle, held)
    case .policy(_, let position):
      if role < .editor { return Obstacle("that takes the role of editor.", .notAllowed) }
      let isUnchanged = isUndoing ? paper.policyPosition == part.position : paper.policyPosition < since
      return isUnchanged || position == paper.policyPosition
        ? nil
        : Obstacle("the policy was set anew since (@\(paper.policyPosition)). “policy set …” changes it.")
    case .title(_, let position):
      if role < .owner { return Obstacle("that takes the role of owner.", .notAllowed) }
      let now = paper.identity?.titlePosition ?? 0
      let isUnchanged = isUndoing ? now == part.position : now < since
      return isUnchanged || position == now
        ? nil : Obstacle("the paper was given another title since (@\(now)).")
    default: return nil
    }
  }

  private func member(_ handle: Handle, _ held: Member?) throws(Refusal) -> Obstacle? {
    let now = paper.members[handle]
    let changed = max(now?.stamp.position ?? 0, now?.departed?.position ?? 0)
    if isUndoing ? changed != part.position : changed > since {
      return Obstacle("the place of \(handle) here was changed since; “members” shows it.")
    }
    let acted = paper.deeds(of: handle).latest
    if acted > since {
      return Obstacle(
        "\(handle) acted here since (@\(acted)). “invite \(handle) --role …” and “remove \(handle) -m …” change their place."
      )
    }
    if held?.joined != true || held?.role != .owner { try paper.checkIsNotOnlyOwner(handle) }
    return nil
  }
}
