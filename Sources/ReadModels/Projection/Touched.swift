internal import Consensus
internal import Scholarship

/// Which rows of a paper's read models a run of events leaves to be written again.
struct Touched {
  /// That words were erased, when and by whom.
  typealias Erasure = (erased: BodyErased, stamp: Stamp)

  /// Whether the paper's own row is among them.
  private(set) var paper = true
  private(set) var things: Set<EntityID> = []
  private(set) var members: Set<Handle> = []
  private(set) var erasures: [Erasure] = []
  /// The annotations that may have lost their tags.
  private(set) var untagged: Set<EntityID> = []
  /// The claims on which someone may hold no stance any more who held one.
  private(set) var restanced: Set<EntityID> = []

  init() {}

  /// Notes what an event touches; `paper` has it in.
  mutating func note(_ recorded: RecordedEvent, in paper: Paper) {
    let event = recorded.event.payload
    for subject in event.subjects { note(subject, in: paper) }
    members.formUnion(event.affectedMembers)
    if event is ActUndone || event is ActRedone {
      restanced.formUnion(event.subjects.filter { $0.kind == .claim })
    }
    guard let erased = event as? BodyErased else { return }
    erasures.append((erased, recorded.stamp))
    // What goes can be a title, or a correction that stood.
    for thing in paper.things(saidAt: erased.position) {
      note(thing, in: paper)
      if thing.kind == .annotation { untagged.insert(thing) }
    }
  }

  private mutating func note(_ id: EntityID, in paper: Paper) {
    things.insert(id)
    // How a dispute is decided decides how its claim stands.
    if let claim = paper.dispute(id)?.target.thing, claim.kind == .claim { things.insert(claim) }
  }

  /// Adds what is decided otherwise now than it was before; `paper` has all events in.
  ///
  /// - Parameter rebased: whether there is a new base, which everything is shown on.
  mutating func add(_ change: Reconciliation.Impact, rebased: Bool, in paper: Paper) {
    if rebased || change.everything {
      // How an annotation is shown depends on nothing but the base.
      things.formUnion(paper.ids(of: EntityKind.allCases.filter { rebased || $0 != .annotation }))
    } else {
      things.formUnion(change.claims + change.corrections)
    }
  }
}

extension Touched {
  /// All rows of a paper, in parts with so many things each at most.
  static func everything(in paper: Paper, erasures: [Erasure], atMost limit: Int) -> [Touched] {
    var first = Touched()
    first.members = Set(paper.members.keys)
    first.erasures = erasures
    let ids = paper.ids(of: EntityKind.allCases)
    return [first]
      + stride(from: 0, to: ids.count, by: limit).map { start in
        var part = Touched()
        part.paper = false
        part.things = Set(ids[start..<min(start + limit, ids.count)])
        return part
      }
  }
}

extension Paper {
  fileprivate func ids(of kinds: [EntityKind]) -> [EntityID] {
    kinds.flatMap { kind in (0..<count(of: kind)).map { EntityID(kind, $0 + 1) } }
  }
}
