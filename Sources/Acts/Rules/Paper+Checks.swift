internal import Manuscript
internal import Scholarship

/// What acts ask of the things that they name.
extension Paper {
  /// The id that the next thing of a kind gets.
  func next(_ kind: EntityKind) -> EntityID { EntityID(kind, count(of: kind) + 1) }

  /// Refuses an id that names nothing, or nothing of `kinds`.
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
      .refused,
      "\(id) was \(withdrawal.isUndone ? "undone" : "withdrawn") by \(withdrawal.stamp.by) (@\(withdrawal.stamp.position)).\(advice)"
    )
  }

  /// Refuses a target that is not there or was withdrawn.
  func check(_ target: Target) throws(Refusal) {
    switch target {
    case .thing(let id):
      try check(id, isOneOf: .claim, .annotation, .dispute, .correction)
      try checkStands(id)
    case .passage(let anchor): try check(anchor)
    }
  }

  /// Only who made a thing changes its words or takes it back: nobody's words are altered by another. Who thinks
  /// otherwise says so in words of their own.
  func checkIsAuthor(of id: EntityID, _ person: Handle) throws(Refusal) {
    guard author(of: id) != person else { return }
    let author = author(of: id).map { "\($0)'s" } ?? "another's"
    throw Refusal(
      .notAllowed, "\(id) is \(author), and only they can do this. To object: “dispute \(id) -m TEXT”.")
  }

  /// Refuses a correction that edits nothing: its place in the present base was not found, or that has it.
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

  /// Refuses a vote by someone whom the policy does not let vote.
  func checkVotes(on id: EntityID, _ person: Handle) throws(Refusal) {
    let voters = rules(for: id).voters
    guard try role(of: person) >= voters else {
      throw Refusal(.notAllowed, "The policy lets \(voters.withArticle) and above vote on \(id).")
    }
  }

  // MARK: Passages

  /// Refuses an anchor that is not in this paper's base: one that was found in the base before, while a new one came
  /// in; anything else could only be a fault of ours.
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

  /// Refuses words that cannot stand in place of a passage.
  func check(_ replacement: String, for anchor: Anchor) throws(Refusal) {
    guard replacement.unicodeScalars.count <= Limits.replacement else {
      throw Refusal(.refused, "A correction takes at most \(Limits.replacement) characters.")
    }
    // Blocks are what addresses count; an edit changes the words of one and never their number.
    let breaks = "A correction stays within its paragraph; it cannot add or remove a line break."
    guard !replacement.unicodeScalars.contains(where: \.breaksLine),
      !anchor.quote.unicodeScalars.contains("\n")
    else { throw Refusal(.refused, breaks) }
    func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.directionControl {
      case .span: true
      case .mark: !anchor.quote.unicodeScalars.contains(scalar)
      case nil: !scalar.isXML || scalar.properties.generalCategory == .control
      }
    }
    if let scalar = replacement.unicodeScalars.first(where: isUnfit) {
      throw Refusal(
        .refused,
        "A correction cannot hold \(scalar.name): it is not seen, and would change how the text around it is shown. "
          + "Leave it out.")
    }
    guard !anchor.quote.utf8.elementsEqual(replacement.utf8) else {
      throw Refusal(
        .refused,
        replacement.isEmpty
          ? "That changes nothing: say what to insert." : "The text says so already; nothing to correct.")
    }
  }
}

extension Unicode.Scalar {
  /// Whether a line ends there (UAX #14, mandatory breaks).
  fileprivate var breaksLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
