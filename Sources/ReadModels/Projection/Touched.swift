internal import Consensus
internal import Scholarship

/// Which rows of a paper's read models a run of events leaves to be written again.
struct Touched {
  /// That words were erased, when and by whom.
  typealias Erasure = (erased: BodyErased, stamp: Stamp)

  /// Whether the paper's own row is among them.
  private(set) var paper = true
  private(set) var claims: Set<Int> = []
  private(set) var annotations: Set<Int> = []
  private(set) var disputes: Set<Int> = []
  private(set) var corrections: Set<Int> = []
  private(set) var members: Set<Handle> = []
  private(set) var erasures: [Erasure] = []
  /// The annotations that may have lost their tags.
  private(set) var untagged: Set<Int> = []
  /// Whether something happened that can change how anything is decided.
  private(set) var everything = false
  /// Whether there is a new base, which everything is shown on.
  private(set) var rebased = false

  init() {}

  /// Notes what an event touches; `paper` has it in.
  mutating func note(_ recorded: RecordedEvent, in paper: Paper) {
    let event = recorded.event
    for subject in event.subjects { note(subject, in: paper) }
    switch event {
    case .paperImported: everything = true
    case .policySet, .memberJoined: everything = true
    case .baseImported: (everything, rebased) = (true, true)
    case .memberAdmitted(let event):
      members.insert(event.member)
      everything = true
    case .bodyErased(let event):
      erasures.append((event, recorded.stamp))
      // What goes can be a title, or a correction that stood.
      for thing in paper.things(saidAt: event.position) {
        note(thing, in: paper)
        if thing.kind == .annotation { untagged.insert(thing.number) }
      }
    default: break
    }
    if case .memberJoined(let event) = event { members.insert(event.member) }
  }

  private mutating func note(_ id: EntityID, in paper: Paper) {
    switch id.kind {
    case .claim: claims.insert(id.number)
    case .annotation: annotations.insert(id.number)
    case .dispute:
      disputes.insert(id.number)
      // How a dispute is decided decides how its claim stands.
      if let claim = paper.dispute(id)?.target.thing, claim.kind == .claim { claims.insert(claim.number) }
    case .correction: corrections.insert(id.number)
    }
  }

  /// Adds what is decided otherwise now than it was before; `paper` has all events in.
  mutating func add(_ change: Reconciliation.Change, in paper: Paper) {
    if rebased { annotations.formUnion(paper.annotations.map(\.id.number)) }
    if everything {
      claims.formUnion(paper.claims.map(\.id.number))
      disputes.formUnion(paper.disputes.map(\.id.number))
      corrections.formUnion(paper.corrections.map(\.id.number))
    } else {
      claims.formUnion(change.claims.map(\.number))
      corrections.formUnion(change.corrections.map(\.number))
    }
  }
}

extension Touched {
  /// All rows of a paper, in parts with so many things each at most.
  static func everything(in paper: Paper, erasures: [Erasure], atMost limit: Int) -> [Touched] {
    var first = Touched()
    first.members = Set(paper.members.keys)
    first.erasures = erasures
    func parts(_ count: Int, _ things: WritableKeyPath<Touched, Set<Int>>) -> [Touched] {
      stride(from: 0, to: count, by: limit).map { start in
        var part = Touched()
        part.paper = false
        part[keyPath: things] = Set(start + 1...min(start + limit, count))
        return part
      }
    }
    return [first] + parts(paper.claims.count, \.claims) + parts(paper.annotations.count, \.annotations)
      + parts(paper.disputes.count, \.disputes) + parts(paper.corrections.count, \.corrections)
  }
}
