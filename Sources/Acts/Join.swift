public import Scholarship

/// Joins on an invitation, oneself.
public struct Join: Deciding {
  public init() {}

  public static let access = Access.newcomers

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let person = context.person
    guard let member = context.paper.members[person], member.departed == nil else {
      throw Refusal(
        .notAllowed, "There is no invitation for \(person) here. Ask an owner of the paper for one.")
    }
    if member.joined { return Decision([], remark: "\(person) is a member already.") }
    return try context.decision([MemberJoined(member: person)], "\(person) is back", isDryRun: false)
  }
}
