public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Takes over a correction that was withdrawn, or a thing that stands and whose author left.
public struct Adopt: Act {
  public var id: EntityID

  public init(id: EntityID) { self.id = id }

  public static let verb = VerbEntry(
    "adopt", "take over a correction that was withdrawn, or what someone left who is gone",
    examples: ["adopt x1"])

  public static let shape = Shape(
    Adopt.init(id:), Field("id", \.id, typed: .argument("ID", .id(of: "cadx"))))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .claim, .annotation, .dispute, .correction)
    if id.kind != .correction { try paper.checkStands(id) }
    if paper.withdrawal(of: id) == nil { try checkIsLeftBehind(in: paper) }
    try paper.checkDecision(on: id, context.person, "To adopt it")
    guard let correction = paper.correction(id) else { return Decision([ThingAdopted(thing: id)], ids: [id]) }
    if correction.isErased {
      throw Refusal(
        .refused, "The words of \(id) were erased: there is nothing left to adopt. “history \(id)” says why.")
    }
    if correction.withdrawn != nil, paper.isPlaced(correction.anchor),
      let standing = try context.correction(doing: correction.replacement, at: correction.anchor.range)
    {
      throw Refusal(.refused, "\(standing) proposes the same and stands: “vote \(standing) for”.")
    }
    return Decision([CorrectionAdopted(correction: id)], ids: [id])
  }

  /// Refuses what stands and is of someone who is here.
  private func checkIsLeftBehind(in paper: Paper) throws(Refusal) {
    guard let author = paper.author(of: id), paper.members[author]?.departed == nil else { return }
    let advice =
      switch id.kind {
      case .claim: "“agree \(id)” supports it"
      case .annotation: "“reply \(id) -m …” answers it"
      case .dispute, .correction: "“vote \(id) for” supports it"
      }
    throw Refusal(
      .refused,
      "\(id) stands, and \(author) is here: a withdrawn correction can be adopted, and what someone left who is gone. "
        + "\(advice).")
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(id) adopted by \(done.who)", done.change, next: "show \(id)")
  }
}
