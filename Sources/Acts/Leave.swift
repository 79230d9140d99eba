public import CanonicalJSON
public import Scholarship

/// Leaves the paper. What one said stays, and one's votes count no more.
public struct Leave: Act {
  public var reason: String?
  /// Whether only to tell what that would change.
  public var dryRun: Bool?

  public init(reason: String? = nil, dryRun: Bool? = nil) {
    self.reason = reason
    self.dryRun = dryRun
  }

  public static let access = Access.members(.reader)

  public static let verb = VerbEntry(
    "leave", group: .people, "leave the paper; your votes count no more, but in what is settled",
    examples: ["leave", "leave -m \"I am retiring.\" --dry-run"])

  public static let shape = Shape(
    Leave.init(reason:dryRun:), Field("reason", \.reason, .prose, typed: .message("your reason")),
    Field("dryRun", \.dryRun, typed: .dryRun))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try Limits.check(reason: reason)
    try context.paper.checkIsNotOnlyOwner(context.person)
    return try context.decision(
      [MemberLeft(member: context.person, reason: reason)], "\(context.person) left", isDryRun: dryRun == true
    )
  }

  public func told(_ done: Done) -> Telling { Telling("\(done.who) left", next: "papers") }
}
