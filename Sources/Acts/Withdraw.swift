public import CanonicalJSON
public import Scholarship

/// Takes back a thing of one's own. Its history stays readable.
public struct Withdraw: Act {
  public var id: EntityID
  public var reason: String?

  public init(id: EntityID, reason: String? = nil) {
    self.id = id
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "withdraw", "take back a thing of yours; its history stays readable",
    examples: ["withdraw x1", "withdraw c2 -m \"Said better in c1.\""])

  public static let shape = Shape(
    Withdraw.init(id:reason:), Field("id", \.id, typed: .argument("ID", .id(of: "cadx"))),
    Field("reason", \.reason, .prose, typed: .message("your reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .claim, .annotation, .dispute, .correction)
    try paper.checkStands(id)
    try paper.checkIsAuthor(of: id, context.person)
    try paper.checkDecision(on: id, context.person, "To withdraw it")
    try Limits.check(reason: reason)
    return Decision([ThingWithdrawn(thing: id, reason: reason)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling("\(id) withdrawn", "; its history stays readable.", next: "history \(id)")
  }
}
