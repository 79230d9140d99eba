public import CanonicalJSON
public import Scholarship

/// Puts a claim in other words. Stances taken before stay on the earlier wording.
public struct Reword: Act {
  public var id: EntityID
  public var statement: String

  public init(id: EntityID, statement: String) {
    self.id = id
    self.statement = statement
  }

  public static let verb = VerbEntry(
    "reword", "put a claim in other words", examples: ["reword c1 -m \"The bridge opened in August.\""])

  public static let shape = Shape(
    Reword.init(id:statement:), Field("id", \.id, typed: .argument("CLAIM", .id(of: "c"))),
    Field("statement", \.statement, .prose, typed: .message("the claim in your words")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .claim)
    try paper.checkStands(id)
    try paper.checkIsAuthor(of: id, context.person)
    try Limits.check(statement, is: "A claim's statement", atMost: Limits.statement)
    if paper.claim(id)?.statement == statement {
      return Decision([], ids: [id], remark: "\(id) is worded so already.")
    }
    return Decision([ClaimReworded(claim: id, statement: statement)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling(
      "\(done.id) reworded", "; stances taken before are on an earlier wording.", next: "show \(done.id)")
  }
}
