public import CanonicalJSON
internal import Protocol
public import Scholarship

/// Closes blind rounds: everyone sees what was said in them, and what is said from now on is said in the open.
public struct Reveal: Act {
  /// Claims, corrections and disputes.
  public var ids: [EntityID]?
  /// Whether all that are blind.
  public var all: Bool?
  public var reason: String

  public init(ids: [EntityID]? = nil, all: Bool? = nil, reason: String) {
    self.ids = ids
    self.all = all
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "reveal", "close a blind round: everyone sees what was said in it",
    examples: ["reveal x1 c2 -m \"All who wanted to have voted.\"", "reveal --all -m \"Before we publish.\""])

  public static let shape = Shape(
    Reveal.init(ids:all:reason:), Field("ids", \.ids, typed: .argument("ID", .id(of: "cxd"))),
    Field("all", \.all, typed: .option("--all", summary: "every round that is blind")),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    let meant = try TheseOrAll(
      ids, all: all,
      advice: "Say which to close: “reveal x1 c2 -m …”, or “reveal --all -m …” for all that are blind.")
    try Limits.check(reason, is: "A reason", atMost: Limits.body)
    let closed: [EntityID]
    switch meant {
    case .all: closed = paper.blindRounds.sorted()
    case .these(let ids):
      for id in ids { try Self.checkIsBlind(id, in: paper) }
      closed = ids
    }
    for id in closed { try paper.checkRules(on: id, context.person, "To close the blind round on \(id)") }
    if closed.isEmpty { return Decision([], remark: "No round is blind.") }
    return Decision(closed.map { RoundClosed(subject: $0, reason: reason) }, ids: closed)
  }

  private static func checkIsBlind(_ id: EntityID, in paper: Paper) throws(Refusal) {
    try paper.check(id, isOneOf: .claim, .correction, .dispute)
    guard !paper.blindRounds.contains(id) else { return }
    let since = paper.blindRound(on: id)?.closed.map { " any more: it was closed with @\($0)" } ?? ""
    throw Refusal(.refused, "The round on \(id) is not blind\(since). “show \(id)” has all that was said.")
  }

  public func told(_ done: Done) -> Telling {
    Telling(
      "Blind rounds closed: \(done.receipt.ids.joined(separator: ", "))",
      "; everyone sees what was said in them.", next: done.receipt.ids.first.map { "show \($0)" } ?? "status")
  }
}
