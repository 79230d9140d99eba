internal import Ledger

/// The mendings of a log's clock. Between them lie its stretches of time, in each of which times never go back. Pure.
public struct Mendings: Sendable {
  /// Each one's event, in the order of the log.
  public let events: [EventContent]

  /// - Parameter events: those of the clock's stream, in order.
  public init(_ events: [EventContent]) { self.events = events.filter { $0.type == StoredEvent.mending } }

  /// The first mending that tells of an event that it is dated wrongly; `nil` for one that is dated rightly, as far as is
  /// known.
  ///
  /// The clock that a log is mended by is right, so what stands before it and has a later time has it from a wrong one.
  public func mending(ofEventAt position: Int64, dated time: Int64) -> EventContent? {
    events.first { $0.position > position && $0.time < time }
  }

  /// Events between which times never go back.
  struct Stretch {
    var first: Int64
    var last: Int64
    /// The time by which the next stretch begins; later ones in this are from a wrong clock. `nil` for the latest one.
    var mended: Int64?
  }

  /// The stretches of a log that has come to `head`, the latest first.
  func stretches(upTo head: Int64) -> [Stretch] {
    var stretches: [Stretch] = []
    var (last, mended) = (head, nil as Int64?)
    for mending in events.reversed() where mending.position <= head {
      stretches.append(Stretch(first: mending.position, last: last, mended: mended))
      (last, mended) = (mending.position - 1, mending.time)
    }
    if last > 0 { stretches.append(Stretch(first: 1, last: last, mended: mended)) }
    return stretches
  }
}

extension EventStore {
  /// The mendings of the log's clock.
  public func mendings() async throws(ReadError) -> Mendings {
    var events: [EventContent] = []
    while true {
      let page = try await contents(
        of: StoredEvent.clockStream, after: events.last?.sequence ?? 0, limit: Self.mendingsAtATime)
      events += page
      if page.count < Self.mendingsAtATime { return Mendings(events) }
    }
  }

  private static var mendingsAtATime: Int { 1000 }

  /// The position of the last event at or before a time, in microseconds since 1970; 0 if there is none. A time that
  /// nothing has come to is that of the log's end.
  public func position(at time: Int64) async throws(ReadError) -> Int64 {
    if let position = try await position(from: time, through: time) { return position }
    return try await head()
  }

  /// The position of the last event up to the end of some span of time, both in microseconds since 1970; 0 if there is
  /// none, `nil` if all of the span is yet to come.
  ///
  /// The latest stretch of time is looked in first, up to now; then older ones. Within a stretch it is a binary search,
  /// since times never decrease there: some twenty reads in any log.
  public func position(from first: Int64, through last: Int64) async throws(ReadError) -> Int64? {
    let head = try await head()
    let stretches = try await mendings().stretches(upTo: head)
    for stretch in stretches {
      guard try await time(at: stretch.first) <= last else { continue }
      let end = try await time(at: stretch.last)
      guard first <= (stretch.mended == nil ? max(end, now) : end) else { continue }
      let found = try await position(at: last, in: stretch)
      // What is yet to come is not in the gap that a wrong clock jumped over.
      if let mended = stretch.mended, first > mended, try await time(at: found) <= mended { continue }
      return found
    }
    guard let latest = stretches.first else { return first <= now ? 0 : nil }
    return try await time(at: latest.first) <= last ? nil : 0
  }

  /// The same within a stretch, whose first event is not later.
  private func position(
    at time: Int64, in stretch: Mendings.Stretch
  ) async throws(ReadError) -> Int64 {
    var (low, high) = (stretch.first, stretch.last)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if try await self.time(at: middle) <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func time(at position: Int64) async throws(ReadError) -> Int64 {
    guard let event = try await events(after: position - 1, limit: 1).first else {
      throw .endMissing(after: position - 1, head: position)
    }
    return event.header.time
  }
}
