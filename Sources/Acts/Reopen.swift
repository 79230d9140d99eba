public import CanonicalJSON
internal import Consensus
public import Scholarship

/// Opens a dispute again that was resolved, with a new ballot. It stays its author's, and no vote is made up for who moves
/// to reopen it.
public struct Reopen: Act {
  public var id: EntityID
  public var reason: String

  public init(id: EntityID, reason: String) {
    self.id = id
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "reopen", "open a resolved dispute again, with a new ballot",
    examples: ["reopen d1 -m \"A new source came to light.\""])

  public static let shape = Shape(
    Reopen.init(id:reason:), Field("id", \.id, typed: .argument("DISPUTE", .id(of: "d"))),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .dispute)
    try paper.checkStands(id)
    try Limits.check(reason: reason)
    try context.checkSees(id, "Whether it can be reopened")
    if let dispute = paper.dispute(id), DisputeDecision(on: dispute, in: paper).status == .open {
      throw Refusal(
        .refused,
        "\(id) is open still: “argue \(id) for|against -m …” and “vote \(id) for|against” go on with it.")
    }
    try paper.checkDecision(on: id, context.person, "To reopen it")
    return Decision([DisputeReopened(dispute: id, reason: reason)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling("\(id) reopened, with a new ballot", next: "vote \(id) for|against")
  }
}
