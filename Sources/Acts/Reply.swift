public import CanonicalJSON
public import Scholarship

/// Answers a note with another.
public struct Reply: Act {
  public var id: EntityID
  public var body: String

  public init(id: EntityID, body: String) {
    self.id = id
    self.body = body
  }

  public static let verb = VerbEntry(
    "reply", "answer a note", examples: ["reply a1 -m \"The second, of 1999.\""])

  public static let shape = Shape(
    Reply.init(id:body:), Field("id", \.id, typed: .argument("NOTE", .id(of: "a"))),
    Field("body", \.body, .prose, typed: .message("the answer, in Markdown")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    guard id.kind == .annotation else {
      throw Refusal(
        .refused, "A reply goes to an annotation; \(id) is not one. “annotate \(id) -m …” fits.")
    }
    return try Annotate(target: .target(.thing(id)), body: body, motivation: .replying).decide(in: context)
  }

  public func told(_ done: Done) -> Telling {
    Telling("\(done.id) written, a reply to \(id)", next: "show \(id)")
  }
}
