public import CanonicalJSON
public import Scholarship

/// Takes a stance on a claim: `agree`, `disagree`, `qualify`, `unsure` or `recuse`.
public struct Stand<Position: StancePosition>: JudgesWords {
  public var id: EntityID
  public var reason: String?
  /// From 1, a guess, to 5, certain.
  public var confidence: Int?
  public var shown: Int64?

  public init(
    id: EntityID, reason: String? = nil, confidence: Int? = nil, shown: Int64? = nil
  ) {
    self.id = id
    self.reason = reason
    self.confidence = confidence
    self.shown = shown
  }

  public static var verb: VerbEntry {
    VerbEntry(Position.stance.rawValue, Position.summary, examples: Position.examples)
  }

  public static var shape: Shape<Stand<Position>> {
    Shape(
      Stand.init(id:reason:confidence:shown:), Field("id", \.id, typed: .argument("CLAIM", .id(of: "c"))),
      Field("reason", \.reason, .prose, typed: Position.reason),
      Field(
        "confidence", \.confidence, in: 1...5,
        typed: .option("--confidence", placeholder: "1..5", summary: "from a guess, 1, to certain, 5")),
      Field("shown", \.shown, in: 0...Int64.max, typed: .shown))
  }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let (paper, stance) = (context.paper, Position.stance)
    try paper.check(id, isOneOf: .claim)
    try paper.checkStands(id)
    try Limits.check(reason: reason)
    try paper.checkShown(self, to: context.person)
    if let confidence, !(1...5).contains(confidence) {
      throw Refusal(.refused, "Confidence goes from 1 (a guess) to 5 (certain).")
    }
    guard let claim = paper.claim(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    if stance == .qualify, reason == nil {
      throw Refusal(.refused, "To qualify a claim, say how: “qualify \(id) -m TEXT”.")
    }
    var event = StanceTaken(
      claim: id, wording: claim.wordings.count, stance: stance, reason: reason, confidence: confidence)
    if let held = claim.stances[context.person], held.stance == stance,
      claim.stands(inWording: held.wording)
    {
      // What is not said again stays as it was said.
      event.reason = reason ?? held.reason
      event.confidence = confidence ?? held.confidence
      if held.reason == event.reason, held.confidence == event.confidence {
        return Decision([], ids: [id], remark: "That is \(context.person)'s stance on \(id) already.")
      }
    }
    return Decision([event], ids: [id])
  }

  public static var tellsOfThing: Bool { true }

  public func told(_ done: Done) -> Telling {
    Telling(
      done.deed(Position.deed, on: "\(id)") ?? "Stance on \(id): \(Position.stance.rawValue)",
      done.words + done.standing,
      next: "show \(id)")
  }
}

/// One of the stances there are, and how it is put in words.
public protocol StancePosition: Hashable, Sendable {
  /// The stance in the domain's word.
  static var stance: Stance { get }
  /// What taking it does, in a line.
  static var summary: String { get }
  /// Commands that can be typed as they stand.
  static var examples: [String] { get }
  /// How the reason is typed.
  static var reason: Typing { get }
  /// What someone does who takes it, before the claim's id.
  static var deed: String { get }
}

extension StancePosition {
  public static var reason: Typing { .message("your reason") }
}

/// The claim holds.
public enum Agree: StancePosition {
  public static let stance = Stance.agree
  public static let summary = "agree with a claim"
  public static let examples = ["agree c1", "agree c1 --confidence 4"]
  public static let deed = "agrees with"
}

/// The claim does not hold.
public enum Disagree: StancePosition {
  public static let stance = Stance.disagree
  public static let summary = "disagree with a claim"
  public static let examples = ["disagree c1 -m \"Contradicted by the first paragraph.\""]
  public static let deed = "disagrees with"
}

/// The claim holds under a condition, which the reason says.
public enum Qualify: StancePosition {
  public static let stance = Stance.qualify
  public static let summary = "agree with a claim under a condition"
  public static let examples = ["qualify c1 -m \"Only in the north.\""]
  public static let reason = Typing.message("the condition", isRequired: true)
  public static let deed = "qualifies"
}

/// Who says so cannot tell.
public enum Unsure: StancePosition {
  public static let stance = Stance.unsure
  public static let summary = "say that you cannot tell"
  public static let examples = ["unsure c1"]
  public static let deed = "is unsure of"
}

/// Who says so stands aside, and is not counted.
public enum Recuse: StancePosition {
  public static let stance = Stance.recuse
  public static let summary = "stand aside from a claim"
  public static let examples = ["recuse c1 -m \"I wrote the source.\""]
  public static let deed = "recuses from"
}
