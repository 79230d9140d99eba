internal import Logging
internal import Postgres
internal import Synchronization

/// Commits batches to the log in PostgreSQL, one transaction each, with an outcome for each request. There is
/// one in each server; several servers on one database queue for the lock on `log.head`.
actor Committer {
  private struct Session {
    let connection: Connection
    let types: LogRowTypes
  }

  private let conninfo: String
  private let bounds: AppendBounds
  private let fence: Fence
  private let health: AppendHealth
  private let clock: ClockWatch
  private var connection: Connection?
  private var session: Session?
  /// The end of the log, if this server knows it.
  private var tail: LogTail?
  private var turns = Turns()
  /// The task that passes the turn on when it is over.
  private var passing: Task<Void, Never>?
  /// The task that passes the turn on when nothing more comes.
  private var turnWatch: Task<Void, Never>?
  private var hasGivenUp = false
  /// When the current attempt began.
  private var begun: ContinuousClock.Instant?
  private var watch: Task<Void, Never>?
  private let thread = Mutex<(any TaskExecutor)?>(nil)

  init(
    conninfo: String, bounds: AppendBounds, fence: Fence, health: AppendHealth,
    clock: ClockWatch
  ) {
    self.health = health
    self.conninfo = conninfo
    self.bounds = bounds
    self.fence = fence
    self.clock = clock
  }

  /// The connection's own thread. A task that commits runs there, so that it is not handed from thread to
  /// thread; `nil` before there is a connection.
  nonisolated var executor: (any TaskExecutor)? { thread.withLock { $0 } }

  /// What made the last attempt fail, if it did.
  nonisolated var obstacle: AppendObstacle? { health.halt?.obstacle }

  func close() async { await lose() }

  /// Stops retrying, and ends the current attempt.
  func giveUp() async {
    hasGivenUp = true
    await connection?.close()
  }

  func commit(_ requests: [AppendRequest]) async -> [Result<AppendReceipt, AppendError>] {
    await commit(requests, false)
  }

  /// Commits a batch, over a new connection if one is lost.
  ///
  /// A batch that was committed after all finds its own keys when it is tried again: the lock on the head is
  /// free only once the lost transaction has ended.
  ///
  /// - Parameter unsettled: whether an earlier attempt may have been committed.
  private func commit(
    _ requests: [AppendRequest], _ unsettled: Bool
  ) async -> [Result<AppendReceipt, AppendError>] {
    var pause = bounds.pause
    var unsettled = unsettled
    var attempt = 1
    while true {
      do throws(BatchTransaction.Failure) {
        let outcomes = try await attemptToCommit(requests)
        health.noteSuccess()
        return outcomes
      } catch {
        await lose()
        let obstacle = AppendObstacle(error.error)
        health.note(obstacle)
        switch error.consequence {
        case .none: break
        case .standsNot: unsettled = false
        case .mayStand: unsettled = true
        }
        if !obstacle.stopsAll { return await isolate(requests, obstacle, unsettled) }
        if attempt >= bounds.attempts || hasGivenUp { return failures(of: requests, obstacle, unsettled) }
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
    begun = .now
    defer { begun = nil }
    if watch == nil { watch = Task { await watchAttempts() } }
    let session: Session
    do { session = try await connected() } catch { throw .init(error: error, consequence: .none) }
    do { try await takeTurn(over: session.connection) } catch {
      throw .init(error: error, consequence: .none)
    }
    let transaction = BatchTransaction(session.connection, session.types, fence)
    if let tail, !turns.isBehind,
      let done = try await transaction.commit(requests, behind: tail, now: clock.now)
    {
      noteTail(done.tail)
      noteCommit(hasCompany: false)
      return done.outcomes
    }
    let done = try await transaction.commit(requests, after: tail, now: clock.now)
    noteTail(done.tail)
    noteCommit(hasCompany: done.hasCompany)
    return done.outcomes
  }

  private func noteTail(_ tail: LogTail?) {
    self.tail = tail
    if let tail { clock.note(position: tail.position, time: tail.time) }
  }

  /// Waits for the turn if other servers append too. If the server that has it does not respond, gives up
  /// after a moment and does not ask again for a while.
  private func takeTurn(over connection: Connection) async throws(PostgresError) {
    // A turn that is being passed on goes to those who wait for it.
    await passing?.value
    passing = nil
    guard turns.isWanted(at: .now) else { return }
    do {
      _ = try await connection.pipeline([
        Request("SELECT set_config('lock_timeout', '250ms', true)"),
        Request("SELECT pg_advisory_lock($1)", Turns.lock),
      ])
      turns.begin(at: .now)
    } catch  where error.sqlState == .lockNotAvailable {
      turns.giveUp(at: .now)
    }
  }

  private func noteCommit(hasCompany: Bool) {
    turns.noteCommit(at: .now, hasCompany: hasCompany)
    guard let rest = turns.rest(at: .now) else { return }
    if rest <= .zero {
      // Not awaited: requests that are committed need not wait for this.
      passing = Task { await passTurn() }
    } else if turnWatch == nil {
      turnWatch = Task { await watchTurn() }
    }
  }

  private func watchTurn() async {
    while let rest = turns.rest(at: .now) {
      if begun == nil, rest <= .zero {
        await passTurn()
        continue
      }
      // This task is never cancelled.
      do { try await Task.sleep(for: rest > .zero ? rest : Turns.patience) } catch { break }
    }
    turnWatch = nil
  }

  private func passTurn() async {
    // Never unlock more often than the lock was taken.
    guard turns.isHeld else { return }
    turns.end()
    let holder = connection
    do {
      try await holder?.query("SELECT pg_advisory_unlock($1)", Turns.lock)
    } catch {
      // Closing the connection releases the lock in any case.
      await holder?.close()
    }
  }

  /// Closes the connection of an attempt that takes twice ``AppendBounds/patience``. The database gives up
  /// waiting before that, which leaves the connection usable.
  ///
  /// One task watches all attempts in a row: a timer for each would cost more than deciding what it commits.
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

  /// The database refused the batch for something in it. Tries the halves separately until the request at
  /// fault is alone.
  private func isolate(
    _ requests: [AppendRequest], _ obstacle: AppendObstacle, _ unsettled: Bool
  ) async -> [Result<AppendReceipt, AppendError>] {
    if requests.count == 1 { return failures(of: requests, obstacle, unsettled) }
    let middle = requests.count / 2
    let first = await commit(Array(requests[..<middle]), unsettled)
    let second = await commit(Array(requests[middle...]), unsettled)
    return first + second
  }

  private func failures(
    of requests: [AppendRequest], _ obstacle: AppendObstacle, _ unsettled: Bool
  ) -> [Result<AppendReceipt, AppendError>] {
    requests.map { _ in .failure(unsettled ? .unknown("\(obstacle)") : .unavailable(obstacle)) }
  }

  private func connected() async throws(PostgresError) -> Session {
    if let session, session.connection.isOpen { return session }
    // The turn went with the old connection.
    turns.end()
    let made = try await Connection.connect(conninfo, logger: Logger(label: "recension.log"))
    // From here on ``watchAttempts()`` can close it.
    connection = made
    let row = try await made.query(Self.beginning, "\(bounds.patience.components.seconds)s").only()
    // After the settings.
    let event = try row.integer(7)
    let request = try row.integer(8)
    let tag = try row.integer(9)
    func type(_ number: Int64) -> PostgresType { PostgresType(rawValue: UInt32(truncatingIfNeeded: number)) }
    let session = Session(
      connection: made,
      types: LogRowTypes(event: type(event), request: type(request), tag: type(tag)))
    self.session = session
    thread.withLock { $0 = made.executor }
    return session
  }

  /// Settings of the connection that appends, whatever the database's own are. Nothing is acknowledged before
  /// it is on disk. A server that hangs with the lock loses it, so that others go on. Waiting for the lock
  /// ends at the database too, which would not notice that this server is gone. And plans are generic and use
  /// indexes: a plan made while a table had one page would go on reading the whole table.
  private static let beginning: Statement = """
    SELECT set_config('synchronous_commit',
        CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END,
        false),
      set_config('idle_in_transaction_session_timeout', '10s', false), set_config('lock_timeout', $1, false),
      set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false),
      set_config('enable_bitmapscan', 'off', false), set_config('jit', 'off', false),
      'log.event'::regtype::oid::bigint, 'log.request'::regtype::oid::bigint,
      'log.tag'::regtype::oid::bigint
    """

  private func lose() async {
    turns.end()
    await connection?.close()
    connection = nil
    session = nil
    tail = nil
  }
}
