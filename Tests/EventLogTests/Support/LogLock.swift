import Postgres

/// Holds the lock on the log's head, so that a committer's batch waits, and what comes after queues up.
struct LogLock {
  private let connection: Connection

  /// Runs `body` with the lock held; `release` lets it go, at the latest when `body` ends.
  static func hold<T>(_ conninfo: String, _ body: (LogLock) async throws -> T) async throws -> T {
    try await withConnection(conninfo) { connection in
      try await connection.script("BEGIN; SELECT FROM log.head FOR UPDATE")
      let result = try await body(LogLock(connection: connection))
      // Free for whoever comes next, not as soon as the database sees that the connection has gone.
      try await connection.script("ROLLBACK")
      return result
    }
  }

  /// Runs a statement in the transaction that holds the lock.
  func run(_ statement: String) async throws { try await connection.script(statement) }

  func release() async throws { try await connection.script("COMMIT") }

  /// Returns when `count` committers wait for a lock.
  func isAwaited(by count: Int = 1) async throws {
    try await connection.untilTrue(
      """
      SELECT count(*) = \(count) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'committer' AND wait_event_type = 'Lock'
      """)
  }
}

extension Connection {
  /// Asks until the answer is true.
  func untilTrue(_ question: String) async throws {
    while try await query(Statement(unprepared: question)).only().decode(Bool.self, column: 0) == false {
      // The activity view is kept for the length of a transaction unless it is cleared.
      try await query("SELECT pg_stat_clear_snapshot()")
      await Task.yield()
    }
  }
}
