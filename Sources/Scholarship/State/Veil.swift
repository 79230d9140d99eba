/// What one person may not see of a paper yet, because rounds are blind: what others said on things that they have not
/// given theirs on. It is as of the paper as it is now, and lies over its past as far as that round goes back.
public struct Veil: Hashable, Sendable {
  /// From whom it is hidden.
  public let person: Handle
  /// The claims, corrections and disputes whose rounds are blind to them, and since which position.
  private(set) var rounds: [EntityID: Int64]
  /// The annotations and disputes of others that are hidden as a whole, for they are part of such a round.
  public private(set) var things: Set<EntityID> = []
  /// The annotations of others that were made before such a round began on what they are about: what was written into
  /// them since is hidden.
  private(set) var notes: [EntityID: Int64] = [:]

  /// Whether nothing is hidden.
  public var isEmpty: Bool { rounds.isEmpty }

  /// The things whose rounds are blind to the person, and that are not hidden themselves.
  public var blind: [EntityID] { rounds.keys.filter { !things.contains($0) }.sorted() }

  /// Whether the round on a thing is blind to the person.
  public func covers(_ id: EntityID) -> Bool { rounds[id] != nil }

  /// What tells it from others: what two may see who have the same is the same.
  public var mark: String {
    let parts = [rounds.keys.sorted(), things.sorted(), notes.keys.sorted()]
    return "\(person) " + parts.map { $0.map(\.description).joined(separator: ",") }.joined(separator: ";")
  }

  /// What is hidden from someone in a paper as it is now. Costs nothing where no round is blind.
  public init(over paper: Paper, for person: Handle) {
    self.person = person
    let blind = paper.blindRounds.filter { paper.voice(of: person, on: $0) == nil }
    rounds = Dictionary(
      uniqueKeysWithValues: blind.map { ($0, paper.blindRound(on: $0)?.since ?? 0) })
    if isEmpty { return }
    let threads = Threads(paper, person, rounds)
    for dispute in paper.disputes where threads.hides(dispute.id) { things.insert(dispute.id) }
    for note in paper.annotations where paper.author(of: note.id) != person {
      guard let since = note.target.thing.flatMap(threads.since) else { continue }
      if note.stamp.position > since { things.insert(note.id) } else { notes[note.id] = since }
    }
  }

  /// The same over the paper as it was at a position: a round that began later hides nothing of what was said by then.
  public func lying(overPastAt position: Int64) -> Veil {
    var veil = self
    veil.rounds = rounds.filter { $0.value < position }
    veil.notes = notes.filter { $0.value < position }
    if veil.isEmpty { veil.things = [] }
    return veil
  }

  /// Refuses what names a thing that is hidden. What it is about, and whose it is, is not told.
  public func check(_ names: some Sequence<String>) throws(Refusal) {
    for name in names {
      guard let id = EntityID(name), things.contains(id) else { continue }
      throw Refusal(
        .notAllowed,
        "\(id) is part of a blind round, and hidden from you until you have given yours there or the round is closed. "
          + "“status” says what waits for you.")
    }
  }

  /// Whether an event is hidden.
  public func hides(_ recorded: RecordedEvent) -> Bool { recorded.saying.map(hides) ?? false }

  /// The same of what an event was about.
  public func hides(_ saying: Utterance) -> Bool {
    if saying.by == person { return false }
    let isCovered = saying.spokenOn.contains { id in rounds[id].map { saying.position > $0 } == true }
    if isCovered { return true }
    return saying.subjects.contains { id in
      things.contains(id) || notes[id].map { saying.position > $0 } == true
    }
  }
}

/// Of an event, what tells whether it is hidden from someone.
public struct Utterance: Hashable, Sendable {
  var by: Handle
  var position: Int64
  /// The things in whose rounds it was said.
  var spokenOn: [EntityID]
  var subjects: [EntityID]
}

extension RecordedEvent {
  /// `nil` where it is hidden from nobody, whatever is blind.
  public var saying: Utterance? {
    let (spokenOn, subjects) = (event.payload.spokenOn, event.subjects)
    guard !spokenOn.isEmpty || subjects.contains(where: { $0.kind == .annotation || $0.kind == .dispute })
    else { return nil }
    return Utterance(by: stamp.by, position: stamp.position, spokenOn: spokenOn, subjects: subjects)
  }
}

/// The threads of a paper, as far as they are part of rounds that are blind to someone.
private struct Threads {
  let paper: Paper
  let person: Handle
  let rounds: [EntityID: Int64]

  init(_ paper: Paper, _ person: Handle, _ rounds: [EntityID: Int64]) {
    self.paper = paper
    self.person = person
    self.rounds = rounds
  }

  /// Since which position what others write on a thing is hidden; `nil` where it is not. What a thing is about was made
  /// before it, so this comes to an end.
  func since(_ id: EntityID) -> Int64? {
    switch id.kind {
    case .claim, .correction: rounds[id]
    case .dispute: hides(id) ? target(of: id).flatMap(since) : rounds[id]
    case .annotation: target(of: id).flatMap(since)
    }
  }

  /// Whether a dispute is hidden. Whoever opened it or voted on it knows it.
  func hides(_ id: EntityID) -> Bool {
    guard let dispute = paper.dispute(id), paper.voice(of: person, on: id) == nil,
      let since = target(of: id).flatMap(since)
    else { return false }
    return dispute.stamp.by != person && dispute.stamp.position > since
  }

  private func target(of id: EntityID) -> EntityID? {
    (paper.annotation(id)?.target ?? paper.dispute(id)?.target)?.thing
  }
}
