public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Marks what a passage claims, in the scholar's own words.
public struct RegisterClaim: Act {
  /// The passages that make the claim.
  public var places: Places
  public var statement: String
  /// What sort of thing is claimed.
  public var kind: ClaimKind?

  public init(places: Places, statement: String, kind: ClaimKind? = nil) {
    self.places = places
    self.statement = statement
    self.kind = kind
  }

  /// A claim that one passage makes.
  public init(address: Place, statement: String, kind: ClaimKind? = nil) {
    self.init(places: Places(all: [address]), statement: statement, kind: kind)
  }

  public static let verb = VerbEntry(
    "claim", "mark what a passage claims, in your words",
    examples: [
      "claim p31.2 --kind date -m \"The bridge opened on 1 August.\"",
      "claim \"the bridge was closed\" -m \"Nobody crossed that year.\"",
      "claim p3.1 p5.2 -m \"Both say that it was closed.\"",
    ])

  public static let shape = Shape(
    RegisterClaim.init(places:statement:kind:),
    Field("address", \.places, typed: .argument("ADDR", .address)),
    Field("statement", \.statement, .prose, typed: .message("the claim in your words")),
    Field(
      "kind", \.kind, typed: .option("--kind", placeholder: "K", summary: "what sort of thing is claimed")))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try Limits.check(statement, is: "A claim's statement", atMost: Limits.statement)
    var anchors: [Anchor] = []
    for place in places.all {
      for anchor in try context.anchors(place) where !anchors.contains(anchor) { anchors.append(anchor) }
    }
    guard anchors.count <= Limits.passages else {
      throw Refusal(
        .refused, "A claim takes at most \(Limits.passages) passages; this one has \(anchors.count).")
    }
    guard !anchors.isEmpty else { throw Refusal(.refused, "A claim needs a passage that it is about.") }
    for anchor in anchors {
      try paper.check(anchor)
      try paper.checkHasWords(anchor)
    }
    let id = paper.next(.claim)
    let event = ClaimRegistered(
      claim: id, anchors: anchors, statement: statement, kind: kind, origin: context.origin)
    return Decision([event], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling(
      "\(done.id) registered\(done.place)", done.quote,
      next: "agree \(done.id), disagree \(done.id), dispute \(done.id)")
  }
}
