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
