internal import Logging
public import Postgres

/// Asks the database whether it answers, for all who want to know at a time at once, and whether it takes writes again
/// after it took none.
///
/// It has a connection of its own: those of others may all be waiting.
public actor DatabaseProbe {
  /// What the database said.
  public enum Answer: Sendable {
    /// It answers; the log has come to this position.
    case answers(Int64)
    /// It does not answer.
    case silent
    /// It cannot be reached, or answers with an error.
    case fails(PostgresError)
  }

  private let conninfo: String
  private let store: PostgresStore
  private var connection: Connection?
  /// When the question that is under way began.
  private var begun: ContinuousClock.Instant?
  private var waiters: [Int: CheckedContinuation<Answer, Never>] = [:]
  private var lastWaiter = 0
  /// How many questions were put to the database.
  public private(set) var questions = 0

  /// - Parameters:
  ///   - conninfo: how the role `recension_server` reaches the database.
  ///   - store: the log in it, whose takeovers and halts the answers show.
  public init(_ conninfo: String, store: PostgresStore) {
    self.conninfo = conninfo
    self.store = store
  }

  /// Asks, and waits for the answer for a bounded time. One question is under way at a time; whoever comes meanwhile shares
  /// its answer, and who finds that it has waited so long already does not wait.
  public func ask(for patience: Duration) async -> Answer {
    if let begun {
      if begun + patience <= .now { return .silent }
    } else {
      begun = .now
      questions += 1
      Task { answer(await look()) }
    }
    lastWaiter += 1
    let id = lastWaiter
    return await withCheckedContinuation { continuation in
      waiters[id] = continuation
      Task {
        // This task is never cancelled.
        do { try await Task.sleep(for: patience) } catch { return }
        waiters.removeValue(forKey: id)?.resume(returning: .silent)
      }
    }
  }

  /// Closes the connection.
  public func close() async {
    await connection?.close()
    connection = nil
  }

  private func answer(_ answer: Answer) {
    begun = nil
    let waiting = waiters
    waiters = [:]
    for continuation in waiting.values { continuation.resume(returning: answer) }
  }

  private func look() async -> Answer {
    let isReused = connection?.isOpen == true
    let answer = await lookOnce()
    // A connection that was left from before a restart says nothing of the database as it is now.
    if case .fails = answer, isReused { return await lookOnce() }
    return answer
  }

  private func lookOnce() async -> Answer {
    do throws(PostgresError) {
      let open = try await connected()
      let (position, time, epoch, isReadOnly) = try await open.query(
        "SELECT position, time, epoch, current_setting('transaction_read_only')::boolean FROM log.head"
      ).only().decode(Int64.self, Int64.self, Int64.self, Bool.self)
      store.note(position: position, time: time, epoch: epoch)
      if isReadOnly || store.appendHalt?.obstacle.stopsAll == true { await tryWriting() }
      return .answers(position)
    } catch {
      await close()
      return .fails(error)
    }
  }

  private func connected() async throws(PostgresError) -> Connection {
    if let connection, connection.isOpen { return connection }
    let made = try await Connection.connect(conninfo, logger: Logger(label: "recension.log"))
    connection = made
    return made
  }

  /// Writes as an append does, and takes it back: what kept the log from being written may be over, though nobody has
  /// written since. Over a new connection, for what a database is set to counts for those who come afterwards.
  private func tryWriting() async {
    do throws(PostgresError) {
      let trial = try await Connection.connect(conninfo, logger: Logger(label: "recension.log"))
      let outcome = await Self.write(over: trial)
      await trial.close()
      try outcome.get()
      store.noteWriting(nil)
    } catch {
      store.noteWriting(error)
    }
  }

  private static func write(over connection: Connection) async -> Result<Void, PostgresError> {
    do throws(PostgresError) {
      _ = try await connection.query("BEGIN")
      _ = try await connection.query("SET LOCAL statement_timeout = '700ms'")
      _ = try await connection.query(trial)
      _ = try await connection.query("SET CONSTRAINTS ALL IMMEDIATE")
      _ = try await connection.query("ROLLBACK")
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// Large enough that a table has to grow for it. No event has such a position.
  private static let trial: Statement = """
    WITH trial AS (SELECT -(random() * 1e15)::bigint AS position)
    INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest, hash,
      salt, content)
    SELECT position, position, 0, 0, '', '', '', '', '', '', '', '', (
      SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 2048)
    ) FROM trial
    """
}
