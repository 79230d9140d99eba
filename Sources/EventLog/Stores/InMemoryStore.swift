public import Ledger
internal import Synchronization

/// The log in memory, for tests. It keeps every promise of the log but durability.
public final class InMemoryStore: EventStore {
  private struct State {
    var snapshot = LogSnapshot()
    var events: [StoredEvent] = []
    var positions: [String: [Int]] = [:]
    var tags: [LogSnapshot.TagKey: Set<Int64>] = [:]
    var attachments: [Hash: [UInt8]] = [:]
  }

  private let state = Mutex(State())
  private let clock: @Sendable () -> Int64
  public let progress = Progress()

  /// - Parameter clock: microseconds since 1970-01-01T00:00:00Z.
  public init(clock: @escaping @Sendable () -> Int64 = SystemClock.microseconds) { self.clock = clock }

  /// As the protocol says; it never waits.
  public nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError)
    -> AppendReceipt
  {
    let receipt = try state.withLock { Self.append(request, to: &$0, at: clock()) }.get()
    progress.advance(to: receipt.position)
    return receipt
  }

  private static func append(
    _ request: AppendRequest, to state: inout State, at time: Int64
  ) -> Result<AppendReceipt, AppendError> {
    // Moved out while the plan changes it, to avoid a copy.
    let snapshot = state.snapshot
    state.snapshot = LogSnapshot()
    let plan = BatchPlan([request], on: consume snapshot, now: time, salt: Salt.random)
    state.snapshot = plan.snapshot
    for event in plan.events {
      state.positions[event.header.stream, default: []].append(state.events.count)
      state.events.append(event)
    }
    for (key, position) in plan.tags { state.tags[key, default: []].insert(position) }
    plan.settleTickets()
    for attachment in plan.attachments { state.attachments[attachment.digest] = attachment.content }
    return plan.outcomes[0]
  }

  /// Begins a new stretch of time, as `log.mend_clock` does in a database.
  ///
  /// - Parameter body: what the event says.
  /// - Returns: the position of the event that tells of it; `nil` where the time is not earlier than the log's by more
  ///   than a minute, so that there is nothing to mend.
  public func mendClock(
    to time: Int64, by actor: String, saying body: [UInt8]
  ) throws(AppendError) -> Int64? {
    let outcome = state.withLock { state -> Result<AppendReceipt, AppendError>? in
      guard time < state.snapshot.time - ClockFault.tolerance else { return nil }
      state.snapshot.time = time
      let request = AppendRequest(
        key: "mending-\(state.snapshot.position)", fingerprint: Hash(of: body),
        stream: StoredEvent.clockStream,
        actor: actor, events: [NewEvent(type: StoredEvent.mending, version: 1, tags: [], body: body)])
      return Self.append(request, to: &state, at: time)
    }
    guard let receipt = try outcome?.get() else { return nil }
    progress.advance(to: receipt.position)
    return receipt.position
  }

  /// What its clock says.
  public var now: Int64 { clock() }

  public func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt? {
    try state.withLock { $0.snapshot.answers[key] }?.receipt(for: fingerprint)
  }

  public func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    state.withLock { Array($0.events.dropFirst(Int(max(position, 0))).prefix(max(limit, 0))) }
  }

  public func events(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [StoredEvent] {
    state.withLock { state in
      (state.positions[stream] ?? []).dropFirst(Int(max(sequence, 0))).prefix(max(limit, 0))
        .map { state.events[$0] }
    }
  }

  public func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    state.withLock { state in
      let filed = tags.map { tags in
        tags.reduce(into: Set<Int64>()) { filed, tag in
          filed.formUnion(state.tags[LogSnapshot.TagKey(stream: stream, tag: tag)] ?? [])
        }
      }
      var contents: [EventContent] = []
      for index in (state.positions[stream] ?? []).dropFirst(Int(max(sequence, 0))) {
        let event = state.events[index]
        if event.header.position > position || contents.count >= limit { break }
        if filed?.contains(event.header.position) ?? true { contents.append(EventContent(event)) }
      }
      return contents
    }
  }

  public func streams() async throws(ReadError) -> [String] { state.withLock { $0.positions.keys.sorted() } }

  public func head() async throws(ReadError) -> Int64 { state.withLock { $0.snapshot.position } }

  public func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]? {
    state.withLock { $0.attachments[digest] }
  }
}
