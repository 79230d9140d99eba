public import Ledger

/// The log: events in one total order, appended and never changed.
///
/// Every store keeps the promises of the log (order, condition, exactly once, durable before acknowledged, all or
/// nothing per request, immutable, dated); one contract suite runs on all of them.
public protocol EventStore: Sendable {
  /// Appends a request's events. If the key is known, returns its first answer again.
  ///
  /// The request takes its place in the queue before the call first suspends. So an actor's requests are
  /// evaluated in the order of its calls.
  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt

  /// Stores large attachments ahead of the request that will name them, so that the requests of others need not wait
  /// for them in the queue. Whoever appends that request gives them to it all the same: it brings what is not there.
  func keep(_ attachments: [Attachment]) async throws(AppendError)

  /// The answer to a key; `nil` if it has not been used.
  ///
  /// - Throws: ``AppendError/keyReused`` if it was used for another request, ``AppendError/unavailable(_:)``.
  func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt?

  /// Up to `limit` events of all streams after `position`, in order. Fewer only at the end of the log.
  func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// The next events for someone who follows the log: at least one, at most `limit`, in order; none only at
  /// its end. Recent events come from memory.
  func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// Up to `limit` events of a stream after `sequence`, in order.
  func events(of stream: String, after sequence: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// As ``events(of:after:limit:)`` without the proofs, at half the cost.
  func contents(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent]

  /// Up to `limit` events of a stream after `sequence` and up to `position`, in order, without their proofs.
  ///
  /// - Parameter tags: only events with any of these tags, each once; `nil` for all events.
  func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent]

  /// The names of all streams, sorted.
  func streams() async throws(ReadError) -> [String]

  /// The log's last position; 0 where it is empty.
  func head() async throws(ReadError) -> Int64

  /// The attachment with this digest; `nil` if there is none.
  func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]?

  /// Set once another server took over; this one appends nothing more.
  var takeover: Takeover? { get }

  /// Set while appending fails.
  var appendHalt: AppendHalt? { get }

  /// What is wrong with the clock that events are dated by; they are appended all the same.
  var clockFaults: [ClockFault] { get }

  /// What that clock says: microseconds since 1970-01-01T00:00:00Z.
  var now: Int64 { get }

  /// Moves forward after each commit.
  var progress: Progress { get }
}

/// Why the log could not be read.
public enum ReadError: Error, Hashable, Sendable, CustomStringConvertible {
  case unavailable(String)
  /// A position is missing: the database was tampered with or is damaged.
  case hole(after: Int64, found: Int64)
  /// A sequence is missing in a stream: likewise.
  case holeInStream(String, after: Int64, found: Int64)
  /// The log ends too early: it is known to have come further. Likewise.
  case endMissing(after: Int64, head: Int64)
  /// A stream ends too early: it is known to have come further. This is known only once the tree has passed
  /// the stream's end; before that, those who read the whole log notice it.
  case endOfStreamMissing(String, after: Int64, end: Int64)

  public var description: String {
    switch self {
    case .unavailable(let reason): "the log cannot be read: \(reason)"
    case .hole(let after, let found):
      "the log is damaged: position \(after) is followed by \(found), and none can be missing"
    case .holeInStream(let stream, let after, let found):
      "the log is damaged: sequence \(after) of “\(stream)” is followed by \(found), and none can be missing"
    case .endMissing(let after, let head):
      "the log is damaged: it has come to position \(head), and position \(after) is followed by none"
    case .endOfStreamMissing(let stream, let after, let end):
      "the log is damaged: “\(stream)” has come to sequence \(end), and sequence \(after) is followed by none"
    }
  }
}

extension EventStore {
  public func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    try await events(after: position, limit: limit)
  }

  public func contents(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    try await events(of: stream, after: sequence, limit: limit).map { EventContent($0) }
  }

  /// Does nothing: in most stores nobody waits for what a request brings.
  public func keep(_ attachments: [Attachment]) async throws(AppendError) {}

  /// `nil`: most stores never have another writer.
  public var takeover: Takeover? { nil }

  /// `nil`: nothing keeps a store in memory from appending.
  public var appendHalt: AppendHalt? { nil }

  /// None: nobody looks after the clock of a store in memory.
  public var clockFaults: [ClockFault] { [] }

  /// What the machine's clock says.
  public var now: Int64 { SystemClock.microseconds() }
}

extension [StoredEvent] {
  /// The events, if their positions follow `position` without a gap.
  func checkedForHoles(after position: Int64) throws(ReadError) -> [StoredEvent] {
    var last = position
    for event in self {
      guard event.header.position == last + 1 else { throw .hole(after: last, found: event.header.position) }
      last += 1
    }
    return self
  }

  /// The events, if their sequences follow `sequence` without a gap.
  func checkedForHoles(in stream: String, after sequence: Int64) throws(ReadError) -> [StoredEvent] {
    var last = sequence
    for event in self {
      guard event.header.sequence == last + 1 else {
        throw .holeInStream(stream, after: last, found: event.header.sequence)
      }
      last += 1
    }
    return self
  }
}
