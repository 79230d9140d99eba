import EventLog
import Ledger
import Synchronization

/// A log in memory that counts how many events are read from it.
final class CountingStore: EventStore {
  private let store = InMemoryStore()
  private let count = Mutex(0)

  /// How many events were read so far.
  var read: Int { count.withLock { $0 } }

  var progress: Progress { store.progress }

  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    try await store.append(request)
  }

  func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt? {
    try await store.answer(to: key, fingerprint: fingerprint)
  }

  func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    counted(try await store.events(after: position, limit: limit))
  }

  func events(of stream: String, after sequence: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    counted(try await store.events(of: stream, after: sequence, limit: limit))
  }

  func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    counted(
      try await store.contents(
        of: stream, filedUnder: tags, after: sequence, upTo: position, limit: limit))
  }

  func streams() async throws(ReadError) -> [String] { try await store.streams() }

  func head() async throws(ReadError) -> Int64 { try await store.head() }

  func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]? { try await store.attachment(digest) }

  private func counted<Event>(_ events: [Event]) -> [Event] {
    count.withLock { $0 += events.count }
    return events
  }
}
