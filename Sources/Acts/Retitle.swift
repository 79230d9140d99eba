public import Scholarship

/// Gives a paper another title. It is asked for by importing the same text again with a title.
public struct Retitle: Deciding {
  public var title: String

  public init(_ title: String) { self.title = title }

  public static let access = Access.members(.owner)

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try Limits.check(title, is: "A title", atMost: Limits.title, advice: " Give one with --title.")
    if title == context.paper.identity?.title { return Decision([], remark: "That is its title already.") }
    return Decision([PaperRetitled(title: title)])
  }
}
