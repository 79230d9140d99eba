internal import EventLog
internal import Logging
internal import Postgres
internal import PrivateCluster
internal import Schema
internal import Scholarship

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
  ///   - patience: for how long a database that does not answer is tried.
  ///   - takesOver: whether no server that is running on it may write from now on.
  ///   - sweeps: whether files go that an import left without coming to name them.
  static func open(
    _ named: String?, in state: StateDirectory?, bounds: ConnectionPool.Bounds,
    patience: Duration = .seconds(30), takesOver: Bool = false,
    sweeps: Bool = false, logger: Logger
  ) async throws -> Database {
    var cluster: PrivateCluster?
    if named == nil, let state { cluster = try await .start(in: state, logger: logger) }
    guard let owner = named ?? cluster?.connectionString else {
      preconditionFailure("there is one or the other")
    }
    do {
      let parameters = try parameters(of: owner).withDeadlines()
      let connection = try await connect(parameters.conninfo, patience, logger)
      try await Schema.current.keeping(Event.facts + NotebookEvent.facts).migrate(connection)
      if takesOver { try await takeOver(connection, logger) }
      if sweeps { try await sweep(connection, logger) }
      await connection.close()
      let conninfo = parameters.acting(as: "recension_server").conninfo
      return Database(
        cluster: cluster, conninfo: conninfo, pool: ConnectionPool(conninfo, bounds: bounds, logger: logger))
    } catch {
      // A cluster that we started and cannot use is not left running.
      try await cluster?.stop()
      throw error
    }
  }

  private static func parameters(of conninfo: String) throws(StartError) -> ConnectionParameters {
    do {
      return try ConnectionParameters(conninfo)
    } catch {
      throw DatabaseName.unreadable
    }
  }

  /// Tries for a while: at the start of a machine, the database may come up after the server.
  private static func connect(
    _ conninfo: String, _ patience: Duration, _ logger: Logger
  ) async throws -> Connection {
    let end = ContinuousClock.now + patience
    var isFirst = true
    while true {
      do {
        return try await Connection.connect(conninfo, logger: logger, timeout: max(end - .now, .seconds(1)))
      } catch {
        if Task.isCancelled { throw error }
        guard error.mayPass, ContinuousClock.now < end else {
          throw StartError(
            "The database cannot be reached: \(error). See that it runs, and that it takes connections as --database "
              + "has them (“psql CONNINFO” tries the same); then start again.")
        }
        if isFirst {
          logger.warning(
            "the database does not answer yet; it is tried again",
            metadata: ["for": "\(patience)", "cause": "\(error)"])
        }
        isFirst = false
        try await Task.sleep(for: .milliseconds(500))
      }
    }
  }

  private static func takeOver(_ connection: Connection, _ logger: Logger) async throws {
    let epoch = try await connection.query(
      "SELECT log.take_over(session_user::text, $1)", "a server was started with --take-over"
    ).only().decode(Int64.self)
    logger.notice(
      "took over the log: no other server that is running writes any more", metadata: ["epoch": "\(epoch)"])
  }

  /// A database that takes no writes now is swept another time.
  private static func sweep(_ connection: Connection, _ logger: Logger) async throws {
    let place: Int64?
    do throws(PostgresError) {
      place = try await connection.query("SELECT log.sweep_texts()").only().decode(Int64?.self)
    } catch {
      guard error.sqlState != nil else { throw error }
      if error.sqlState == .featureNotSupported {
        return logger.warning(
          """
          files that an import may have left stay: the log has events of a newer version of this program, which may name \
          them; start that one
          """)
      }
      return logger.warning(
        "files that an import may have left could not be looked for", metadata: ["cause": "\(error)"])
    }
    guard let place else { return }
    logger.notice(
      "erased files that an import had left, and that nothing names", metadata: ["position": "\(place)"])
  }

  func close(logger: Logger) async {
    await pool.close()
    do {
      try await cluster?.stop()
    } catch {
      logger.error("PostgreSQL could not be stopped cleanly", metadata: ["error": "\(error)"])
    }
  }
}

extension ConnectionParameters {
  /// With an end to waiting for a machine that is gone or a network that drops everything, where they say nothing of it:
  /// what is sent and not acknowledged, or asked for by a sign of life and not given, breaks the connection after half a
  /// minute. However long a query may take that is under way, its server gives signs of life. Over a Unix socket none of
  /// this counts.
  func withDeadlines() -> ConnectionParameters {
    let standard = [
      "tcp_user_timeout": "30000", "keepalives": "1", "keepalives_idle": "10", "keepalives_interval": "5",
      "keepalives_count": "4",
    ]
    var copy = self
    for (keyword, value) in standard where copy[keyword] == nil { copy[keyword] = value }
    return copy
  }

  /// The same database, as a role that may do less than the one that owns it. What else the session is to be set to
  /// stays.
  func acting(as role: String) -> ConnectionParameters {
    var copy = self
    copy["options"] = [copy["options"], "-c role=\(role)"].compactMap { $0 }.joined(separator: " ")
    return copy
  }
}

extension PostgresError {
  /// Whether the database may answer later: it does not answer at all, is starting or has no room. That it does not know
  /// whom or what is asked for does not pass.
  fileprivate var mayPass: Bool {
    switch sqlState?.classCode {
    case nil, "53", "57": kind == .connectionFailed || kind == .timeout
    default: false
    }
  }
}
