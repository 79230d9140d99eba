public import Scholarship

/// Brings a paper in. Whoever does it owns it.
public struct ImportPaper: Deciding {
  public var paper: PaperImported

  public init(_ paper: PaperImported) { self.paper = paper }

  public static let access = Access.anyone

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    if let removal = context.paper.removal {
      throw Refusal(
        .refused,
        "There was another paper of this name, which was removed (@\(removal.position)). Its record stays in the log under "
          + "the name, so give this one another with --slug.")
    }
    if let identity = context.paper.identity {
      guard identity.base == paper.base else {
        throw Refusal(
          .refused,
          "There is a paper “\(identity.slug)” already, of another text. Give this one another name with --slug."
        )
      }
      return Decision([], remark: "This very text is here already, as “\(identity.slug)”.")
    }
    try Limits.check(paper.title, is: "A title", atMost: Limits.title, advice: " Give one with --title.")
    let person = context.person
    return Decision([
      paper, MemberAdmitted(member: person, role: .owner),
      MemberJoined(member: person),
    ])
  }
}
