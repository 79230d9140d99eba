public import CanonicalJSON

/// A claim, annotation, dispute or correction was withdrawn; its history stays readable.
public struct ThingWithdrawn: Hashable, Sendable {
  public var thing: EntityID
  public var reason: String?

  public init(thing: EntityID, reason: String?) {
    self.thing = thing
    self.reason = reason
  }
}

extension ThingWithdrawn: EventRecord {
  public static let type = "thing.withdrawn"
  public static let noun = "the withdrawal of"
  public static let shape = Shape(
    ThingWithdrawn.init, Field("thing", \.thing), Field("reason", \.reason, .prose))

  public var subjects: [EntityID] { [thing] }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    .withdrew(thing, paper.withdrawal(of: thing))
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    let withdrawal = Withdrawal(reason: reason, stamp: stamp)
    switch thing.kind {
    case .claim: paper.claims[thing.index].withdrawn = withdrawal
    case .annotation: paper.annotations[thing.index].withdrawn = withdrawal
    case .dispute: paper.disputes[thing.index].withdrawn = withdrawal
    case .correction:
      paper.corrections[thing.index].withdrawn = withdrawal
      paper.forgetStandingEdit(thing)
    }
  }
  public var words: String? { reason }
  public var summary: String { "withdrew \(thing)" + because(reason) }
}

/// Someone took over a claim, an annotation or a dispute that stands and whose author left. Corrections have an event of
/// their own for it.
public struct ThingAdopted: Hashable, Sendable {
  public var thing: EntityID

  public init(thing: EntityID) { self.thing = thing }
}

extension ThingAdopted: EventRecord {
  public static let type = "thing.adopted"
  public static let noun = "the adoption of"
  public static let shape = Shape(ThingAdopted.init(thing:), Field("thing", \.thing))

  public var subjects: [EntityID] { [thing] }
  public func fits(_ paper: Paper) -> Bool { paper.has(thing) && thing.kind != .correction }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? {
    switch thing.kind {
    case .claim: .adoption(thing, paper.claim(thing)?.adoption)
    case .annotation: .adoption(thing, paper.annotation(thing)?.adoption)
    case .dispute: paper.dispute(thing).map { .question(thing, $0.ballot, $0.adoption) }
    case .correction: nil
    }
  }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) {
    switch thing.kind {
    case .claim: paper.claims[thing.index].adoption = stamp
    case .annotation: paper.annotations[thing.index].adoption = stamp
    case .dispute:
      paper.disputes[thing.index].adoption = stamp
      paper.disputes[thing.index].ballot.startAnew(at: stamp.position, proposer: stamp.by)
    case .correction: break
    }
  }
  public var summary: String { "adopted \(thing)" }
}
