public import Logging

/// A connection to a PostgreSQL server, on a thread of its own.
///
/// Requests of several tasks are carried out one after another, in the order of the calls; a transaction
/// needs the connection to itself. Cancelling the waiting task cancels its query on the server, and the
/// connection stays usable. Parameters and results are binary.
///
/// No call blocks the calling thread: libpq is called only on the connection's own thread, which waits in
/// `poll`. The connection closes when its last reference goes.
public final class Connection: Sendable {
  let inbox: Inbox
  let logger: Logger
  /// The process id of the server process for this connection.
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
  ///   - timeout: for all hosts together.
  /// - Throws: kinds `connectionFailed`, `timeout` or `cancelled`.
  public static func connect(
    _ conninfo: String, logger: Logger = Logger(label: "postgres"), timeout: Duration = .seconds(10)
  ) async throws(PostgresError) -> Connection {
    try await connect(conninfo, logger: logger, timeout: timeout, ended: {})
  }

  /// - Parameter ended: called once, when an established connection is gone.
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

  /// Closes the connection and waits for its thread to end. Requests in flight fail.
  public func close() async {
    await withCheckedContinuation { continuation in
      if !inbox.push(.close { continuation.resume() }) { continuation.resume() }
    }
  }

  /// The transaction status after the last request.
  public var transactionStatus: TransactionStatus { inbox.transactionStatus }

  /// Whether requests can still be made.
  public var isOpen: Bool { inbox.isOpen }
}
