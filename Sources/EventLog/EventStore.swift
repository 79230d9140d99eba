public import Ledger

/// The log: events in one total order, appended and never changed.
///
/// Every store keeps the promises of the log (order, condition, exactly once, durable before acknowledged, all or
/// nothing per request, immutable); one contract suite runs on all of them.
public protocol EventStore: Sendable {
  /// Appends a request's events, or answers as it was answered before where its key is known.
  ///
  /// The request is in line before the call suspends for the first time: of two calls from one actor, the one made
  /// first is evaluated first.
  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt

  /// What a key was answered with; `nil` where it has not been used.
  ///
  /// - Throws: ``AppendError/keyReused`` where it was used for something else, ``AppendError/unavailable(_:)``.
  func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt?

  /// Up to `limit` events after `position`, in order, of all streams; fewer only where the log has come to its end.
  func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// For those who follow the log: some of the events after `position`, in order, at most `limit`; none only where
  /// there is none. What was appended here lately comes from memory.
  func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// Up to `limit` events of a stream after `sequence`, in order.
  func events(of stream: String, after sequence: Int64, limit: Int) async throws(ReadError) -> [StoredEvent]

  /// The same without what proves them, for those who fold a stream: at half the cost.
  func contents(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent]

  /// The names of the streams that there are, in order.
  func streams() async throws(ReadError) -> [String]

  /// The log's last position; 0 where it is empty.
  func head() async throws(ReadError) -> Int64

  /// What was attached under a digest; `nil` where nothing was.
  func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]?

  /// That another server took over, so that nothing more is appended here; `nil` where none did.
  var takeover: Takeover? { get }

  /// That nothing could be appended when it was last tried; `nil` where that went well.
  var appendHalt: AppendHalt? { get }

  /// Tells of new positions as they are committed; a notice more than there were positions does no harm.
  var progress: Progress { get }
}

/// Why the log could not be read.
public enum ReadError: Error, Hashable, Sendable, CustomStringConvertible {
  case unavailable(String)
  /// A position is missing where none can be: the database was tampered with or is damaged.
  case hole(after: Int64, found: Int64)
  /// A sequence is missing in a stream, where none can be: likewise.
  case holeInStream(String, after: Int64, found: Int64)
  /// Nothing is found after a position, though the log has come further: likewise.
  case endMissing(after: Int64, head: Int64)
  /// Nothing is found after a sequence, though its stream has come further: likewise. Noticed from when the tree has
  /// come past the stream's end; before that, whoever follows the whole log notices.
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

  /// None: most stores have one writer for ever.
  public var takeover: Takeover? { nil }

  /// None: what appends in memory meets no obstacle.
  public var appendHalt: AppendHalt? { nil }

  /// The position of the last event at or before a time in microseconds since 1970; 0 where there is none.
  ///
  /// Times never go back from one position to the next, so some twenty look-ups find it in any log.
  public func position(at time: Int64) async throws(ReadError) -> Int64 {
    var (low, high) = (Int64(0), try await head())
    while low < high {
      let middle = low + (high - low + 1) / 2
      guard let event = try await events(after: middle - 1, limit: 1).first else { return low }
      if event.header.time <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension [StoredEvent] {
  /// Stops at a gap in the positions after `position`: appending makes none.
  func checkedForHoles(after position: Int64) throws(ReadError) -> [StoredEvent] {
    var last = position
    for event in self {
      guard event.header.position == last + 1 else { throw .hole(after: last, found: event.header.position) }
      last += 1
    }
    return self
  }

  /// Stops at a gap in a stream's sequences after `sequence`: likewise.
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
