public import CanonicalJSON
public import Scholarship

/// Writes a note on a passage or a thing.
public struct Annotate: Act {
  public var target: Topic
  public var body: String
  public var motivation: Motivation?
  public var tags: [String]?
  /// Whether nobody else is to see it.
  public var `private`: Bool?

  public init(
    target: Topic, body: String, motivation: Motivation? = nil, tags: [String]? = nil, private: Bool? = nil
  ) {
    self.target = target
    self.body = body
    self.motivation = motivation
    self.tags = tags
    self.private = `private`
  }

  /// Why a note is made where nothing is said of it.
  static let usualMotivation = Motivation.commenting

  public static let verb = VerbEntry(
    "annotate", "write a note on a passage or a thing",
    examples: [
      "annotate p12.3 -m \"Which edition?\" --motivation questioning",
      "annotate c1 --tag chronology -m \"The introduction has another date.\"",
      "annotate p3 --private -m \"Ask about this in the interview.\"",
    ])

  public static let shape = Shape(
    Annotate.init(target:body:motivation:tags:private:),
    Field("target", \.target, typed: .argument("TARGET", .target)),
    Field("body", \.body, .prose, typed: .message("the note, in Markdown")),
    Field(
      "motivation", \.motivation, assumed: usualMotivation,
      typed: .option("--motivation", placeholder: "M", summary: "why it is made (W3C Web Annotation)")),
    Field(
      "tags", \.tags, .prose,
      typed: .option("--tag", placeholder: "T", summary: "a tag; may be given again")),
    Field("private", \.private, typed: .option("--private", summary: "only you see it, until you share it")))

  public var touchesNotebook: Bool { `private` == true }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, tags) = (context.paper, tags ?? [])
    let target = try context.target(target)
    try paper.check(target)
    // What others marked without a word is a highlight; one types none by mistake alone.
    let isMark = context.origin != nil && body.isEmpty && (motivation == .highlighting || !tags.isEmpty)
    if !isMark { try Limits.check(body, is: "An annotation", atMost: Limits.body) }
    guard tags.count <= Limits.tags else {
      throw Refusal(.refused, "An annotation takes at most \(Limits.tags) tags; this one has \(tags.count).")
    }
    for tag in tags { try Limits.check(tag, is: "A tag", atMost: Limits.tag, advice: "") }
    if touchesNotebook {
      let memo = context.notebook.next
      let made = MemoMade(
        memo: memo, target: target, motivation: motivation ?? Self.usualMotivation, body: body, tags: tags)
      return Decision(memo, made)
    }
    let id = paper.next(.annotation)
    let event = AnnotationMade(
      annotation: id, target: target, motivation: motivation ?? Self.usualMotivation, body: body, tags: tags,
      origin: context.origin)
    return Decision([event], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    let what = "\(done.id) written\(done.place(on: target))"
    return touchesNotebook
      ? Telling("\(what), for you alone", done.quote, next: "share \(done.id)")
      : Telling(what, done.quote, next: "reply \(done.id)")
  }
}
