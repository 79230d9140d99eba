public import CanonicalJSON
public import Scholarship

/// Makes someone a member, in a role, from the moment they join; or gives a member another role.
public struct Invite: Act {
  public var handle: Handle
  public var role: Role?
  /// Whether only to tell what another role would change.
  public var dryRun: Bool?

  public init(handle: Handle, role: Role? = nil, dryRun: Bool? = nil) {
    self.handle = handle
    self.role = role
    self.dryRun = dryRun
  }

  /// The role where none is named.
  private static let usualRole = Role.scholar

  /// The role that it gives.
  public var givenRole: Role { role ?? Self.usualRole }

  public static let access = Access.members(.owner)

  public static let verb = VerbEntry(
    "invite", group: .people, "invite someone to the paper", examples: ["invite ada --role scholar"])

  public static let shape = Shape(
    Invite.init(handle:role:dryRun:), Field("handle", \.handle, typed: .argument("HANDLE", .handle)),
    Field(
      "role", \.role, assumed: usualRole,
      typed: .option("--role", placeholder: "R", summary: "in which role")),
    Field("dryRun", \.dryRun, typed: .dryRun))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (role, admitted) = (givenRole, MemberAdmitted(member: handle, role: givenRole))
    let member = context.paper.members[handle]
    if let member, member.departed == nil {
      if member.role == role {
        return Decision(
          [],
          remark: member.joined
            ? "\(handle) is \(role.withArticle) here already."
            : "\(handle) was invited as \(role.withArticle) already; only the latest code is good.")
      }
      try context.paper.checkIsNotOnlyOwner(handle)
    }
    if member?.joined == true {
      return try context.decision(
        [admitted], "\(handle) is \(role.withArticle) here now", isDryRun: dryRun == true)
    }
    // Whoever was here before votes again from the moment they join.
    return try context.decision(
      [admitted], "When \(handle) joins", later: [MemberJoined(member: handle)], isDryRun: dryRun == true)
  }

  public func told(_ done: Done) -> Telling { Telling("\(handle) invited", next: "members") }
}
