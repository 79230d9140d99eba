public import CanonicalJSON
internal import Manuscript
internal import Protocol
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
    let paper = context.paper
    let anchor = try new.isEmpty ? context.deletion(of: address) : context.anchor(address)
    try paper.check(anchor)
    try paper.check(new, for: anchor)
    try context.checkStaysInCell(anchor, new)
    try Limits.check(reason, is: "A correction's reason", atMost: Limits.body)
    let evidence = try Limits.evidence(cite)
    if let standing = try context.correction(doing: new, at: anchor.range) {
      return try second(standing, evidence, in: context)
    }
    let id = paper.next(.correction)
    let event = CorrectionProposed(
      correction: id, anchor: anchor, replacement: new, class: `class`, reason: reason, evidence: evidence,
      origin: context.origin)
    return Decision([event], ids: [id])
  }

  /// The same edit twice would be two readings that say the same: it is support for the first, with a reason, a class and
  /// evidence of its own.
  private func second(
    _ id: EntityID, _ evidence: [Evidence], in context: ActContext
  ) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.checkVotes(on: id, context.person)
    guard let correction = paper.correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    // What is kept with a request holds no words: an erasure would not find them there.
    if adds(nothingTo: correction, evidence, by: context.person) {
      return Decision([], ids: [id], remark: "\(context.person) proposed that already, as \(id).")
    }
    let event = CorrectionSeconded(correction: id, reason: reason, class: `class`, evidence: evidence)
    let ruled = correction.ballot.ruling.map {
      " \($0.words(on: id)); that outweighs votes until one who rules lifts it: “lift \(id) -m …”."
    }
    return Decision(
      [event], ids: [id],
      remark: "That is proposed already, as \(id). This counts as a vote for it." + (ruled ?? ""))
  }

  /// Whether the person said the very same before, and is for it still.
  private func adds(nothingTo correction: Correction, _ evidence: [Evidence], by person: Handle) -> Bool {
    let ballot = correction.ballot
    if let held = ballot.votes[person], held.vote != .for { return false }
    if ballot.votes[person] != nil,
      correction.presentSeconds.contains(where: {
        $0.stamp.by == person && $0.reason == reason && $0.class == `class` && $0.evidence == evidence
      })
    {
      return true
    }
    return ballot.proposer == person && correction.reason == reason && correction.evidence == evidence
      && (`class` == nil || correction.class == `class`)
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling(
      "\(done.id) proposed\(done.place)\(quotesWords ? done.space : "")", done.change,
      next: done.receipt.remark == nil ? "vote \(done.id) for|against" : "show \(done.id)")
  }

  /// Whether the passage was named by its words: one that was counted out is taken as given.
  private var quotesWords: Bool {
    guard case .address(let text) = address else { return false }
    // It was read before: else there would be nothing to tell.
    do { return try Address(parsing: text).quotesWords } catch { return false }
  }
}
