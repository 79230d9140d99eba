public import CanonicalJSON

/// What one request did in a paper, as an undoing or a redoing names it. It holds no words, for an erasure of what was
/// said would not find them here.
public struct PastAct: Hashable, Sendable {
  /// The position of its first event.
  public var first: Int64
  /// The position of its last event.
  public var last: Int64
  /// What sorts of event those were, and what they were about.
  public var events: [Part]

  /// Events of one type.
  public struct Part: Hashable, Sendable {
    /// The name of their type, such as `vote.cast`.
    public var type: String
    /// The main thing of each.
    public var things: [EntityID]
    /// What they were about besides.
    public var about: [EntityID]?
    /// Whose role or membership they changed.
    public var members: [Handle]?

    public init(type: String, things: [EntityID], about: [EntityID]? = nil, members: [Handle]? = nil) {
      self.type = type
      self.things = things
      self.about = about
      self.members = members
    }

    init(_ payload: some EventPayload) {
      let (type, subjects) = (Swift.type(of: payload).type, payload.subjects)
      self.init(
        type: type, things: Array(subjects.prefix(1)),
        about: subjects.count > 1 ? Array(subjects.dropFirst()) : nil,
        members: payload.affectedMembers.isEmpty ? nil : payload.affectedMembers)
    }
  }

  public init(first: Int64, last: Int64, events: [Part]) {
    self.first = first
    self.last = last
    self.events = events
  }

  /// What someone did.
  public init(_ deed: Deeds<PaperDeed>.Entry) {
    var events: [Part] = []
    for part in deed.parts.map(\.event) {
      guard let index = events.firstIndex(where: { $0.type == part.type }) else {
        events.append(part)
        continue
      }
      events[index].things += part.things.filter { !events[index].things.contains($0) }
      if let about = part.about { events[index].about = (events[index].about ?? []) + about }
      if let members = part.members { events[index].members = (events[index].members ?? []) + members }
    }
    self.init(first: deed.first, last: deed.last, events: events)
  }

  /// The things that it was about, each once, the main ones first.
  public var subjects: [EntityID] {
    var seen: Set<EntityID> = []
    return (events.flatMap(\.things) + events.flatMap { $0.about ?? [] }).filter { seen.insert($0).inserted }
  }

  /// Whose role or membership it changed.
  public var members: [Handle] { events.flatMap { $0.members ?? [] } }

  /// The things on which it was said what someone holds.
  var spokenOn: [EntityID] { events.filter { Self.voices.contains($0.type) }.flatMap(\.things) }

  /// Whether it set the policy.
  var setPolicy: Bool { events.contains { $0.type == PolicySet.type } }

  private static let voices: Set<String> = [
    VoteCast.type, VoteRetracted.type, StanceTaken.type, CorrectionSeconded.type, DisputeArgued.type,
  ]

  /// `the vote on x1 (@812)`
  public var words: String {
    let parts = events.map { part in
      ([Event.noun(of: part.type)] + [part.names].filter { !$0.isEmpty }).joined(separator: " ")
    }
    return parts.joined(separator: ", ") + " (@\(first)\(last > first ? "–@\(last)" : ""))"
  }
}

extension PastAct.Part {
  fileprivate var names: String {
    let names = things.map(\.description) + (members ?? []).map(\.name)
    guard names.count > Self.namesShown else { return names.joined(separator: ", ") }
    return names.prefix(Self.namesShown).joined(separator: ", ")
      + " and \(names.count - Self.namesShown) more"
  }

  private static let namesShown = 12

  fileprivate var tags: [String] {
    switch type {
    case PolicySet.type: ["policy"]
    case PaperRetitled.type: ["paper"]
    default: (things + (about ?? [])).map(\.tag) + (members == nil ? [] : ["members"])
    }
  }
}

extension PastAct {
  fileprivate var logTags: [String] {
    var seen: Set<String> = []
    return events.flatMap(\.tags).filter { seen.insert($0).inserted }
  }
}

extension PastAct: JSONRecord {
  public static let shape = Shape(
    PastAct.init(first:last:events:), Field("first", \.first), Field("last", \.last),
    Field("events", \.events))
}

extension PastAct.Part: JSONRecord {
  public static let shape = Shape(
    PastAct.Part.init(type:things:about:members:), Field("type", \.type), Field("things", \.things),
    Field("about", \.about), Field("members", \.members))
}

/// Someone took back what a request of theirs did.
public struct ActUndone: Hashable, Sendable {
  /// What it was.
  public var act: PastAct

  public init(act: PastAct) { self.act = act }
}

extension ActUndone: EventRecord {
  public static let type = "act.undone"
  public static let noun = "the undoing of"
  public static let shape = Shape(ActUndone.init(act:), Field("act", \.act))

  public var subjects: [EntityID] { act.subjects }
  public var logTags: [String] { act.logTags }
  public var affectedMembers: [Handle] { act.members }
  public var spokenOn: [EntityID] { act.spokenOn }
  public func fits(_ paper: Paper) -> Bool {
    paper.deeds.values.contains { $0.done.last?.first == act.first }
  }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { nil }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.undo(act, stamp) }
  public var summary: String { "undid \(act.words)" }
}

/// Someone took their last undoing back.
public struct ActRedone: Hashable, Sendable {
  /// What it was.
  public var act: PastAct

  public init(act: PastAct) { self.act = act }
}

extension ActRedone: EventRecord {
  public static let type = "act.redone"
  public static let noun = "the redoing of"
  public static let shape = Shape(ActRedone.init(act:), Field("act", \.act))

  public var subjects: [EntityID] { act.subjects }
  public var logTags: [String] { act.logTags }
  public var affectedMembers: [Handle] { act.members }
  public var spokenOn: [EntityID] { act.spokenOn }
  public func fits(_ paper: Paper) -> Bool {
    paper.deeds.values.contains { $0.undone.last?.first == act.first }
  }
  public func reversal(in paper: Paper, _ stamp: Stamp) -> Reversal? { nil }
  public func evolve(_ paper: inout Paper, _ stamp: Stamp) { paper.redo(act, stamp) }
  public var summary: String { "redid \(act.words)" }
}
