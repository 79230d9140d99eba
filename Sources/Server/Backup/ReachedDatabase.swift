internal import Logging
internal import Postgres
internal import PrivateCluster

/// A database for a command that works beside the server or without one: named, of a private cluster that a server runs, or
/// of one that is started for as long as the command takes. It is as it is found, not brought up to date.
struct ReachedDatabase: Sendable {
  let conninfo: String
  /// The cluster that was started for it.
  private let cluster: PrivateCluster?

  /// - Parameter options: of these, the state directory and the database count.
  static func reach(_ options: ServerOptions, logger: Logger) async throws -> ReachedDatabase {
    if let named = options.database { return ReachedDatabase(conninfo: named, cluster: nil) }
    if let running = try PrivateCluster.connectionString(ofRunningIn: options.home) {
      return ReachedDatabase(conninfo: running, cluster: nil)
    }
    try checkIsThere(in: options.home)
    let cluster = try await PrivateCluster.start(in: try await .hold(options.home), logger: logger)
    return ReachedDatabase(conninfo: cluster.connectionString, cluster: cluster)
  }

  /// Refuses a folder that is no state directory, before anything is made there.
  static func checkIsThere(in home: String) throws {
    guard try PrivateCluster.exists(in: home) else {
      throw StartError(
        "There is no database in \(home). Name the state directory of a server with --home, or a database with "
          + "--database.")
    }
  }

  /// A connection to it, closed afterwards, with what was started for it; also where the program is told to stop.
  ///
  /// - Parameter remains: what to say of how it is then.
  static func with<Value: Sendable>(
    _ options: ServerOptions, logger: Logger, whenStopped remains: String,
    _ body: @escaping @Sendable (ReachedDatabase, Connection) async throws -> Value
  ) async throws -> Value {
    try await RecensionServer.stoppable(remains) { try await reached(options, logger: logger, body) }
  }

  private static func reached<Value>(
    _ options: ServerOptions, logger: Logger,
    _ body: nonisolated(nonsending) (ReachedDatabase, Connection) async throws -> Value
  ) async throws -> Value {
    let reached = try await reach(options, logger: logger)
    let result: Result<Value, any Error>
    do {
      let connection = try await Connection.connect(
        try ConnectionParameters(reached.conninfo).withDeadlines().conninfo, logger: logger)
      do {
        result = .success(try await body(reached, connection))
      } catch let error as PostgresError where error.sqlState == .readOnlySQLTransaction {
        result = .failure(
          StartError(
            "The database takes no changes, so nothing was changed: it is read-only, or a standby. Let it take changes, or "
              + "name the one that does with --database."))
      } catch {
        result = .failure(error)
      }
      await connection.close()
    } catch {
      try await reached.cluster?.stop()
      throw error
    }
    try await reached.cluster?.stop()
    return try result.get()
  }
}
