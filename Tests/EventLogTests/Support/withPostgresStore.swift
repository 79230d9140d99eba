import EventLog
import Postgres
import Schema
import TestCluster

/// Runs `body` with the connection string of a fresh database that has the schema.
func withLogDatabase<T>(_ body: (String) async throws -> T) async throws -> T {
  try await withTestDatabase { conninfo in
    try await migrate(conninfo)
    return try await body(conninfo)
  }
}

func migrate(_ conninfo: String) async throws {
  try await withConnection(conninfo) { try await Schema.current.migrate($0) }
}

/// The same database as the role that the server works as.
func asServer(_ conninfo: String) -> String { asRole("recension_server", conninfo) }

func asRole(_ role: String, _ conninfo: String) -> String { conninfo + " options='-c role=\(role)'" }

/// Runs `body` with a store on the database, with no more than the server's grants.
func withPostgresStore<T>(
  _ conninfo: String, bounds: AppendBounds = .init(),
  clock: @escaping StoreKind.Clock = SystemClock.microseconds, _ body: (PostgresStore) async throws -> T
) async throws -> T {
  let conninfo = asServer(conninfo)
  var poolBounds = ConnectionPool.Bounds()
  poolBounds.acquireTimeout = .seconds(30)
  let pool = ConnectionPool(conninfo, bounds: poolBounds)
  let store = PostgresStore(
    conninfo: conninfo + " application_name=committer", pool: pool, bounds: bounds, clock: clock)
  let result: Result<T, any Error>
  do { result = .success(try await body(store)) } catch { result = .failure(error) }
  await store.close()
  await pool.close()
  return try result.get()
}

func withConnection<T>(_ conninfo: String, _ body: (Connection) async throws -> T) async throws -> T {
  let connection = try await Connection.connect(conninfo)
  let result: Result<T, any Error>
  do { result = .success(try await body(connection)) } catch { result = .failure(error) }
  await connection.close()
  return try result.get()
}

extension Connection {
  /// Why the database would not carry out a statement; nil where it did.
  func refusal(of statement: String) async -> PostgresError? {
    do {
      try await script(statement)
      return nil
    } catch { return error }
  }
}
