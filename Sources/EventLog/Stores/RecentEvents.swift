internal import DequeModule
internal import Ledger
internal import Synchronization

/// The events that were appended here last, so that those who follow the log need not read them back.
///
/// They are a run without holes. Where another server appends in between, the run starts anew behind that.
final class RecentEvents: Sendable {
  private struct State {
    var run: Deque<StoredEvent> = []
    var bytes = 0
  }

  private let state = Mutex(State())

  /// Takes what a batch appended, in order, once it is committed.
  func append(_ events: some Sequence<StoredEvent>) {
    state.withLock { state in
      for event in events {
        if let last = state.run.last, last.header.position + 1 != event.header.position { state = State() }
        state.run.append(event)
        state.bytes += event.body.count
      }
      while state.run.count > Self.limit || state.bytes > Self.byteLimit, let oldest = state.run.popFirst() {
        state.bytes -= oldest.body.count
      }
    }
  }

  /// Up to `limit` events after a position; `nil` where the first of them is not held here.
  func events(after position: Int64, limit: Int) -> [StoredEvent]? {
    state.withLock { state in
      guard limit > 0, let first = state.run.first?.header.position, first <= position + 1 else { return nil }
      let start = Int(position + 1 - first)
      guard start < state.run.count else { return nil }
      return Array(state.run[start..<min(start + limit, state.run.count)])
    }
  }

  /// Lets go of them all: what others appended may have erased what one of them says.
  func forget() { state.withLock { $0 = State() } }

  private static let limit = 8192
  private static let byteLimit = 16 << 20
}
