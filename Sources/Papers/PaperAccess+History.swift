internal import EventLog
internal import PaperLog
public import Protocol
internal import Scholarship
public import Views

/// Histories come out of the log itself: what happened stands there, and only the page that is asked for is ever put in
/// words.
extension PaperAccess {
  /// One page of a history, up to where a snapshot stands.
  public func history(
    _ part: HistoryPart, of snapshot: Snapshot
  ) async throws(Problem) -> ListView<HistoryItem> {
    var view = ListView<HistoryItem>(at: snapshot.at, items: [])
    guard let slug = snapshot.paper.identity?.slug else { return view }
    let wanted = Wanted(part.subject, in: snapshot)
    do {
      let bounds = try await bounds(of: part, in: snapshot)
      guard bounds.since <= bounds.end else { return view }
      if case .filed(let tags) = wanted.kind, tags.isEmpty { return view }
      var after = part.after
      if bounds.since > 1, wanted.isAll || wanted.isScan {
        after = max(
          after, try await sequence(before: bounds.since, in: slug, upTo: snapshot.paper.sequence))
      }
      if let last = part.last, part.after == 0 {
        (after, view.total) = try await latest(last, wanted, in: slug, after: after, bounds, snapshot)
      }
      let (since, end) = bounds
      while true {
        // One more than the page holds, to see whether there is another.
        let limit = wanted.isScan ? Self.scan : part.limit + 1 - view.items.count
        let events = try await store.contents(
          of: slug.name, filedUnder: wanted.tags, after: after, upTo: end, limit: limit)
        for event in events {
          after = event.sequence
          guard event.position >= since, wanted.mayInclude(event.type) else { continue }
          let recorded = try RecordedEvent(event)
          guard wanted.includes(recorded) else { continue }
          if view.items.count == part.limit {
            view.next = view.items.last?.sequence
            return view
          }
          view.items.append(snapshot.historyItem(recorded, sequence: event.sequence, of: part.subject))
        }
        if events.count < limit { return view }
      }
    } catch let error as ReadError {
      throw Problem(ArchiveError.log(error))
    } catch let error as ArchiveError {
      throw Problem(error)
    } catch {
      throw Problem(.fault, "The history could not be read.")
    }
  }

  private typealias Bounds = (since: Int64, end: Int64)

  /// The first and the last position of a part, both included.
  private func bounds(of part: HistoryPart, in snapshot: Snapshot) async throws(ReadError) -> Bounds {
    var bounds: Bounds = (0, snapshot.paper.position)
    switch part.since {
    case .position(let position)?: bounds.since = position
    case .time(let first, _)?: bounds.since = try await store.position(at: first.microseconds - 1) + 1
    case nil: break
    }
    switch part.until {
    case .position(let position)?: bounds.end = min(bounds.end, position)
    case .time(_, let last)?: bounds.end = min(bounds.end, try await store.position(at: last.microseconds))
    case nil: break
    }
    return bounds
  }

  /// After which sequence the latest so many events come, and how many there are in all.
  ///
  /// Sequences have no gaps, so of all events that is a matter of counting; those about some things are looked through.
  private func latest(
    _ count: Int, _ wanted: Wanted, in slug: Slug, after start: Int64, _ bounds: Bounds, _ snapshot: Snapshot
  ) async throws -> (after: Int64, total: Int64) {
    if wanted.isAll {
      let end =
        bounds.end >= snapshot.paper.position
        ? snapshot.paper.sequence
        : try await sequence(before: bounds.end + 1, in: slug, upTo: snapshot.paper.sequence)
      return (max(start, end - Int64(count)), max(0, end - start))
    }
    var found: [Int64] = []
    var after = start
    while true {
      let events = try await store.contents(
        of: slug.name, filedUnder: wanted.tags, after: after, upTo: bounds.end, limit: Self.scan)
      for event in events {
        after = event.sequence
        guard event.position >= bounds.since else { continue }
        if wanted.includes(try RecordedEvent(event)) { found.append(event.sequence) }
      }
      if events.count < Self.scan { break }
    }
    let first = found.count - count
    return (first > 0 ? found[first - 1] : start, Int64(found.count))
  }

