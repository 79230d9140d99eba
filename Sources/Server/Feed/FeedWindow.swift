internal import DequeModule
internal import NIOCore

/// The log's latest events, encoded, without a gap: what feeds that keep up read from. Bounded; what falls out is
/// read from the log again by who still needs it.
struct FeedWindow: Sendable {
  /// Events it holds at most, and about how many bytes they may have together.
  private let limit: (events: Int, bytes: Int)
  private var events: Deque<FeedEvent> = []
  private(set) var size = 0
  /// The last position that it has come to.
  private(set) var end: Int64

  init(after position: Int64, events: Int, bytes: Int) {
    limit = (events, bytes)
    end = position
  }

  var count: Int { events.count }

  /// The position before its first event.
  var start: Int64 { end - Int64(events.count) }

  /// Adds the events that follow its end.
  mutating func append(_ new: [FeedEvent]) {
    for event in new {
      precondition(event.position == end + 1, "positions have no gaps")
      end = event.position
      size += event.message.readableBytes
      events.append(event)
    }
    while events.count > limit.events || size > limit.bytes, let first = events.popFirst() {
      size -= first.message.readableBytes
    }
  }

  /// Lets go of all that it holds: one of them may say what was erased since, or a time that was
  /// found wrong. Who still needs them reads the log again.
  mutating func forget() {
    events = []
    size = 0
  }

  enum Part {
    /// The next events, at least one.
    case events([FeedEvent])
    /// There are none after that position yet.
    case nothing
    /// What follows that position fell out.
    case tooLate
  }

  /// Up to `limit` events after a position.
  func part(after position: Int64, limit: Int) -> Part {
    if position >= end { return .nothing }
    if position < start { return .tooLate }
    let first = Int(position - start)
    return .events(Array(events[first..<min(first + limit, events.count)]))
  }
}
