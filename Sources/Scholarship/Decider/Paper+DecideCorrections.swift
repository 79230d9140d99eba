internal import Manuscript

extension Paper {
  func decideOnCorrection(_ command: Command, by person: Handle) throws(Refusal) -> Decision {
    switch command {
    case .correct(let anchor, let replacement, let `class`, let reason, let evidence):
      return try proposing(anchor, replacement, `class`, reason, evidence, by: person)
    case .amend(let id, let replacement, let reason):
      return try amending(id, replacement, reason, by: person)
    case .adopt(let id): return try adopting(id)
    default: return Decision([])
    }
  }

  private func proposing(
    _ anchor: Anchor, _ replacement: String, _ class: CorrectionClass?, _ reason: String,
    _ evidence: [Evidence],
    by person: Handle
  ) throws(Refusal) -> Decision {
    try check(anchor)
    try check(replacement, for: anchor)
    try Limits.check(reason, is: "A correction's reason", atMost: Limits.body)
    try check(evidence)
    // The same edit again would be a second reading that says the same, so it supports the first.
    if let standing = standingEdits[.init(range: anchor.range, replacement: replacement)] {
      var decision = try voting(.for, on: standing, reason, by: person)
      decision.remark = "That is proposed already, as \(standing); this counts as a vote for it."
      return decision
    }
    let id = next(.correction)
    let event = CorrectionProposed(
      correction: id, anchor: anchor, replacement: replacement, class: `class`, reason: reason,
      evidence: evidence)
    return Decision([.correctionProposed(event)], ids: [id])
  }

  private func amending(
    _ id: EntityID, _ replacement: String, _ reason: String, by person: Handle
  ) throws(Refusal) -> Decision {
    try check(id, isOneOf: .correction)
    try checkStands(id)
    try checkEdits(id)
    guard let correction = correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    guard correction.ballot.proposer == person else {
      throw Refusal(
        .notAllowed, "\(id) is \(correction.ballot.proposer)'s; propose another reading with “correct”.")
    }
    try check(replacement, for: correction.anchor)
    try Limits.check(reason, is: "A correction's reason", atMost: Limits.body)
    if let standing = standingEdits[.init(range: correction.anchor.range, replacement: replacement)] {
      throw Refusal(
        .refused,
        standing == id
          ? "\(id) says so already." : "\(standing) proposes that already: “vote \(standing) for”.")
    }
    return Decision(
      [.correctionAmended(.init(correction: id, replacement: replacement, reason: reason))], ids: [id])
  }

  private func adopting(_ id: EntityID) throws(Refusal) -> Decision {
    try check(id, isOneOf: .correction)
    guard let correction = correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    guard correction.withdrawn != nil else {
      throw Refusal(
        .refused, "\(id) stands; only a withdrawn correction can be adopted. “vote \(id) for” supports it.")
    }
    if correction.isErased {
      throw Refusal(
        .refused, "The words of \(id) were erased: there is nothing left to adopt. “history \(id)” says why.")
    }
    if isPlaced(correction.anchor), let standing = standingEdits[correction.editKey] {
      throw Refusal(.refused, "\(standing) proposes the same and stands: “vote \(standing) for”.")
    }
    return Decision([.correctionAdopted(.init(correction: id))], ids: [id])
  }

  func check(_ replacement: String, for anchor: Anchor) throws(Refusal) {
    guard replacement.unicodeScalars.count <= Limits.replacement else {
      throw Refusal(.refused, "A correction takes at most \(Limits.replacement) characters.")
    }
    // Addresses count blocks. An edit changes the words of one block, never the number of blocks.
    let breaks = "A correction stays within its paragraph; it cannot add or remove a line break."
    guard !replacement.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
      !anchor.quote.unicodeScalars.contains("\n")
    else { throw Refusal(.refused, breaks) }
    guard !anchor.quote.utf8.elementsEqual(replacement.utf8) else {
      throw Refusal(
        .refused,
        replacement.isEmpty
          ? "That changes nothing: say what to insert." : "The text says so already; nothing to correct.")
    }
  }
}
