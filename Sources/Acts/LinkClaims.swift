public import CanonicalJSON
public import Scholarship

/// Says how one claim bears on another.
public struct LinkClaims: Act {
  public var id: EntityID
  public var relation: ClaimRelation
  /// The claim that it bears on.
  public var other: EntityID

  public init(id: EntityID, relation: ClaimRelation, other: EntityID) {
    self.id = id
    self.relation = relation
    self.other = other
  }

  public static let verb = VerbEntry(
    "link", "say how one claim bears on another", examples: ["link c1 contradicts c2"])

  public static let shape = Shape(
    LinkClaims.init(id:relation:other:), Field("id", \.id, typed: .argument("CLAIM", .id(of: "c"))),
    Field("relation", \.relation, typed: .argument("RELATION")),
    Field("other", \.other, typed: .argument("CLAIM", .id(of: "c"))))

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    for claim in [id, other] {
      try paper.check(claim, isOneOf: .claim)
      try paper.checkStands(claim)
    }
    guard id != other else { throw Refusal(.refused, "A claim cannot be linked to itself.") }
    if paper.claim(id)?.links.contains(where: { $0.relation == relation && $0.other == other }) == true {
      return Decision([], ids: [id], remark: "\(id) \(relation.rawValue) \(other) already.")
    }
    return Decision([ClaimLinked(claim: id, relation: relation, other: other)], ids: [id])
  }

  public func told(_ done: Done) -> Telling {
    Telling("\(id) \(relation.rawValue) \(other)", next: "show \(id)")
  }
}
