public import CanonicalJSON
public import Protocol
public import Scholarship

/// Makes someone a member, in a role, from the moment they join; or gives a member another role.
public struct Invite: Act {
  public var handle: Handle
  public var role: Role?
  /// Whether the code makes a member's credential anew, which they have lost.
  public var again: Bool?
  /// How long the code can be used.
  public var expires: Lifetime?
  /// Whether only to tell what another role would change.
  public var dryRun: Bool?

  public init(
    handle: Handle, role: Role? = nil, again: Bool? = nil, expires: Lifetime? = nil, dryRun: Bool? = nil
  ) {
    self.handle = handle
    self.role = role
    self.again = again
    self.expires = expires
    self.dryRun = dryRun
  }

  /// How long a code can be used where nothing is said.
  public static let usualLifetime = Lifetime(days: 14)

  /// The role where none is named.
  private static let usualRole = Role.scholar

  /// The role that it gives.
  public var givenRole: Role { role ?? Self.usualRole }

  public static let access = Access.members(.owner)

  public static let verb = VerbEntry(
    "invite", group: .people, "invite someone to the paper",
    examples: ["invite ada --role scholar", "invite ada --expires 2d", "invite ada --again"])

  public static let shape = Shape(
    Invite.init(handle:role:again:expires:dryRun:),
    Field("handle", \.handle, typed: .argument("HANDLE", .handle)),
    Field(
      "role", \.role, assumed: usualRole,
      typed: .option("--role", placeholder: "R", summary: "in which role")),
    Field(
      "again", \.again,
      typed: .option("--again", summary: "for a member whose credential is lost: the code makes it anew")),
    Field(
      "expires", \.expires, assumed: usualLifetime,
      typed: .option(
        "--expires", placeholder: "TIME", summary: "how long the code can be used, such as 12h or 30d")),
    Field("dryRun", \.dryRun, typed: .dryRun))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (role, admitted) = (givenRole, MemberAdmitted(member: handle, role: givenRole))
    let member = context.paper.members[handle]
    if again == true { return try renewal(of: member) }
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

  /// The paper stays as it is: only whose a credential is becomes another.
  private func renewal(of member: Member?) throws(Refusal) -> Decision {
    guard let member, member.departed == nil else {
      throw Refusal(.noSuchThing, "\(handle) is not a member of this paper. Invite them without --again.")
    }
    guard member.joined else {
      throw Refusal(.refused, "\(handle) has not joined yet. Without --again they get another code.")
    }
    if role != nil, role != member.role {
      throw Refusal(
        .refused, "--again leaves \(handle) \(member.role.withArticle). Give another role by itself.")
    }
    return Decision([], remark: "When the code is used, every credential that \(handle) has ends.")
  }

  public func told(_ done: Done) -> Telling { Telling("\(handle) invited", next: "members") }
}
