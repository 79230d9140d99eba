public import Logging

/// A connection to a PostgreSQL server, on a thread of its own.
///
/// Requests of several tasks are carried out one after another, in the order in which they were made; a transaction
/// needs the connection to itself. When the awaiting task is cancelled, the query is cancelled on the server and
/// the connection stays fit for use. Results and parameters go in binary format.
///
/// No call blocks the thread it is made on: all calls into libpq are made on the connection's own thread, which
/// waits in `poll`. The connection is closed when its last reference goes.
public final class Connection: Sendable {
  let inbox: Inbox
  let logger: Logger
  /// The server process that serves this connection.
  public let serverProcessID: Int32
  /// As PostgreSQL counts: 150018 is 15.18.
  public let serverVersion: Int

  init(inbox: Inbox, logger: Logger, server: ConnectionLoop.Server) {
    self.inbox = inbox
    self.logger = logger
    serverProcessID = server.processID
    serverVersion = server.version
  }

  deinit { inbox.push(.close {}) }

  /// Connects.
  /// - Parameters:
  ///   - conninfo: a libpq connection string or URI; several hosts are tried in turn.
  ///   - logger: gets the server's notices.
  ///   - timeout: for the whole of it, all hosts together.
  /// - Throws: kinds `connectionFailed`, `timeout` or `cancelled`.
  public static func connect(
    _ conninfo: String, logger: Logger = Logger(label: "postgres"), timeout: Duration = .seconds(10)
  ) async throws(PostgresError) -> Connection {
    try await connect(conninfo, logger: logger, timeout: timeout, ended: {})
  }

  /// - Parameter ended: called once, when a connection that was made is gone.
  static func connect(
    _ conninfo: String, logger: Logger, timeout: Duration, ended: @escaping @Sendable () -> Void
  ) async throws(PostgresError) -> Connection {
    let inbox = try Inbox()
    let result: Result<ConnectionLoop.Server, PostgresError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        ConnectionLoop.start(
          conninfo, inbox: inbox, logger: logger, timeout: timeout,
          connected: { continuation.resume(returning: $0) }, ended: ended)
      }
    } onCancel: {
      inbox.push(.close {})
    }
    return Connection(inbox: inbox, logger: logger, server: try result.get())
  }

  /// Closes the connection and waits until its thread has let go of it. Requests under way fail.
  public func close() async {
    await withCheckedContinuation { continuation in
      if !inbox.push(.close { continuation.resume() }) { continuation.resume() }
    }
  }

  /// Where the connection stands after the last request.
  public var transactionStatus: TransactionStatus { inbox.transactionStatus }

  /// Whether requests can still be made.
  public var isOpen: Bool { inbox.isOpen }
}
