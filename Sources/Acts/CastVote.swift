public import CanonicalJSON
public import Scholarship

/// Votes on a correction or a dispute.
public struct CastVote: Act {
  public var id: EntityID
  public var vote: Vote
  public var reason: String?

  public init(id: EntityID, vote: Vote, reason: String? = nil) {
    self.id = id
    self.vote = vote
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "vote", "vote on a correction or a dispute",
    examples: ["vote x1 for", "vote d1 against -m \"The source is late.\""])

  public static let shape = Shape(
    CastVote.init(id:vote:reason:), Field("id", \.id, typed: .argument("ID", .id(of: "xd"))),
    Field("vote", \.vote, typed: .argument()),
    Field("reason", \.reason, .prose, typed: .message("your reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction, .dispute)
    try paper.checkStands(id)
    try paper.checkEdits(id)
    try Limits.check(reason: reason)
    let voters = paper.rules(for: id).voters
    guard try context.role >= voters else {
      throw Refusal(.notAllowed, "The policy lets \(voters.withArticle) and above vote on \(id).")
    }
    if let held = paper.ballot(on: id)?.votes[context.person], held.vote == vote, held.reason == reason {
      return Decision([], ids: [id], remark: "That is \(context.person)'s vote on \(id) already.")
    }
    return Decision([VoteCast(subject: id, vote: vote, reason: reason)], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling(
      done.deed(deed, on: "\(id)") ?? "Vote on \(id): \(vote.rawValue)", done.standing, next: "show \(id)")
  }

  private var deed: String {
    switch vote {
    case .for: "votes for"
    case .against: "votes against"
    case .abstain: "abstains on"
    case .recuse: "recuses from"
    }
  }
}
