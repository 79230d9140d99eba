import Glibc
import Synchronization

/// Readers who follow papers' feeds, all on one thread, and note when each event comes.
final class FeedLoad: Sendable {
  struct Receipt {
    var position: Int64
    var at: ContinuousClock.Instant
  }

  private struct State {
    var open = 0
    /// How far each paper's readers must come, once that is known.
    var last: [String: Int64]?
  }

  private let address: ServerAddress
  /// The paper and credential of each.
  private let readers: [(paper: String, token: String)]
  private let state = Mutex(State())

  init(_ address: ServerAddress, readers: [(paper: String, token: String)]) {
    self.address = address
    self.readers = readers
  }

  /// Whether every reader's feed has begun.
  var areAllOpen: Bool { state.withLock { $0.open == readers.count } }

  /// Lets the readers end when they have come that far.
  func finish(at last: [String: Int64]) { state.withLock { $0.last = last } }

  /// What each reader was told; blocks its thread until all have everything, at most `patience` after `finish`.
  func run(patience: Duration = .seconds(30)) throws -> [[Receipt]] {
    let feeds = try readers.map { try FeedSubscription(address, paper: $0.paper, token: $0.token) }
    var receipts = [[Receipt]](repeating: [], count: feeds.count)
    var waiting = feeds.map { pollfd(fd: $0.connection.descriptor, events: Int16(POLLIN), revents: 0) }
    var end: ContinuousClock.Instant?
    while true {
      if let last = state.withLock({ $0.last }) {
        end = end ?? .now + patience
        let areDone = zip(readers, receipts).allSatisfy { ($1.last?.position ?? 0) >= last[$0.paper] ?? 0 }
        if areDone { return receipts }
        if let end, ContinuousClock.now > end { throw KeepAliveConnection.Fault.timeout }
      }
      guard poll(&waiting, nfds_t(waiting.count), 50) > 0 else { continue }
      for index in waiting.indices where waiting[index].revents != 0 {
        try feeds[index].receive { receipts[index].append(Receipt(position: $0, at: .now)) }
      }
      let open = feeds.count { $0.isOpen }
      state.withLock { $0.open = open }
    }
  }
}