  /// The sequence of a paper's last event before a position, found by some look-ups.
  private func sequence(before position: Int64, in slug: Slug, upTo last: Int64) async throws(ReadError)
    -> Int64
  {
    var (low, high) = (Int64(0), last)
    while low < high {
      let middle = low + (high - low + 1) / 2
      let found = try await store.contents(
        of: slug.name, filedUnder: nil, after: middle - 1, upTo: position - 1, limit: 1)
      if found.isEmpty { high = middle - 1 } else { low = middle }
    }
    return low
  }

  /// How many events are looked through at a time where they are not found by tags.
  private static let scan = 1000
}

/// Which events a history is of, and how they are found.
private struct Wanted {
  let kind: Kind
  /// What is hidden from whoever asks.
  private let veil: Veil?

  init(_ subject: HistoryPart.Subject, in snapshot: Snapshot) {
    kind = Kind(subject, in: snapshot)
    veil = snapshot.veil
  }

  var tags: [String]? { kind.tags }

  /// Whether it is of all events, none left out.
  var isAll: Bool {
    guard veil == nil, case .all = kind else { return false }
    return true
  }

  /// Whether most of what is looked through may not be wanted.
  var isScan: Bool {
    switch kind {
    case .about, .traceless: true
    case .all: veil != nil
    case .filed, .bearing: false
    }
  }

  /// Whether any event of a type may be wanted: others need not be read.
  func mayInclude(_ type: String) -> Bool {
    if case .traceless = kind { HistoryPart.Subject.tracelessTypes.contains(type) } else { true }
  }

  func includes(_ recorded: RecordedEvent) -> Bool {
    veil?.hides(recorded) != true && kind.includes(recorded)
  }
}

private enum Kind {
  case all
  /// Those filed under any of some tags.
  case filed([String])
  /// Those about a thing, and those that bore on it: what was said of the disputes on it, and what became of the rules
  /// by which it is decided, of members who had a say in it, and of the text.
  case bearing(Bearing, on: EntityID)
  /// Those about any of so many things that going through all events finds them sooner.
  case about(Set<EntityID>)
  /// Those of which the things keep no trace.
  case traceless

  init(_ subject: HistoryPart.Subject, in snapshot: Snapshot) {
    switch subject {
    case .paper: self = .all
    case .thing(let id):
      self = .bearing(snapshot.bearing(on: id), on: id)
    // Nothing of it stands in the paper's own stream.
    case .memo: self = .filed([])
    case .traceless: self = .traceless
    case .range(let range):
      let things = snapshot.things(on: range)
      self = things.count * 8 > snapshot.paper.sequence ? .about(Set(things)) : .filed(things.map(\.tag))
    }
  }

  var tags: [String]? {
    switch self {
    case .filed(let tags): tags
    case .bearing(let bearing, let thing):
      [thing.tag, "members", "paper"] + bearing.disputes.map(\.tag) + (bearing.isDecided ? ["policy"] : [])
    case .all, .about, .traceless: nil
    }
  }

  func includes(_ recorded: RecordedEvent) -> Bool {
    let event = recorded.event
    return switch self {
    case .all: true
    case .traceless: HistoryPart.Subject.tracelessTypes.contains(event.type)
    // That words of a thing were erased is filed under it, and is no part of its history.
    case .filed: !(event.payload is BodyErased)
    case .bearing(let bearing, let thing):
      if event.subjects.contains(thing) || event.subjects.contains(where: bearing.disputes.contains) {
        !(event.payload is BodyErased)
      } else if let base = event.payload as? BaseImported {
        base.anchors.contains { $0.name.thing == thing }
      } else if recorded.stamp.position < bearing.since {
        false
      } else {
        event.payload.affectedMembers.contains(where: bearing.voices.contains)
          || bearing.isDecided && event.payload.logTags.contains("policy")
      }
    case .about(let things): event.subjects.contains(where: things.contains)
    }
  }
}
