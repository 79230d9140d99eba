internal import Manuscript

extension Paper {
  func decideOnClaim(_ command: Command, by person: Handle) throws(Refusal) -> Decision {
    switch command {
    case .registerClaim(let anchors, let statement, let kind):
      try Limits.check(statement, is: "A claim's statement", atMost: Limits.statement)
      guard !anchors.isEmpty else { throw Refusal(.refused, "A claim needs a passage that it is about.") }
      for anchor in anchors {
        try check(anchor)
        try checkHasWords(anchor)
      }
      let id = next(.claim)
      return Decision(
        [.claimRegistered(.init(claim: id, anchors: anchors, statement: statement, kind: kind))], ids: [id])
    case .reword(let id, let statement): return try rewording(id, statement, by: person)
    case .link(let id, let relation, let other): return try linking(id, relation, other)
    case .takeStance(let stance, let id, let reason, let confidence):
      return try takingStance(stance, on: id, reason, confidence, by: person)
    default: return Decision([])
    }
  }

  private func rewording(_ id: EntityID, _ statement: String, by person: Handle) throws(Refusal) -> Decision {
    try check(id, isOneOf: .claim)
    try checkStands(id)
    try checkIsAuthor(of: id, person)
    try Limits.check(statement, is: "A claim's statement", atMost: Limits.statement)
    if claim(id)?.statement == statement {
      return Decision([], ids: [id], remark: "\(id) is worded so already.")
    }
    return Decision([.claimReworded(.init(claim: id, statement: statement))], ids: [id])
  }

  private func linking(
    _ id: EntityID, _ relation: ClaimRelation, _ other: EntityID
  ) throws(Refusal) -> Decision {
    for claim in [id, other] {
      try check(claim, isOneOf: .claim)
      try checkStands(claim)
    }
    guard id != other else { throw Refusal(.refused, "A claim cannot be linked to itself.") }
    if claim(id)?.links.contains(where: { $0.relation == relation && $0.other == other }) == true {
      return Decision([], ids: [id], remark: "\(id) \(relation.rawValue) \(other) already.")
    }
    return Decision([.claimLinked(.init(claim: id, relation: relation, other: other))], ids: [id])
  }

  private func takingStance(
    _ stance: Stance, on id: EntityID, _ reason: String?, _ confidence: Int?, by person: Handle
  ) throws(Refusal) -> Decision {
    try check(id, isOneOf: .claim)
    try checkStands(id)
    try Limits.check(optional: reason, is: "A reason", atMost: Limits.body)
    if stance == .qualify, reason == nil {
      throw Refusal(.refused, "To qualify a claim, say how: “qualify \(id) -m TEXT”.")
    }
    if let confidence, !(1...5).contains(confidence) {
      throw Refusal(.refused, "Confidence goes from 1 (a guess) to 5 (certain).")
    }
    guard let claim = claim(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    let wording = claim.wordings.count
    if let held = claim.stances[person], held.stance == stance, held.wording == wording,
      held.reason == reason,
      held.confidence == confidence
    {
      return Decision([], ids: [id], remark: "That is \(person)'s stance on \(id) already.")
    }
    let event = StanceTaken(
      claim: id, wording: wording, stance: stance, reason: reason, confidence: confidence)
    return Decision([.stanceTaken(event)], ids: [id])
  }

  /// Only the author changes or withdraws a thing: nobody's words are altered by another. Those who disagree
  /// say so in words of their own.
  func checkIsAuthor(of id: EntityID, _ person: Handle) throws(Refusal) {
    guard author(of: id) != person else { return }
    let author = author(of: id).map { "\($0)'s" } ?? "another's"
    throw Refusal(
      .notAllowed, "\(id) is \(author), and only they can do this. To object: “dispute \(id) -m TEXT”.")
  }
}
