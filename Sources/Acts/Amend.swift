public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Puts other words into a correction of one's own. It is then voted on anew.
public struct Amend: Act {
  public var id: EntityID
  /// The words that it is to propose from now on.
  public var new: String
  public var reason: String

  public init(id: EntityID, new: String, reason: String) {
    self.id = id
    self.new = new
    self.reason = reason
  }

  public static let verb = VerbEntry(
    "amend", "change a correction of yours; it is then voted on anew",
    examples: ["amend x1 \"the 8th of August\" -m \"The journal's style.\""])

  public static let shape = Shape(
    Amend.init(id:new:reason:), Field("id", \.id, typed: .argument("CORRECTION", .id(of: "x"))),
    Field("new", \.new, .prose, typed: .argument("NEW")),
    Field("reason", \.reason, .prose, typed: .message("the reason")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction)
    try paper.checkStands(id)
    try paper.checkEdits(id)
    guard let correction = paper.correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    guard correction.ballot.proposer == context.person else {
      throw Refusal(
        .notAllowed, "\(id) is \(correction.ballot.proposer)'s; propose another reading with “correct”.")
    }
    try paper.check(new, for: correction.anchor)
    try Limits.check(reason, is: "A correction's reason", atMost: Limits.body)
    if let standing = paper.standingEdit(correction.anchor.range, new) {
      throw Refusal(
        .refused,
        standing == id
          ? "\(id) says so already." : "\(standing) proposes that already: “vote \(standing) for”.")
    }
    return Decision([CorrectionAmended(correction: id, replacement: new, reason: reason)], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(id) amended, to be voted on anew", done.change, next: "vote \(id) for|against")
  }
}
