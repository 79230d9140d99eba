public import CanonicalJSON
internal import Consensus
internal import Protocol
public import Scholarship

/// Fixes what ballots have come to, so that no later change of roles or policy decides them anew.
public struct Settle: Act {
  /// Corrections and disputes.
  public var ids: [EntityID]?
  /// Whether everything that is decided by votes.
  public var all: Bool?
  public var reason: String

  public init(ids: [EntityID]? = nil, all: Bool? = nil, reason: String) {
    self.ids = ids
    self.all = all
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "settle", "fix what ballots have come to, whatever becomes of roles and policy",
    examples: ["settle x1 d1 -m \"Closed at our meeting in May.\"", "settle --all -m \"The first round.\""])

  public static let shape = Shape(
    Settle.init(ids:all:reason:), Field("ids", \.ids, typed: .argument("ID", .id(of: "xd"))),
    Field("all", \.all, typed: .option("--all", summary: "everything that votes have decided")),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let meant = try TheseOrAll(
      ids, all: all, advice: "Say what to settle: “settle x1 d1 -m …”, or “settle --all -m …” for all of it.")
    try Limits.check(reason, is: "A reason", atMost: Limits.body)
    try context.checkSeesAll("To settle")
    guard let standing = try context.standing else {
      throw Refusal(.refused, "There is no text by which to tell what is decided.")
    }
    var settled: [OutcomeSettled] = []
    switch meant {
    case .all:
      settled = Self.things(in: standing).compactMap {
        outcome(of: $0, standing.outcome($0), in: standing.paper)
      }
    case .these(let ids):
      for id in ids {
        try context.paper.check(id, isOneOf: .correction, .dispute)
        try context.paper.checkStands(id)
        settled.append(try outcome(of: id, in: standing))
      }
    }
    for outcome in settled {
      try context.paper.checkRules(on: outcome.subject, context.person, "To settle \(outcome.subject)")
    }
    if settled.isEmpty {
      return Decision([], remark: "Nothing is decided by votes that is not settled already.")
    }
    return Decision(settled, ids: settled.map(\.subject))
  }

  private static func things(in standing: Standing) -> [EntityID] {
    let paper = standing.paper
    return paper.corrections.indices.map { EntityID(.correction, $0 + 1) }
      + paper.disputes.indices.map { EntityID(.dispute, $0 + 1) }
  }

  private func outcome(of id: EntityID, in standing: Standing) throws(Refusal) -> OutcomeSettled {
    let outcome = standing.outcome(id)
    if let settled = self.outcome(of: id, outcome, in: standing.paper) { return settled }
    if outcome.basis.outweighsBallots || isSettled(id, outcome, in: standing.paper),
      let ruling = standing.paper.ballot(on: id)?.ruling
    {
      throw Refusal(.refused, "\(ruling.words(on: id)); there is nothing to settle.")
    }
    throw Refusal(
      .refused,
      "\(id) is \(outcome.status): only what votes have decided can be settled. “rule \(id) accept|reject -m …” decides it."
    )
  }

  private func outcome(of id: EntityID, _ outcome: Outcome, in paper: Paper) -> OutcomeSettled? {
    guard let verdict = outcome.verdict, !outcome.basis.outweighsBallots, !isSettled(id, outcome, in: paper)
    else { return nil }
    return OutcomeSettled(subject: id, verdict: verdict, reason: reason, tally: outcome.tally.counted)
  }

  /// Whether it was settled just so, though a dispute of it decides the same by now.
  private func isSettled(_ id: EntityID, _ outcome: Outcome, in paper: Paper) -> Bool {
    guard let ruling = paper.ballot(on: id)?.ruling, ruling.settled != nil else { return false }
    return ruling.verdict == outcome.verdict
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    let ids = done.receipt.ids
    return ids.count == 1
      ? Telling("\(done.id) settled", done.standing, next: "show \(done.id), consensus")
      : Telling("Settled: \(ids.joined(separator: ", "))", next: "consensus, disputes")
  }
}

/// What a correction or a dispute has come to.
private struct Outcome {
  var status: String
  /// `nil` where it is not decided.
  var verdict: Verdict?
  var basis: Basis
  var tally: Tally
}

extension Standing {
  fileprivate func outcome(_ id: EntityID) -> Outcome {
    if let dispute = paper.dispute(id) {
      let decision = decision(on: dispute)
      let verdict: Verdict? =
        switch decision.status {
        case .upheld: .accept
        case .dismissed: .reject
        case .open, .withdrawn: nil
        }
      return Outcome(
        status: decision.status.rawValue, verdict: verdict, basis: decision.basis, tally: decision.tally)
    }
    let decision = reconciliation.decisions[id.number - 1]
    let verdict: Verdict? =
      switch decision.status {
      case .accepted: .accept
      case .rejected: .reject
      case .open, .contested, .moot, .incorporated, .orphaned, .withdrawn: nil
      }
    return Outcome(
      status: decision.status.rawValue, verdict: verdict, basis: decision.basis, tally: decision.tally)
  }
}
