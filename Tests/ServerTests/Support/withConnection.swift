import Postgres

/// Runs `body` with a connection as the role that owns the database.
@discardableResult
func withConnection<T: Sendable>(
  _ conninfo: String, _ body: (Connection) async throws -> T
) async throws -> T {
  let connection = try await Connection.connect(conninfo)
  let result: Result<T, any Error>
  do { result = .success(try await body(connection)) } catch { result = .failure(error) }
  await connection.close()
  return try result.get()
}

extension Connection {
  /// Asks until the answer is true.
  func untilTrue(_ question: String) async throws {
    while try await query(Statement(unprepared: question)).only().decode(Bool.self, column: 0) == false {
      try await Task.sleep(for: .milliseconds(10))
      // The activity view is kept for the length of a transaction unless it is cleared.
      try await query("SELECT pg_stat_clear_snapshot()")
    }
  }
}
