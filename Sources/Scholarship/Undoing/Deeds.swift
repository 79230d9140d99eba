/// Something that one event did, with what takes it back.
public protocol DeedPart: Hashable, Sendable {
  /// The position of the event.
  var position: Int64 { get }
}

/// What someone did in one stream and can undo, and what they undid and can redo.
///
/// It is part of the state that the stream's events come to, so that no log is looked through. It goes back a bounded
/// way.
public struct Deeds<Part: DeedPart>: Hashable, Sendable {
  /// What can be undone, the latest last.
  public private(set) var done: [Entry] = []
  /// What can be redone, what was undone last at the end.
  public private(set) var undone: [Entry] = []
  /// The position of the last event that was neither an undoing nor a redoing; 0 where there was none.
  public private(set) var latest: Int64 = 0
  /// The key of the request that the last event was a part of, where that is known.
  private var request: String?
  /// Whether something lies further back that is not kept.
  public private(set) var isShortened = false

  /// What one request did.
  public struct Entry: Hashable, Sendable {
    /// In the order of the events; never empty.
    public internal(set) var parts: [Part]
    /// Where it was undone, while it is.
    public fileprivate(set) var undoneAt: Int64?

    /// The position of its first event.
    public var first: Int64 { parts.first?.position ?? 0 }
    /// The position of its last event.
    public var last: Int64 { parts.last?.position ?? 0 }
  }

  public init() {}

  /// Notes what an event did. Whoever does something anew can redo nothing that they undid before.
  mutating func note(_ part: Part, request: String?) {
    if let request, request == self.request, let last = done.indices.last {
      done[last].parts.append(part)
    } else {
      done.append(Entry(parts: [part]))
    }
    self.request = request
    latest = part.position
    undone = []
    var parts = done.reduce(0) { $0 + $1.parts.count }
    while done.count > 1, done.count > Self.limit || parts > Self.partLimit {
      parts -= done.removeFirst().parts.count
      isShortened = true
    }
  }

  /// Takes the last deed from what can be undone, where it is the one that began at a position, and leaves it to be
  /// redone.
  mutating func undo(_ first: Int64, at position: Int64, _ exchange: (inout Part) -> Void) {
    guard var deed = done.last, deed.first == first else { return }
    done.removeLast()
    for index in deed.parts.indices.reversed() { exchange(&deed.parts[index]) }
    deed.undoneAt = position
    undone.append(deed)
    request = nil
  }

  /// The other way round.
  mutating func redo(_ first: Int64, _ exchange: (inout Part) -> Void) {
    guard var deed = undone.last, deed.first == first else { return }
    undone.removeLast()
    for index in deed.parts.indices { exchange(&deed.parts[index]) }
    deed.undoneAt = nil
    done.append(deed)
    request = nil
  }

  /// Changes every part that is kept.
  mutating func change(_ change: (inout Part) -> Void) {
    for deed in done.indices { for part in done[deed].parts.indices { change(&done[deed].parts[part]) } }
    for deed in undone.indices {
      for part in undone[deed].parts.indices { change(&undone[deed].parts[part]) }
    }
  }

  /// How many requests are kept, and how many events they may have together.
  static var limit: Int { 50 }
  private static var partLimit: Int { 4000 }
}

/// What an event of a paper did.
public struct PaperDeed: DeedPart {
  public var position: Int64
  /// What sort of event it was, and what it was about.
  public var event: PastAct.Part
  /// What takes it back, or brings it back.
  public internal(set) var reversal: Reversal
}

extension Paper {
  /// What someone did in the paper that they can undo, and what they can redo.
  public func deeds(of person: Handle) -> Deeds<PaperDeed> { deeds[person] ?? Deeds() }

  /// Notes what an event did.
  mutating func note(_ recorded: RecordedEvent, _ reversal: Reversal) {
    let part = PaperDeed(
      position: recorded.stamp.position, event: PastAct.Part(recorded.event.payload), reversal: reversal)
    deeds[recorded.stamp.by, default: Deeds()].note(part, request: recorded.request)
  }

  mutating func undo(_ act: PastAct, _ stamp: Stamp) {
    // Taken out, so that it is not copied while the paper is changed.
    guard var deeds = deeds.removeValue(forKey: stamp.by) else { return }
    deeds.undo(act.first, at: stamp.position) { exchange(&$0.reversal, stamp, undoing: true) }
    markCalls(of: act, by: stamp.by, undone: true)
    self.deeds[stamp.by] = deeds
  }

  mutating func redo(_ act: PastAct, _ stamp: Stamp) {
    guard var deeds = deeds.removeValue(forKey: stamp.by) else { return }
    deeds.redo(act.first) { exchange(&$0.reversal, stamp, undoing: false) }
    markCalls(of: act, by: stamp.by, undone: false)
    self.deeds[stamp.by] = deeds
  }
}
