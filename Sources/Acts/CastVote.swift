public import CanonicalJSON
public import Scholarship

/// Votes on a correction or a dispute, or takes a vote back.
public struct CastVote: JudgesWords {
  public var id: EntityID
  public var vote: Choice
  public var reason: String?
  public var shown: Int64?

  /// A vote, or that one is taken back.
  public enum Choice: String, JSONTerm {
    case `for`, against, abstain, recuse
    case nothing = "none"

    /// The choice that is a vote.
    public init(_ vote: Vote) {
      switch vote {
      case .for: self = .for
      case .against: self = .against
      case .abstain: self = .abstain
      case .recuse: self = .recuse
      }
    }

    fileprivate var vote: Vote? {
      switch self {
      case .for: .for
      case .against: .against
      case .abstain: .abstain
      case .recuse: .recuse
      case .nothing: nil
      }
    }
  }

  public init(id: EntityID, vote: Choice, reason: String? = nil, shown: Int64? = nil) {
    self.id = id
    self.vote = vote
    self.reason = reason
    self.shown = shown
  }

  public static let verb = VerbEntry(
    "vote", "vote on a correction or a dispute; none takes a vote back",
    examples: ["vote x1 for", "vote d1 against -m \"The source is late.\"", "vote x1 none"])

  public static let shape = Shape(
    CastVote.init(id:vote:reason:shown:), Field("id", \.id, typed: .argument("ID", .id(of: "xd"))),
    Field("vote", \.vote, typed: .argument()),
    Field("reason", \.reason, .prose, typed: .message("your reason")),
    Field("shown", \.shown, in: 0...Int64.max, typed: .shown))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction, .dispute)
    try paper.checkStands(id)
    try paper.checkEdits(id)
    try Limits.check(reason: reason)
    let held = paper.ballot(on: id)?.votes[context.person]
    guard let vote = vote.vote else { return retracted(held, in: context) }
    try paper.checkVotes(on: id, context.person)
    try paper.checkShown(self, to: context.person)
    // Without a reason, the one given before stands.
    if let held, held.vote == vote, reason == nil || held.reason == reason {
      return Decision([], ids: [id], remark: "That is \(context.person)'s vote on \(id) already.")
    }
    return Decision([VoteCast(subject: id, vote: vote, reason: reason)], ids: [id])
  }

  private func retracted(_ held: Ballot.VoteHeld?, in context: ActContext) -> Decision {
    let (paper, person) = (context.paper, context.person)
    guard held != nil else {
      return Decision(
        [], ids: [id],
        remark: paper.author(of: id) == person
          ? "\(id) is \(person)'s own, which is a vote for it until they vote otherwise; there is no other to take back."
          : "\(person) has no vote on \(id) to take back.")
    }
    let isAuthor = paper.author(of: id) == person && paper.rules(for: id).proposerVotes
    return Decision(
      [VoteRetracted(subject: id, reason: reason)], ids: [id],
      remark: isAuthor
        ? "\(person) takes back the vote on \(id), and is for it as its author." : nil)
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling(
      done.deed(deed, on: "\(id)") ?? "Vote on \(id): \(vote.rawValue)", done.words + done.standing,
      next: "show \(id)")
  }

  private var deed: String {
    switch vote {
    case .for: "votes for"
    case .against: "votes against"
    case .abstain: "abstains on"
    case .recuse: "recuses from"
    case .nothing: "takes back the vote on"
    }
  }
}
