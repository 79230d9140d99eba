import Ledger
import Manuscript
import Protocol

/// Checks a whole history of what clients saw against the log that is left: every promise of the log that the two
/// together can show broken. Pure.
struct Checker {
  var operations: [Operation]
  var readings: [FeedReading] = []
  /// Every event, in the order of positions.
  var log: [StoredEvent]
  /// The document of each paper.
  var documents: [String: Document]
  /// Whether an event of that cause belongs to the set-up, which is no part of the history.
  var isSetUp: (_ cause: String) -> Bool

  /// The events of one request, as they stand in the log.
  struct Group {
    var key: String
    var events: [StoredEvent]

    var stream: String { events[0].header.stream }
    var actor: String { events[0].header.actor }
    var position: Int64 { events[events.count - 1].header.position }
  }

  func violations() -> [Violation] {
    let groups = groups()
    var byKey: [String: Group] = [:]
    var violations = chainViolations()
    for group in groups {
      if byKey[group.key] == nil {
        byKey[group.key] = group
      } else {
        violations.append(.doubled(key: group.key))
      }
    }
    violations += accountViolations(byKey)
    violations += orderViolations(byKey)
    violations += replayViolations(groups)
    violations += feedViolations()
    return violations
  }

  /// The statuses by which a command is refused, for good: it decides so.
  static let refusals: Set = [403, 404, 422]
  /// The statuses that only ask to come again.
  static let postponements: Set = [409, 503]

  /// Runs of events of one cause in one stream.
  private func groups() -> [Group] {
    var groups: [Group] = []
    for event in log {
      if let last = groups.last, last.key == event.header.cause, last.stream == event.header.stream {
        groups[groups.count - 1].events.append(event)
      } else {
        groups.append(Group(key: event.header.cause, events: [event]))
      }
    }
    return groups
  }

  /// Positions and sequences dense, each header following from the one before it, times never going back.
  private func chainViolations() -> [Violation] {
    var violations: [Violation] = []
    var position: Int64 = 0
    var time = Int64.min
    var streams: [String: (sequence: Int64, hash: Hash)] = [:]
    for event in log {
      let header = event.header
      let before = streams[header.stream] ?? (0, .zero)
      if header.position != position + 1 || header.sequence != before.sequence + 1 {
        violations.append(.notDense(position: header.position))
      }
      if header.previous != before.hash || !event.isIntact {
        violations.append(.brokenChain(position: header.position))
      }
      if header.time < time { violations.append(.timeGoesBack(position: header.position)) }
      (position, time) = (header.position, header.time)
      streams[header.stream] = (header.sequence, event.hash)
    }
    return violations
  }

  /// Every event asked for; nothing done that was refused; nothing left open.
  private func accountViolations(_ groups: [String: Group]) -> [Violation] {
    var violations: [Violation] = []
    let asked = Set(operations.map(\.key))
    for event in log where !asked.contains(event.header.cause) && !isSetUp(event.header.cause) {
      violations.append(.unasked(position: event.header.position))
    }
    for operation in operations {
      if !operation.isSettled { violations.append(.unsettled(key: operation.key)) }
      for attempt in operation.attempts {
        guard case .fail(let status, let detail) = attempt.outcome else { continue }
        if groups[operation.key] != nil { violations.append(.doneThoughRefused(key: operation.key)) }
        if !Self.refusals.contains(status), !Self.postponements.contains(status) {
          violations.append(.fault(key: operation.key, status: status, detail: detail))
        }
      }
    }
    return violations
  }

  /// Each feed tells its paper's events from where it began, each once and in order, as far as it came.
  private func feedViolations() -> [Violation] {
    readings.compactMap { reading in
      let events = log.lazy.filter { $0.header.stream == reading.paper && $0.header.position > reading.since }
      var last = reading.since
      var expected = events.makeIterator()
      for position in reading.positions {
        guard expected.next()?.header.position == position else {
          return .feedDiffers(reader: reading.reader, after: last)
        }
        last = position
      }
      if let missing = expected.next(), missing.header.position <= reading.until {
        return .feedDiffers(reader: reading.reader, after: last)
      }
      return nil
    }
  }
}
