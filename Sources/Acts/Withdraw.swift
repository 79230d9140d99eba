public import CanonicalJSON
public import Scholarship

/// Takes back a thing of one's own. Its history stays readable.
public struct Withdraw: Act {
  public var id: OwnID
  public var reason: String?

  public init(id: OwnID, reason: String? = nil) {
    self.id = id
    self.reason = reason
  }

  /// Of a thing of the paper.
  public init(id: EntityID, reason: String? = nil) { self.init(id: .thing(id), reason: reason) }

  public static let verb = VerbEntry(
    "withdraw", "take back a thing of yours; its history stays readable",
    examples: ["withdraw x1", "withdraw c2 -m \"Said better in c1.\""])

  public static let shape = Shape(
    { Withdraw(id: $0, reason: $1) }, Field("id", \.id, typed: .argument("ID", .id(of: "cadx"))),
    Field("reason", \.reason, .prose, typed: .message("your reason")))

  public var touchesNotebook: Bool { id.memo != nil }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    switch id {
    case .thing(let id): try decide(id, in: context)
    case .memo(let id): try decide(id, in: context.notebook)
    }
  }

  private func decide(_ id: MemoID, in notebook: Notebook) throws(Refusal) -> Decision {
    _ = try notebook.standing(id)
    try Limits.check(reason: reason)
    return Decision(id, MemoWithdrawn(memo: id, reason: reason))
  }

  private func decide(_ id: EntityID, in context: ActContext) throws(Refusal) -> Decision {
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
