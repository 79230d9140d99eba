public import CanonicalJSON
public import Scholarship

/// Removes a member from the paper. What they said stays, and their votes count no more.
public struct Remove: Act {
  public var handle: Handle
  public var reason: String
  /// Whether only to tell what that would change.
  public var dryRun: Bool?

  public init(handle: Handle, reason: String, dryRun: Bool? = nil) {
    self.handle = handle
    self.reason = reason
    self.dryRun = dryRun
  }

  public static let access = Access.members(.owner)

  public static let verb = VerbEntry(
    "remove", group: .people,
    "remove someone from the paper; their votes count no more, but in what is settled",
    examples: ["remove dov -m \"Has not answered for a year.\""])

  public static let shape = Shape(
    Remove.init(handle:reason:dryRun:), Field("handle", \.handle, typed: .argument("HANDLE", .handle)),
    Field("reason", \.reason, .prose, typed: .message("the reason")),
    Field("dryRun", \.dryRun, typed: .dryRun))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try Limits.check(reason, is: "A reason", atMost: Limits.body)
    guard let member = context.paper.members[handle], member.departed == nil else {
      throw Refusal(.noSuchThing, "\(handle) is not a member of this paper. “members” shows who is.")
    }
    try context.paper.checkIsNotOnlyOwner(handle)
    return try context.decision(
      [MemberRemoved(member: handle, reason: reason)], "\(handle) is removed", isDryRun: dryRun == true)
  }

  public func told(_ done: Done) -> Telling { Telling("\(handle) is removed", next: "members") }
}
