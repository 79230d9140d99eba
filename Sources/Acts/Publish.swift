public import CanonicalJSON
public import Scholarship

/// Keeps the consensus as it stands under a name.
public struct Publish: Act {
  /// A text on one line, once in a paper.
  public var name: String

  public init(name: String) { self.name = name }

  public static let access = Access.members(.editor)

  public static let verb = VerbEntry(
    "publish", "keep the consensus as it stands as an edition with a name",
    examples: ["publish \"First reconciliation\""])

  public static let shape = Shape(
    Publish.init(name:), Field("name", \.name, .prose, typed: .argument("NAME")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    try Limits.check(name, is: "An edition's name", atMost: Limits.title, advice: "")
    guard !name.contains(where: \.isNewline) else {
      throw Refusal(.refused, "An edition's name stands on one line; this one has several.")
    }
    if let there = context.paper.edition(named: name) {
      throw Refusal(
        .refused,
        "“\(name)” was published already, by \(there.stamp.by) (@\(there.stamp.position)), and stays as it is. "
          + "Give this edition another name; “editions” lists those there are.")
    }
    try context.checkNothingIsBlind("An edition")
    guard let base = context.paper.identity?.base else {
      throw Refusal.noSuchPaper
    }
    return Decision([EditionPublished(name: name, base: base)])
  }

  public func told(_ done: Done) -> Telling {
    Telling("“\(name)” published", next: "editions, export FORMAT --edition \"\(name)\"")
  }
}
