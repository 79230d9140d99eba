extension Paper {
  func decideOnDispute(_ command: Command, by person: Handle) throws(Refusal) -> Decision {
    switch command {
    case .dispute(let target, let ground, let body):
      try check(target)
      if case .thing(let id) = target, id.kind == .dispute {
        throw Refusal(.refused, "\(id) is a dispute itself; argue in it: “argue \(id) against -m TEXT”.")
      }
      try Limits.check(body, is: "A dispute's reasons", atMost: Limits.body)
      let id = next(.dispute)
      let event = DisputeOpened(
        dispute: id, target: target, ground: ground, body: body,
        wording: target.thing.flatMap { claim($0)?.wordings.count })
      return Decision([.disputeOpened(event)], ids: [id])
    case .argue(let id, let side, let body, let evidence):
      try check(id, isOneOf: .dispute)
      try checkStands(id)
      try Limits.check(body, is: "An argument", atMost: Limits.body)
      try check(evidence)
      return Decision(
        [.disputeArgued(.init(dispute: id, side: side, body: body, evidence: evidence))], ids: [id])
    case .reopen(let id, let reason):
      try check(id, isOneOf: .dispute)
      try checkStands(id)
      try Limits.check(reason, is: "A reason", atMost: Limits.body)
      if let ruling = ballot(on: id)?.ruling, try role(of: person) < rules(for: id).adjudicators {
        throw Refusal(
          .notAllowed,
          "\(ruling.stamp.by) ruled on \(id); reopening it takes the role that rules, "
            + "\(rules(for: id).adjudicators.rawValue). “argue \(id) …” is open to you.")
      }
      return Decision([.disputeReopened(.init(dispute: id, reason: reason))], ids: [id])
    default: return Decision([])
    }
  }

  func check(_ evidence: [Evidence]) throws(Refusal) {
    for item in evidence { try Limits.check(item.reference, is: "A reference", atMost: Limits.statement) }
  }
}
