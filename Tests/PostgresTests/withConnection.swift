import Postgres
import TestCluster

/// A connection to a fresh database, closed before that is dropped.
func withConnection<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
  try await withTestDatabase { conninfo in
    let connection = try await Connection.connect(conninfo)
    let result: Result<Value, any Error>
    do { result = .success(try await body(connection)) } catch { result = .failure(error) }
    await connection.close()
    return try result.get()
  }
}
