public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Proposes other words for a passage. At a point they are an insertion; no words at all are a deletion.
public struct Correct: Act {
  public var address: Place
  /// What is to stand there; empty for a deletion.
  public var new: String
  public var reason: String
  /// What sort of correction it is.
  public var `class`: CorrectionClass?
  /// References, in the scholar's words.
  public var cite: [String]?

  public init(
    address: Place, new: String, reason: String, class: CorrectionClass? = nil, cite: [String]? = nil
  ) {
    self.address = address
    self.new = new
    self.reason = reason
    self.class = `class`
    self.cite = cite
  }

  public static let verb = VerbEntry(
    "correct", "propose other words for a passage",
    examples: [
      "correct \"p3.2:1 August\" \"8 August\" --class fact -m \"As in the first paragraph.\"",
      "correct p3.2/10+0 \"not \" -m \"A word is missing.\"",
      "correct p3.2:very \"\" -m \"Nothing is lost without it.\"",
    ])

  public static let shape = Shape(
    Correct.init(address:new:reason:class:cite:),
    Field("address", \.address, typed: .argument("ADDR", .address)),
    Field("new", \.new, .prose, typed: .argument("NEW")),
    Field("reason", \.reason, .prose, typed: .message("the reason")),
    Field(
      "class", \.class, typed: .option("--class", placeholder: "C", summary: "what sort of correction")),
    Field("cite", \.cite, .prose, typed: .cite))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, anchor) = (context.paper, try context.anchor(address))
    try paper.check(anchor)
    try paper.check(new, for: anchor)
    try Limits.check(reason, is: "A correction's reason", atMost: Limits.body)
    let evidence = try Limits.evidence(cite)
    // The same edit twice would be two readings that say the same: it is support for the first.
    if let standing = paper.standingEdit(anchor.range, new) {
      var decision = try CastVote(id: standing, vote: .for, reason: reason).decide(in: context)
      decision.remark = "That is proposed already, as \(standing); this counts as a vote for it."
      return decision
    }
    let id = paper.next(.correction)
    let event = CorrectionProposed(
      correction: id, anchor: anchor, replacement: new, class: `class`, reason: reason, evidence: evidence)
    return Decision([event], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(done.id) proposed\(done.place)", done.change, next: "vote \(done.id) for|against")
  }
}
