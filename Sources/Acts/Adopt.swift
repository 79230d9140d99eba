public import CanonicalJSON
internal import Manuscript
public import Scholarship

/// Takes over a correction that was withdrawn.
public struct Adopt: Act {
  public var id: EntityID

  public init(id: EntityID) { self.id = id }

  public static let verb = VerbEntry(
    "adopt", "take over a correction that was withdrawn", examples: ["adopt x1"])

  public static let shape = Shape(
    Adopt.init(id:), Field("id", \.id, typed: .argument("CORRECTION", .id(of: "x"))))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .correction)
    guard let correction = paper.correction(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    guard correction.withdrawn != nil else {
      throw Refusal(
        .refused, "\(id) stands; only a withdrawn correction can be adopted. “vote \(id) for” supports it.")
    }
    if correction.isErased {
      throw Refusal(
        .refused, "The words of \(id) were erased: there is nothing left to adopt. “history \(id)” says why.")
    }
    if paper.isPlaced(correction.anchor),
      let standing = try context.correction(doing: correction.replacement, at: correction.anchor.range)
    {
      throw Refusal(.refused, "\(standing) proposes the same and stands: “vote \(standing) for”.")
    }
    return Decision([CorrectionAdopted(correction: id)], ids: [id])
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    Telling("\(id) adopted by \(done.who)", done.change, next: "vote \(id) for|against")
  }
}
