internal import DequeModule
internal import Ledger
internal import Synchronization

/// The events appended here most recently, so that those who follow the log need not read them back.
///
/// They have no gaps. If another server appends in between, the run starts again after that.
final class RecentEvents: Sendable {
  private struct State {
    var run: Deque<StoredEvent> = []
    var bytes = 0
  }

  private let state = Mutex(State())

  /// Adds the events of a committed batch, in order.
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

  /// Up to `limit` events after a position; `nil` if the first of them is not kept here.
  func events(after position: Int64, limit: Int) -> [StoredEvent]? {
    state.withLock { state in
      guard limit > 0, let first = state.run.first?.header.position, first <= position + 1 else { return nil }
      let start = Int(position + 1 - first)
      guard start < state.run.count else { return nil }
      return Array(state.run[start..<min(start + limit, state.run.count)])
    }
  }

  /// Forgets all: another server may have erased one of them.
  func forget() { state.withLock { $0 = State() } }

  private static let limit = 8192
  private static let byteLimit = 16 << 20
}
