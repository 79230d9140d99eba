import FoundationEssentials
import Glibc
import Logging
import Postgres
import PrivateCluster
import Protocol

/// What is measured: a `recensiond` on its own cluster, and a second database on that cluster for the yardsticks.
struct Rig: Sendable {
  /// The state directory.
  let home: String
  /// The path of `recensiond`.
  let program: String
  /// The connection string of the server's database, as the role that owns it.
  let conninfo: String
  /// The connection string of the yardsticks' database.
  let yardstick: String
  /// PostgreSQL's programs.
  let programs: String
  /// PostgreSQL's data directory.
  let data: String

  /// Makes a fresh cluster in `home`, with room for `pgbench` beside the server, and leaves it stopped:
  /// `recensiond` finds it there as its own.
  static func prepare(home: String, program: String) async throws -> Rig {
    var logger = Logger(label: "bench")
    logger.logLevel = .warning
    let cluster = try await PrivateCluster.start(stateDirectory: home, logger: logger)
    do {
      let connection = try await Connection.connect(cluster.connectionString, logger: logger)
      // The one setting that is not recensiond's own: its 40 connections leave no room for pgbench's 32.
      try await connection.execute("ALTER SYSTEM SET max_connections = 100")
      try await connection.execute("CREATE DATABASE yardstick TEMPLATE template0")
      await connection.close()
    } catch {
      try await cluster.stop()
      throw error
    }
    try await cluster.stop()
    return Rig(
      home: cluster.state.path, program: program, conninfo: cluster.connectionString,
      yardstick: cluster.connectionString + " dbname=yardstick", programs: cluster.programsFolder,
      data: cluster.dataFolder)
  }

  /// Runs `body` with the server running, and stops it afterwards.
  func withServer<T>(
    limits: String? = ServerProcess.noLimits, _ body: (ServerProcess) async throws -> T
  ) async throws -> T {
    let server = try await ServerProcess.start(program: program, home: home, limits: limits)
    let result: Result<T, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await server.stop()
    return try result.get()
  }

  /// Runs `body` with a second server on the database of the one that runs, and stops it afterwards.
  func withAnotherServer<T>(_ body: (ServerProcess) async throws -> T) async throws -> T {
    let server = try await ServerProcess.start(program: program, home: home + "-two", database: conninfo)
    let result: Result<T, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await server.stop()
    return try result.get()
  }

  /// Runs `body` with PostgreSQL running and no server.
  func withCluster<T>(_ body: () async throws -> T) async throws -> T {
    var logger = Logger(label: "bench")
    logger.logLevel = .warning
    let cluster = try await PrivateCluster.start(stateDirectory: home, logger: logger)
    let result: Result<T, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    try await cluster.stop()
    return try result.get()
  }

  /// Runs `body` with a connection to the server's database.
  @discardableResult
  func withConnection<T>(_ body: (Connection) async throws -> T) async throws -> T {
    let connection = try await Connection.connect(conninfo)
    let result: Result<T, any Error>
    do { result = .success(try await body(connection)) } catch { result = .failure(error) }
    await connection.close()
    return try result.get()
  }

  /// What the figures hold for.
  struct Environment: Encodable {
    var postgres: String
    /// `fsync`, `synchronous_commit` and the others that decide what durable means.
    var settings: [String: String]
    var processors: Int
    var system: String
  }

  func environment() async throws -> Environment {
    try await withConnection { connection in
      let names = ["fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "shared_buffers"]
      let rows = try await connection.query(
        "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY ($1)", names)
      let version = try await connection.query("SELECT current_setting('server_version')").only()
      var system = utsname()
      uname(&system)
      let release = withUnsafeBytes(of: &system.release) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      return Environment(
        postgres: try version.decode(String.self),
        settings: Dictionary(
          uniqueKeysWithValues: try rows.decode(String.self, String.self).map { ($0, $1) }),
        processors: sysconf(CInt(_SC_NPROCESSORS_ONLN)), system: "Linux \(release)")
    }
  }
}
