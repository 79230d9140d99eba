public import CanonicalJSON
public import Scholarship

/// Writes a note on a passage or a thing.
public struct Annotate: Act {
  public var target: Topic
  public var body: String
  public var motivation: Motivation?
  public var tags: [String]?

  public init(target: Topic, body: String, motivation: Motivation? = nil, tags: [String]? = nil) {
    self.target = target
    self.body = body
    self.motivation = motivation
    self.tags = tags
  }

  /// Why a note is made where nothing is said of it.
  static let usualMotivation = Motivation.commenting

  public static let verb = VerbEntry(
    "annotate", "write a note on a passage or a thing",
    examples: [
      "annotate p12.3 -m \"Which edition?\" --motivation questioning",
      "annotate c1 --tag chronology -m \"The introduction has another date.\"",
    ])

  public static let shape = Shape(
    Annotate.init(target:body:motivation:tags:),
    Field("target", \.target, typed: .argument("TARGET", .target)),
    Field("body", \.body, .prose, typed: .message("the note, in Markdown")),
    Field(
      "motivation", \.motivation, assumed: usualMotivation,
      typed: .option("--motivation", placeholder: "M", summary: "why it is made (W3C Web Annotation)")),
    Field(
      "tags", \.tags, .prose,
      typed: .option("--tag", placeholder: "T", summary: "a tag; may be given again")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, tags) = (context.paper, tags ?? [])
    let target = try context.target(target)
    try paper.check(target)
    try Limits.check(body, is: "An annotation", atMost: Limits.body)
    guard tags.count <= Limits.tags else {
      throw Refusal(.refused, "An annotation takes at most \(Limits.tags) tags; this one has \(tags.count).")
    }
    for tag in tags { try Limits.check(tag, is: "A tag", atMost: Limits.tag) }
    let id = paper.next(.annotation)
    let event = AnnotationMade(
      annotation: id, target: target, motivation: motivation ?? Self.usualMotivation, body: body, tags: tags)
    return Decision([event], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(done.id) written\(done.place(on: target))", done.quote, next: "reply \(done.id)")
  }
}
