import EventLog
import Ledger
import Manuscript
import Postgres
import PrivateCluster
import Protocol
import Synchronization

@testable import recension_bench

/// What the writers, the strikes and the checker of one crash test share.
final class Stage: Sendable {
  struct State {
    var address: ServerAddress
    var operations: [Operation] = []
    var acknowledged = 0
    /// How many things of each kind the papers are known to have, by the letter of their ids.
    var things: [String: [Character: Int]] = [:]
    var isOver = false
    var writersDone = 0
    /// The run has failed: nobody waits any more for what may never come.
    var isAbandoned = false
    /// How far followers of the feeds must come, once that is known.
    var last: [String: Int64]?
    var readings: [FeedReading] = []
  }

  let state: Mutex<State>
  /// Nanoseconds are counted from here.
  private let start = ContinuousClock.now

  init(_ address: ServerAddress) { state = Mutex(State(address: address)) }

  var address: ServerAddress { state.withLock(\.address) }
  var acknowledged: Int { state.withLock(\.acknowledged) }
  var isAbandoned: Bool { state.withLock(\.isAbandoned) }
  var isOver: Bool { state.withLock(\.isOver) }

  var now: Instant {
    let elapsed = ContinuousClock.now - start
    return elapsed.components.seconds * 1_000_000_000 + elapsed.components.attoseconds / 1_000_000_000
  }

  /// How many things of a kind are known, for a writer to act on.
  func count(_ kind: Character, in paper: String) -> Int { state.withLock { $0.things[paper]?[kind] ?? 0 } }

  /// Takes an answer into account as soon as it is there.
  func take(_ outcome: Operation.Outcome, in paper: String) {
    guard case .ok(_, let ids) = outcome else { return }
    state.withLock { state in
      state.acknowledged += 1
      for id in ids {
        guard let kind = id.first, let number = Int(id.dropFirst()) else { continue }
        state.things[paper, default: [:]][kind] = max(state.things[paper]?[kind] ?? 0, number)
      }
    }
  }

  /// How far a follower must come; `nil` while there is more to come.
  func last(of paper: String) -> Int64? { state.withLock { $0.last.map { $0[paper] ?? 0 } } }

  func finish(_ reading: FeedReading) { state.withLock { $0.readings.append(reading) } }

  func finish(_ operation: Operation) { state.withLock { $0.operations.append(operation) } }
}
