public import CanonicalJSON
internal import Manuscript
internal import Protocol
public import Scholarship

/// Says where a thing belongs whose place in the present base was not found.
public struct Reanchor: Act {
  public var id: OwnID
  public var address: Place
  public var reason: String?

  public init(id: OwnID, address: Place, reason: String? = nil) {
    self.id = id
    self.address = address
    self.reason = reason
  }

  /// Of a thing of the paper.
  public init(id: EntityID, address: Place, reason: String? = nil) {
    self.init(id: .thing(id), address: address, reason: reason)
  }

  public static let verb = VerbEntry(
    "reanchor",
    "say where a thing belongs that lost its place when a new base came in; orphans lists them",
    examples: ["reanchor c1 p12.3", "reanchor x2 \"p3.2:1 August\" -m \"The note moved up.\""])

  public static let shape = Shape(
    { Reanchor(id: $0, address: $1, reason: $2) }, Field("id", \.id, typed: .argument("ID", .id(of: "cadx"))),
    Field("address", \.address, typed: .argument("ADDR", .address)),
    Field("reason", \.reason, .prose, typed: .message("your reason")))

  public var touchesNotebook: Bool { id.memo != nil }

  public func decide(in context: ActContext) throws(Refusal) -> Decision {
    let anchor = try context.anchor(address)
    switch id {
    case .thing(let id): return try decide(id, anchor, in: context)
    case .memo(let id): return try decide(id, anchor, in: context)
    }
  }

  private func decide(_ id: MemoID, _ anchor: Anchor, in context: ActContext) throws(Refusal) -> Decision {
    let memo = try context.notebook.standing(id)
    guard memo.lost != nil else {
      throw Self.isNotLost("\(id)", isOnPassage: memo.target.passage != nil)
    }
    try Limits.check(reason: reason)
    try context.paper.check(anchor)
    return Decision(id, MemoReanchored(memo: id, anchor: anchor, reason: reason))
  }

  private func decide(_ id: EntityID, _ anchor: Anchor, in context: ActContext) throws(Refusal) -> Decision {
    let paper = context.paper
    try paper.check(id, isOneOf: .claim, .annotation, .dispute, .correction)
    try paper.checkStands(id)
    guard let name = paper.lostAnchor(of: id)?.name else {
      throw Self.isNotLost("\(id)", isOnPassage: !paper.anchors(of: id).isEmpty)
    }
    if paper.author(of: id) != context.person, try context.role < .editor {
      let author = paper.author(of: id).map { "\($0)'s" } ?? "another's"
      throw Refusal(.notAllowed, "\(id) is \(author): they or an editor can say where it belongs.")
    }
    try Limits.check(reason: reason)
    try paper.check(anchor)
    if id.kind == .claim { try paper.checkHasWords(anchor) }
    var event = ThingReanchored(thing: id, index: name.index, anchor: anchor, reason: reason)
    if let correction = paper.correction(id) {
      // At a place that has the replacement already, there is nothing left to correct.
      if anchor.quote.utf8.elementsEqual(correction.replacement.utf8) {
        event.incorporated = true
      } else {
        try paper.check(correction.replacement, for: anchor)
        try context.checkStaysInCell(anchor, correction.replacement)
        // On the same words it is the same question; on others the ballot starts anew.
        if !anchor.quote.utf8.elementsEqual(correction.old.utf8) {
          try paper.checkDecision(on: id, context.person, "To place it on other words")
        }
        if let other = try context.correction(doing: correction.replacement, at: anchor.range) {
          throw Refusal(
            .refused, "\(other) proposes that there: “vote \(other) for”, and “withdraw \(id)”.")
        }
      }
    }
    return Decision([event], ids: [id])
  }

  private static func isNotLost(_ id: String, isOnPassage: Bool) -> Refusal {
    Refusal(
      .refused,
      isOnPassage
        ? "\(id) has its place in the text." : "\(id) is not about a passage, but about another thing.")
  }

  public static let tellsOfThing = true

  public func told(_ done: Done) -> Telling {
    guard case .correction(let item) = done.thing else {
      return Telling("\(id) stands\(done.place)", done.quote, next: "show \(id), orphans")
    }
    if item.status == "incorporated" {
      return Telling(
        "\(id) has its place again\(done.place), where the text has what it proposes", next: "orphans")
    }
    return Telling("\(id) stands\(done.place)", done.change, next: "vote \(id) for|against, orphans")
  }
}
