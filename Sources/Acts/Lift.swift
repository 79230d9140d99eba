public import CanonicalJSON
public import Scholarship

/// Takes the last ruling or settling on a correction or a dispute away. What was decided before it stands again; else its
/// ballot decides.
public struct Lift: Act {
  public var id: EntityID
  public var reason: String

  public init(id: EntityID, reason: String) {
    self.id = id
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "lift", "take the last ruling or settling away; its ballot decides again, or the ruling before",
    examples: ["lift x1 -m \"Ruled before the new scan came in.\""])

  public static let shape = Shape(
    Lift.init(id:reason:), Field("id", \.id, typed: .argument("ID", .id(of: "xd"))),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction, .dispute)
    try paper.checkStands(id)
    try paper.checkRules(on: id, context.person, "To lift a ruling")
    try Limits.check(reason, is: "A reason", atMost: Limits.body)
    guard let ballot = paper.ballot(on: id), let lifted = ballot.ruling else {
      throw Refusal(.refused, "No ruling stands on \(id), and it is not settled: its ballot decides.")
    }
    let before = ballot.decisions.dropLast().last
    let stands = before.map { "what \($0.deed(on: id)) stands again" } ?? "no other decision stands on it"
    return Decision(
      [RulingLifted(subject: id, reason: reason)], ids: [id],
      remark: "What \(lifted.deed(on: id)) is lifted; \(stands).")
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("The last decision on \(id) is lifted", done.standing, next: "show \(id), consensus")
  }
}
