public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Puts other words into a correction of one's own; it is then voted on anew. Or says of what class it is, or cites more
/// for it; then its votes stand.
public struct Amend: Act {
  public var id: EntityID
  /// The words that it is to propose from now on; `nil` where those stay.
  public var new: String?
  /// Why; needed for other words.
  public var reason: String?
  /// What sort of correction it is.
  public var `class`: CorrectionClass?
  /// References besides, in the scholar's words.
  public var cite: [String]?

  public init(
    id: EntityID, new: String? = nil, reason: String? = nil, class: CorrectionClass? = nil,
    cite: [String]? = nil
  ) {
    self.id = id
    self.new = new
    self.reason = reason
    self.class = `class`
    self.cite = cite
  }

  public static let verb = VerbEntry(
    "amend", "change a correction of yours; with other words it is voted on anew",
    examples: [
      "amend x1 \"the 8th of August\" -m \"The journal's style.\"",
      "amend x1 --class fact --cite \"Harbour register, fol. 12\"",
    ])

  public static let shape = Shape(
    Amend.init(id:new:reason:class:cite:),
    Field("id", \.id, typed: .argument("CORRECTION", .id(of: "x"))),
    Field("new", \.new, .prose, typed: .argument("NEW")),
    Field("reason", \.reason, .prose, typed: .message("the reason")),
    Field("class", \.class, typed: .option("--class", placeholder: "C", summary: "what sort of correction")),
    Field("cite", \.cite, .prose, typed: .cite))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction)
    try paper.checkStands(id)
    try paper.checkEdits(id)
    guard let correction = paper.correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    guard correction.ballot.proposer == context.person else {
      throw Refusal(
        .notAllowed, "\(id) is \(correction.ballot.proposer)'s; propose another reading with “correct”.")
    }
    try paper.checkDecision(on: id, context.person, "To amend it")
    try Limits.check(reason: reason)
    // What is cited already is not cited again, unless there is a reason to tell with it.
    let cited = new == nil && reason != nil ? [] : Set(correction.evidence)
    let evidence = try Limits.evidence(cite).filter { !cited.contains($0) }
    var events: [any EventPayload] = []
    if let new { events.append(try amended(to: new, correction, in: context)) }
    let isReclassed = `class` != nil && `class` != correction.class
    if isReclassed || !evidence.isEmpty {
      // Said once: with the words, where they change too.
      events.append(
        CorrectionDocumented(
          correction: id, class: isReclassed ? `class` : nil, evidence: evidence,
          reason: new == nil ? reason : nil))
    }
    if !events.isEmpty { return Decision(events, ids: [id]) }
    guard `class` != nil || cite?.isEmpty == false else {
      throw Refusal(
        .refused, "Say what to change: “amend \(id) NEW -m REASON”, “amend \(id) --class C”, “--cite REF”.")
    }
    return Decision(
      [], ids: [id], remark: cite == nil ? "\(id) is of that class already." : "\(id) has that already.")
  }

  private func amended(
    to new: String, _ correction: Correction, in context: ActContext
  ) throws(Refusal) -> CorrectionAmended {
    guard let reason else {
      throw Refusal(.refused, "Other words need a reason. Give it with -m TEXT.")
    }
    try context.paper.check(new, for: correction.anchor)
    if let standing = try context.correction(doing: new, at: correction.anchor.range) {
      throw Refusal(
        .refused,
        standing == id
          ? "\(id) says so already." : "\(standing) proposes that already: “vote \(standing) for”.")
    }
    return CorrectionAmended(correction: id, replacement: new, reason: reason)
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    // Words that come back may be decided already.
    let isOpen = done.status == "open"
    return Telling(
      new == nil ? "\(id) amended; its votes stand" : "\(id) amended, to be voted on anew",
      done.change + (isOpen ? "" : done.standing), next: isOpen ? "vote \(id) for|against" : "show \(id)")
  }
}
