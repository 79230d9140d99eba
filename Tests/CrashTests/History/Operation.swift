import ActSupport
import Acts
import Protocol
import Scholarship

/// A moment on this machine's monotonic clock, in nanoseconds.
typealias Instant = Int64

/// What one client wanted done, under one idempotency key, and how it fared.
struct Operation: Sendable, Hashable {
  var key: String
  var paper: String
  var person: String
  /// Carried out together or not at all.
  var commands: [AnyAct]
  var attempts: [Attempt] = []

  /// One sending of it.
  struct Attempt: Sendable, Hashable {
    var invoked: Instant
    var ended: Instant
    var outcome: Outcome
  }

  enum Outcome: Sendable, Hashable {
    /// Acknowledged: it stands in the log at this position, or changed nothing there.
    case ok(position: Int64, ids: [String])
    /// The server said that it was not and will not be done.
    case fail(status: Int, detail: String)
    /// No answer, or one that leaves it open.
    case unknown
  }

  /// When it was first sent.
  var invoked: Instant { attempts.first?.invoked ?? .max }

  /// When it was first acknowledged.
  var acknowledged: Instant? {
    attempts.first { if case .ok = $0.outcome { true } else { false } }?.ended
  }

  /// Whether it is known by now what became of it.
  var isSettled: Bool {
    switch attempts.last?.outcome {
    case .ok, .fail: true
    case .unknown, nil: false
    }
  }
}

/// What one follower of a paper's feed was told, over all its connections.
struct FeedReading: Sendable, Hashable {
  var reader: String
  var paper: String
  /// The position after which it began to read.
  var since: Int64
  /// The positions it was told, in the order in which they came.
  var positions: [Int64]
  /// It had time enough to be told everything up to here.
  var until: Int64 = 0
}
