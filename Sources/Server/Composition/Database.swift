internal import EventLog
internal import Logging
internal import Postgres
internal import PrivateCluster
internal import Schema

/// The database that a server works on, brought up to date: a private cluster that is the server's own, or one that
/// was named.
struct Database: Sendable {
  let cluster: PrivateCluster?
  /// How the server's role reaches it.
  let conninfo: String
  let pool: ConnectionPool

  /// - Parameters:
  ///   - state: where a private cluster lies; not needed where a database is named.
  ///   - bounds: of the connections that read.
  ///   - takesOver: whether no server that is running on it may write from now on.
  static func open(
    _ named: String?, in state: StateDirectory?, bounds: ConnectionPool.Bounds, takesOver: Bool = false,
    logger: Logger
  ) async throws -> Database {
    var cluster: PrivateCluster?
    if named == nil, let state { cluster = try await .start(in: state, logger: logger) }
    guard let owner = named ?? cluster?.connectionString else {
      preconditionFailure("there is one or the other")
    }
    do {
      let connection = try await Connection.connect(owner, logger: logger, timeout: .seconds(30))
      try await Schema.migrate(connection)
      if takesOver { try await takeOver(connection, logger) }
      await connection.close()
      let conninfo = Self.conninfo(owner, role: "recension_server")
      return Database(
        cluster: cluster, conninfo: conninfo, pool: ConnectionPool(conninfo, bounds: bounds, logger: logger))
    } catch {
      // A cluster that we started and cannot use is not left running.
      try await cluster?.stop()
      throw error
    }
  }

  private static func takeOver(_ connection: Connection, _ logger: Logger) async throws {
    let epoch = try await connection.query(
      "SELECT log.take_over(session_user::text, $1)", "a server was started with --take-over"
    ).only().decode(Int64.self)
    logger.notice(
      "took over the log: no other server that is running writes any more", metadata: ["epoch": "\(epoch)"])
  }

  func close(logger: Logger) async {
    await pool.close()
    do {
      try await cluster?.stop()
    } catch {
      logger.error("PostgreSQL could not be stopped cleanly", metadata: ["error": "\(error)"])
    }
  }

  /// The same database, as a role that may do less than the one that owns it.
  private static func conninfo(_ owner: String, role: String) -> String {
    if owner.hasPrefix("postgres://") || owner.hasPrefix("postgresql://") {
      return owner + (owner.contains("?") ? "&" : "?") + "options=-c%20role%3D\(role)"
    }
    return owner + " options='-c role=\(role)'"
  }
}
