internal import Synchronization

/// How often each bound on those who come over HTTP was reached.
final class ReachedBounds: Sendable {
  /// The bounds, by the names under which they are set.
  enum Bound: String, CaseIterable {
    case connections
    case addressConnections = "address-connections"
    case headerTime = "header-time"
    case headerBytes = "header-bytes"
    case headerFields = "header-fields"
    case idleTime = "idle-time"
    case bodyTime = "body-time"
    case stallTime = "stall-time"
    case lingerTime = "linger-time"
    case databaseTime = "database-time"
    case bodies
    case dropped
    case pipelined
    case rate
    case strangerRate = "stranger-rate"
    case failureRate = "failure-rate"
  }

  private let counts = Mutex<[Bound: Int64]>([:])

  func note(_ bound: Bound) { counts.withLock { $0[bound, default: 0] += 1 } }

  /// How often, of each; those that were never reached too.
  var figures: [(bound: Bound, count: Int64)] {
    counts.withLock { counts in Bound.allCases.map { ($0, counts[$0] ?? 0) } }
  }
}
