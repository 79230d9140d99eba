public import CanonicalJSON
public import Scholarship

/// Decides a correction or a dispute in place of its ballot.
public struct Rule: JudgesWords {
  public var id: EntityID
  public var verdict: Verdict
  public var reason: String
  public var shown: Int64?

  public init(id: EntityID, verdict: Verdict, reason: String, shown: Int64? = nil) {
    self.id = id
    self.verdict = verdict
    self.reason = reason
    self.shown = shown
  }

  public static let verb = VerbEntry(
    "rule", "decide a correction or a dispute as an editor",
    examples: ["rule d1 accept -m \"The internal evidence is decisive.\""])

  public static let shape = Shape(
    Rule.init(id:verdict:reason:shown:), Field("id", \.id, typed: .argument("ID", .id(of: "xd"))),
    Field("verdict", \.verdict, typed: .argument()),
    Field("reason", \.reason, .prose, typed: .message("the reason")),
    Field("shown", \.shown, in: 0...Int64.max, typed: .shown))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction, .dispute)
    try paper.checkStands(id)
    try paper.checkEdits(id)
    try paper.checkRules(on: id, context.person, "To rule")
    try paper.checkShown(self, to: context.person)
    try Limits.check(reason, is: "A ruling's reason", atMost: Limits.body)
    if let ruling = paper.ballot(on: id)?.ruling, ruling.settled == nil, ruling.stamp.by == context.person,
      ruling.verdict == verdict, ruling.reason == reason, paper.decides(ruling, id)
    {
      return Decision([], ids: [id], remark: "\(ruling.words(on: id)), for that reason already.")
    }
    return Decision([RulingMade(subject: id, verdict: verdict, reason: reason)], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(id) ruled: \(verdict.rawValue)", done.words + done.standing, next: "show \(id), consensus")
  }
}
