public import CanonicalJSON
public import Scholarship

/// Disputes a claim, a correction, a note or a passage.
public struct OpenDispute: Act {
  public var target: Topic
  public var body: String
  public var ground: Ground?

  public init(target: Topic, body: String, ground: Ground? = nil) {
    self.target = target
    self.body = body
    self.ground = ground
  }

  public static let verb = VerbEntry(
    "dispute", "dispute a claim, a correction, a note or a passage",
    examples: ["dispute c1 --ground date -m \"It cannot be before the seventh.\""])

  public static let shape = Shape(
    OpenDispute.init(target:body:ground:), Field("target", \.target, typed: .argument("TARGET", .target)),
    Field("body", \.body, .prose, typed: .message("your reasons, in Markdown")),
    Field("ground", \.ground, typed: .option("--ground", placeholder: "G", summary: "on what ground")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    let target = try context.target(target)
    try paper.check(target)
    if case .thing(let id) = target, id.kind == .dispute {
      throw Refusal(.refused, "\(id) is a dispute itself; argue in it: “argue \(id) against -m TEXT”.")
    }
    try Limits.check(body, is: "A dispute's reasons", atMost: Limits.body)
    let id = paper.next(.dispute)
    let event = DisputeOpened(
      dispute: id, target: target, ground: ground, body: body,
      wording: target.thing.flatMap { paper.claim($0)?.wordings.count })
    return Decision([event], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling(
      "\(done.id) opened\(done.place(on: target))", done.quote,
      next: "argue \(done.id) for|against, vote \(done.id) for|against")
  }
}
