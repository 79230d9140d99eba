public import CanonicalJSON
public import Scholarship

/// Changes a note of one's own. The older text stays in its history.
public struct EditAnnotation: Act {
  public var id: OwnID
  public var body: String

  public init(id: OwnID, body: String) {
    self.id = id
    self.body = body
  }

  /// Of an annotation of the paper.
  public init(id: EntityID, body: String) { self.init(id: .thing(id), body: body) }

  public static let verb = VerbEntry(
    "edit", "change a note of yours; the older text stays in its history",
    examples: ["edit a1 -m \"Which edition, and which page?\""])

  public static let shape = Shape(
    { EditAnnotation(id: $0, body: $1) }, Field("id", \.id, typed: .argument("NOTE", .id(of: "a"))),
    Field("body", \.body, .prose, typed: .message("the new text, in Markdown")))

  public var touchesNotebook: Bool { id.memo != nil }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    switch id {
    case .thing(let id): try decide(id, in: context)
    case .memo(let id): try decide(id, in: context.notebook)
    }
  }

  private func decide(_ id: MemoID, in notebook: Notebook) throws(Refusal) -> Decision {
    let memo = try notebook.standing(id)
    try Limits.check(body, is: "An annotation", atMost: Limits.body)
    if memo.body == body { return Decision(id, remark: "\(id) says so already.") }
    return Decision(id, MemoEdited(memo: id, body: body))
  }

  private func decide(_ id: EntityID, in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .annotation)
    try paper.checkStands(id)
    guard paper.author(of: id) == context.person else {
      throw Refusal(.notAllowed, "\(id) is another's; reply to it instead: “reply \(id) -m TEXT”.")
    }
    try Limits.check(body, is: "An annotation", atMost: Limits.body)
    if paper.annotation(id)?.body == body {
      return Decision([], ids: [id], remark: "\(id) says so already.")
    }
    return Decision([AnnotationEdited(annotation: id, body: body)], ids: [id])
  }

  public func told(_ done: Done) -> Telling { Telling("\(id) edited", next: "show \(id)") }
}
