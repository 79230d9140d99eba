public import CanonicalJSON
public import Scholarship

/// Argues for or against what a dispute says.
public struct Argue: Act {
  public var id: EntityID
  public var side: Side
  public var body: String
  /// References, in the scholar's words.
  public var cite: [String]?

  public init(id: EntityID, side: Side, body: String, cite: [String]? = nil) {
    self.id = id
    self.side = side
    self.body = body
    self.cite = cite
  }

  public static let verb = VerbEntry(
    "argue", "argue for or against what a dispute says",
    examples: ["argue d1 for -m \"The opening dates it to the eighth.\" --cite \"first paragraph\""])

  public static let shape = Shape(
    Argue.init(id:side:body:cite:), Field("id", \.id, typed: .argument("DISPUTE", .id(of: "d"))),
    Field("side", \.side, typed: .argument()),
    Field("body", \.body, .prose, typed: .message("the argument, in Markdown")),
    Field("cite", \.cite, .prose, typed: .cite))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .dispute)
    try paper.checkStands(id)
    try Limits.check(body, is: "An argument", atMost: Limits.body)
    let evidence = try Limits.evidence(cite)
    return Decision(
      [DisputeArgued(dispute: id, side: side, body: body, evidence: evidence)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling("Argument \(side.rawValue) \(id) recorded", next: "vote \(id) for|against")
  }
}

extension Typing {
  /// References, each with `--cite`.
  static let cite = Typing.option("--cite", placeholder: "REF", summary: "a reference; may be given again")
}
