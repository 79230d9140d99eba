internal import Logging
internal import Postgres

/// Commits batches to the log in PostgreSQL, one after another, each in one transaction with an outcome for each of
/// its requests. One a server; several servers on one database take turns at the lock on `log.head`.
actor Committer {
  private let conninfo: String
  private let bounds: AppendBounds
  private let fence: Fence
  private let clock: @Sendable () -> Int64
  private var connection: Connection?
  /// When the attempt that goes on began.
  private var begun: ContinuousClock.Instant?
  private var watch: Task<Void, Never>?

  init(
    conninfo: String, bounds: AppendBounds, fence: Fence, clock: @escaping @Sendable () -> Int64
  ) {
    self.conninfo = conninfo
    self.bounds = bounds
    self.fence = fence
    self.clock = clock
  }

  func close() async { await lose() }

  func commit(_ requests: [AppendRequest]) async -> [Result<AppendReceipt, AppendError>] {
    await commit(requests, false)
  }

  /// Commits a batch, over a new connection where one is lost. A batch that is tried again meets its own keys if it
  /// was committed after all: the lock on the head is only had when the lost transaction has ended.
  ///
  /// - Parameter unsettled: whether an attempt was made whose outcome is not known.
  private func commit(
    _ requests: [AppendRequest], _ unsettled: Bool
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
    begun = .now
    defer { begun = nil }
    if watch == nil { watch = Task { await watchAttempts() } }
    return try await BatchTransaction(connection, fence).commit(requests, now: clock())
  }

  /// Ends an attempt that takes twice the patience by closing its connection: later than the database's own end of
  /// waiting, which leaves the connection fit for use. One task watches over all attempts that follow each other; a
  /// timer for each would cost more than to decide what it commits.
  private func watchAttempts() async {
    while let watched = begun {
      // This task is never cancelled.
      do { try await Task.sleep(until: watched + bounds.patience * 2) } catch { break }
      if begun == watched {
        await connection?.close()
        break
      }
    }
    watch = nil
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
}
