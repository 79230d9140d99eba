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

  static func open(_ named: String?, in state: StateDirectory, logger: Logger) async throws -> Database {
    let cluster: PrivateCluster? = named == nil ? try await .start(in: state, logger: logger) : nil
    guard let owner = named ?? cluster?.connectionString else {
      preconditionFailure("there is one or the other")
    }
    do {
      let connection = try await Connection.connect(owner, logger: logger, timeout: .seconds(30))
      try await Schema.migrate(connection)
      await connection.close()
      let conninfo = Self.conninfo(owner, role: "recension_server")
      var bounds = ConnectionPool.Bounds()
      bounds.maximum = 12
      return Database(
        cluster: cluster, conninfo: conninfo, pool: ConnectionPool(conninfo, bounds: bounds, logger: logger))
    } catch {
      // A cluster that we started and cannot use is not left running.
      try await cluster?.stop()
      throw error
    }
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
