import ActSupport
import Acts
import Consensus
import Manuscript
import Protocol
import Rendering
import Scholarship
import Views

/// The editor edd with ada, bel and cyd at work on one paper, and the reader rea, who looks on.
struct Study {
  private(set) var document: Document
  private(set) var paper = Paper.initial
  private(set) var events: [RecordedEvent] = []
  /// The paper at each position, from 1.
  private(set) var past: [PaperState] = []

  static let mill = """
    # The Mill at Orrin

    The mill stands by the river. Nobody knows who owned the land.

    The mill was built in 1742 by a man called Harn. It burned in 1801.

    Its wheel is kept in the church.

    """

  init(on source: String = mill) throws {
    document = try PaperReader.read(Array(source.utf8)).document
    let imported = PaperImported(
      slug: "mill", title: "The Mill", base: Self.base, scalars: document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    try run(.importPaper(imported), by: "edd")
    let people: [(Handle, Role)] = [
      ("ada", .scholar), ("bel", .scholar), ("cyd", .scholar), ("rea", .reader),
    ]
    for (person, role) in people {
      try run(.admit(person, as: role), by: "edd")
      try run(.join, by: person)
    }
  }

  static let base = BaseID(raw: [], document: [])

  @discardableResult
  mutating func run(_ act: some Deciding, by person: Handle) throws(Refusal) -> [EntityID] {
    let context = ActContext(
      paper, by: person, text: .init(document, base: paper.identity?.base ?? Self.base))
    let decision = try act.decided(in: context)
    let request = "r\(paper.position)"
    for event in decision.events { add(event, by: person, request: request) }
    return decision.ids
  }

  @discardableResult
  mutating func run(_ command: Command, by person: Handle) throws(Refusal) -> [EntityID] {
    try run(command.act, by: person)
  }

  @discardableResult
  mutating func run(_ act: AnyAct, by person: Handle) throws(Refusal) -> [EntityID] {
    try run(act.act, by: person)
  }

  /// - Parameter request: the key of the request that it is a part of.
  mutating func add(_ event: Event, by person: Handle, request: String? = nil) {
    let position = paper.position + 1
    // A minute for each event, from 1 March 2026.
    let time = Timestamp(microseconds: 1_772_323_200_000_000 + position * 60_000_000)
    let stamp = Stamp(by: person, at: time, position: position)
    events.append(RecordedEvent(event, stamp, request: request))
    paper.evolve(events[events.count - 1])
    past.append(PaperState(paper, document: document))
  }

  /// Brings another text in as the base, with everything carried over.
  mutating func rebase(onto source: String) throws {
    let new = try PaperReader.read(Array(source.utf8)).document
    let base = BaseID(raw: Array(source.utf8), document: [])
    var rebasing = Rebasing(from: document, paper.identity?.base ?? Self.base, to: new, base)
    let anchors = rebasing.carry(paper)
    document = new
    try run(
      ImportBase(
        .init(
          base: base, scalars: new.text.count, mediaType: "text/markdown", source: "cc", document: "dd",
          anchors: anchors)), by: "edd")
  }

  // MARK: What is asked

  var now: Snapshot { snapshot() }

  /// The paper at a position, for someone, with what a question compares it with.
  func snapshot(
    at position: Int64? = nil, since: Int64? = nil, for person: Handle? = nil
  ) -> Snapshot {
    let at = position ?? paper.position
    var snapshot = Snapshot(at: at, past[Int(at) - 1])
    snapshot.person = person
    snapshot.earlier = since.map { Snapshot.Earlier(at: $0, $0 == 0 ? nil : past[Int($0) - 1]) }
    return snapshot
  }

  func diff(_ since: Int64, _ until: Int64? = nil) -> ChangesView {
    var snapshot = snapshot(at: until, since: since)
    snapshot.history.items = traceless(since, snapshot)
    return Diff(since: .position(since)).view(of: snapshot)
  }

  /// What the log has of acts that left no trace, after one position and up to another.
  private func traceless(_ since: Int64, _ snapshot: Snapshot) -> [HistoryItem] {
    events.filter {
      $0.stamp.position > since && $0.stamp.position <= snapshot.at
        && HistoryPart.Subject.tracelessTypes.contains($0.event.type)
    }.map { snapshot.historyItem($0, sequence: $0.stamp.position) }
  }

  /// The consensus text at a position.
  func text(at position: Int64) -> String {
    let state = past[Int(position) - 1]
    return state.standing.reconciliation.text(of: document.text)
  }

  /// Proposes words by ada, and has bel vote for them, so that they pass.
  mutating func pass(_ words: Place, _ new: String) throws {
    let ids = try run(.correct(.init(address: words, new: new, reason: "As in the deed.")), by: "ada")
    try run(.vote(.for, on: ids[0], reason: "So it is."), by: "bel")
  }
}

extension Page {
  /// As it is laid out on a narrow screen.
  var lines: [String] { Layout(width: 80).lines(of: self) }
}
