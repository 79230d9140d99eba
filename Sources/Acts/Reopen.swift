public import CanonicalJSON
public import Scholarship

/// Opens a dispute again, with a new ballot.
public struct Reopen: Act {
  public var id: EntityID
  public var reason: String

  public init(id: EntityID, reason: String) {
    self.id = id
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "reopen", "open a dispute again, with a new ballot",
    examples: ["reopen d1 -m \"A new source came to light.\""])

  public static let shape = Shape(
    Reopen.init(id:reason:), Field("id", \.id, typed: .argument("DISPUTE", .id(of: "d"))),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .dispute)
    try paper.checkStands(id)
    try Limits.check(reason: reason)
    let adjudicators = paper.rules(for: id).adjudicators
    if let ruling = paper.ballot(on: id)?.ruling, try context.role < adjudicators {
      throw Refusal(
        .notAllowed,
        "\(ruling.stamp.by) ruled on \(id); reopening it takes the role that rules, \(adjudicators.rawValue). "
          + "“argue \(id) …” is open to you.")
    }
    return Decision([DisputeReopened(dispute: id, reason: reason)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling("\(id) reopened, with a new ballot", next: "vote \(id) for|against")
  }
}
