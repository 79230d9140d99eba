internal import DequeModule
internal import Logging
internal import Postgres

/// Appends to the log in PostgreSQL: all that is waiting goes into one transaction, each request with its own
/// outcome. One a server; several servers on one database take turns at the lock on `log.head`.
public actor Committer {
  /// What a batch and the queue may hold.
  public struct Bounds: Sendable {
    /// Requests in one transaction.
    public var batch = 512
    /// About how many bytes one transaction sends.
    public var batchBytes = 8 << 20
    /// Requests waiting, and about how many bytes they may be together; what would exceed either is refused.
    public var queue = 8192
    public var queueBytes = 512 << 20
    /// How long one attempt may wait for other servers, in whole seconds; and half of how long it may take at all.
    public var patience = Duration.seconds(30)
    /// How often a batch whose connection was lost is tried again, and the pause before the first time; each pause
    /// is twice the one before.
    public var attempts = 6
    public var pause = Duration.milliseconds(50)

    public init() {}
  }

  private struct Waiting {
    var request: AppendRequest
    var continuation: CheckedContinuation<Result<AppendReceipt, AppendError>, Never>
  }

  private let conninfo: String
  private let bounds: Bounds
  private let progress: Progress
  private let fence: Fence
  private let clock: @Sendable () -> Int64
  private var waiting: Deque<Waiting> = []
  private var waitingBytes = 0
  private var connection: Connection?
  private var loop: Task<Void, Never>?
  private var isClosed = false

  init(
    conninfo: String, bounds: Bounds, progress: Progress, fence: Fence, clock: @escaping @Sendable () -> Int64
  ) {
    self.conninfo = conninfo
    self.bounds = bounds
    self.progress = progress
    self.fence = fence
    self.clock = clock
  }

  func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    if let fault = request.fault { throw .invalid(fault) }
    if isClosed { throw .unavailable("the server is stopping") }
    let bytes = request.size
    // What is larger than the whole queue may still be appended, by itself.
    guard waiting.count < bounds.queue, waiting.isEmpty || waitingBytes + bytes <= bounds.queueBytes else {
      throw .overloaded
    }
    waitingBytes += bytes
    return try await withCheckedContinuation { continuation in
      waiting.append(Waiting(request: request, continuation: continuation))
      if loop == nil { loop = Task { await run() } }
    }.get()
  }

  var waitingCount: Int { waiting.count }

  func close() async {
    isClosed = true
    await loop?.value
    await connection?.close()
    connection = nil
  }

  private func run() async {
    while !waiting.isEmpty {
      let batch = nextBatch()
      let outcomes = await commit(batch.map(\.request))
      let reached = outcomes.compactMap { outcome -> Int64? in
        if case .success(let receipt) = outcome { receipt.position } else { nil }
      }
      if let reached = reached.max() { progress.advance(to: reached) }
      for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(returning: outcome) }
    }
    loop = nil
  }

  private func nextBatch() -> [Waiting] {
    var batch: [Waiting] = []
    var bytes = 0
    while let next = waiting.first, batch.count < bounds.batch {
      bytes += next.request.size
      if !batch.isEmpty, bytes > bounds.batchBytes { break }
      waitingBytes -= next.request.size
      batch.append(waiting.removeFirst())
    }
    return batch
  }

  /// Commits a batch, over a new connection where one is lost. A batch that is tried again meets its own keys if it
  /// was committed after all: the lock on the head is only had when the lost transaction has ended.
  ///
  /// - Parameter unsettled: whether an attempt was made whose outcome is not known.
  private func commit(
    _ requests: [AppendRequest], _ unsettled: Bool = false
  ) async -> [Result<AppendReceipt, AppendError>] {
    var pause = bounds.pause
    var unsettled = unsettled
    var attempt = 1
    while true {
      do throws(BatchTransaction.Failure) {
        return try await attemptToCommit(requests)
      } catch {
        await lose()
        if error.hadLock { unsettled = !error.error.isRefusal }
        if !error.error.isTransient { return await isolate(requests, error.error, unsettled) }
        if attempt >= bounds.attempts { return failures(of: requests, error.error, unsettled) }
      }
      attempt += 1
      // This task is never cancelled; were it, the attempts would only follow each other without pauses.
      do { try await Task.sleep(for: pause) } catch { await Task.yield() }
      pause *= 2
    }
  }

  private func attemptToCommit(
    _ requests: [AppendRequest]
  ) async throws(BatchTransaction.Failure) -> [Result<AppendReceipt, AppendError>] {
    let connection: Connection
    do { connection = try await connected() } catch { throw .init(error: error, hadLock: false) }
    // Later than the database's own end of waiting, which leaves the connection fit for use.
    let patience = bounds.patience * 2
    let deadline = Task {
      do { try await Task.sleep(for: patience) } catch { return }
      await connection.close()
    }
    defer { deadline.cancel() }
    return try await BatchTransaction(connection, fence).commit(requests, now: clock())
  }

  /// The database refused a batch for what is in it: halves are tried apart until the request at fault is alone.
  private func isolate(
    _ requests: [AppendRequest], _ error: PostgresError, _ unsettled: Bool
  ) async -> [Result<AppendReceipt, AppendError>] {
    if requests.count == 1 { return failures(of: requests, error, unsettled) }
    let middle = requests.count / 2
    let first = await commit(Array(requests[..<middle]), unsettled)
    let second = await commit(Array(requests[middle...]), unsettled)
    return first + second
  }

  private func failures(
    of requests: [AppendRequest], _ error: PostgresError, _ unsettled: Bool
  ) -> [Result<AppendReceipt, AppendError>] {
    requests.map { _ in .failure(unsettled ? .unknown("\(error)") : .unavailable("\(error)")) }
  }

  private func connected() async throws(PostgresError) -> Connection {
    if let connection, connection.isOpen { return connection }
    let made = try await Connection.connect(conninfo, logger: Logger(label: "recension.log"))
    connection = made
    try await made.query(Self.session, "\(bounds.patience.components.seconds)s")
    return made
  }

  /// Whatever the database is set to, nothing is acknowledged that is not on disk; and a server that stands still
  /// with the lock in its hand loses it, so that others go on. Waiting for the lock ends at the database too: it would
  /// not notice that we are gone.
  private static let session: Statement = """
    SELECT set_config('synchronous_commit',
        CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END,
        false),
      set_config('idle_in_transaction_session_timeout', '10s', false), set_config('lock_timeout', $1, false)
    """

  private func lose() async {
    await connection?.close()
    connection = nil
  }
}

extension PostgresError {
  /// Whether the server has said no, or was never asked: then nothing was committed.
  fileprivate var isRefusal: Bool {
    switch kind {
    case .server, .aborted, .closed, .invalidRequest: true
    default: false
    }
  }

  /// Whether the same batch may well succeed when it is tried again.
  fileprivate var isTransient: Bool {
    switch kind {
    case .connectionFailed, .connectionLost, .closed, .timeout: true
    case .server, .aborted:
      switch (sqlState ?? cause?.sqlState)?.classCode {
      // Connection exceptions, a server that is read-only for now, transaction rollbacks (deadlock, serialization),
      // resources, locks not to be had, operator intervention, system errors.
      case "08", "25", "40", "53", "55", "57", "58": true
      default: false
      }
    case .cancelled, .poolExhausted, .decoding, .invalidRequest, .protocolViolation: false
    }
  }
}
