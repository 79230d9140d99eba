public import CanonicalJSON
public import Scholarship

/// Removes the paper from everyone's view, for good. Its events stay in the log, where an erasure can empty them.
public struct RemovePaper: Act {
  public var reason: String
  /// Whether it is meant: without it, only what would go is told.
  public var sure: Bool?

  public init(reason: String, sure: Bool? = nil) {
    self.reason = reason
    self.sure = sure
  }

  public static let access = Access.members(.owner)

  public static let verb = VerbEntry(
    "remove-paper", group: .people,
    "remove the paper, with all that was said of it, from everyone's view, for good",
    examples: ["remove-paper -m \"Brought in by mistake.\" --yes"])

  public static let shape = Shape(
    RemovePaper.init(reason:sure:), Field("reason", \.reason, .prose, typed: .message("the reason")),
    Field("sure", \.sure, typed: .option("--yes", summary: "do it; without it, what would go is told")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try Limits.check(reason, is: "A reason", atMost: Limits.body)
    let paper = context.paper
    guard sure == true else {
      let members = paper.members.values.count { $0.joined }
      throw Refusal(
        .refused,
        "That would take “\(paper.identity?.title ?? "")” from its \(members) \(members == 1 ? "member" : "members") for "
          + "good, with all that was said of it: nobody could read or export it any more, and its name would stay taken. "
          + "Export first what is to be kept. To do it all the same: remove-paper -m … --yes")
    }
    return Decision([PaperRemoved(members: paper.members.keys.sorted(), reason: reason)])
  }

  public func told(_ done: Done) -> Telling { Telling("The paper is removed", next: "papers") }
}
