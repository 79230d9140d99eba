/// What went wrong between this process and the database.
///
/// `description` is fit for a person and for any log: it says what happened, the SQLSTATE, and at most the names
/// of the table, column and constraint. `debugDescription` adds the server's message, detail, hint, position and
/// the statement's text. Neither holds the value of a parameter: values that the server quotes back are struck
/// out before the error is made.
public struct PostgresError: Error {
  /// What happened to the request.
  public enum Kind: Sendable, Hashable {
    /// No connection was made.
    case connectionFailed
    /// The connection broke while the request was in flight; whether the server carried it out is unknown.
    case connectionLost
    /// The connection or pool was closed before the request was sent; the server never saw it.
    case closed
    /// The server refused the request; see `sqlState`.
    case server
    /// An earlier request of the same pipeline failed, so this one was not carried out; see `cause`.
    case aborted
    /// The waiting task was cancelled, and with it the query.
    case cancelled
    /// The time allowed for connecting, or for getting a connection from a pool, was over.
    case timeout
    /// The pool's queue of waiting callers is full.
    case poolExhausted
    /// A value of the result is not of the type that was asked for.
    case decoding
    /// The request cannot be sent as it is: too many parameters, or a NUL character in the SQL text.
    case invalidRequest
    /// The server or libpq answered something that does not fit the request.
    case protocolViolation
  }

  /// What happened to the request.
  public var kind: Kind { storage.kind }
  /// The server's error code, also if the connection was lost by an error that the server could still report.
  public var sqlState: SQLState? { storage.sqlState }
  /// The server's message.
  public var message: ServerMessage? { storage.message }
  /// The text of the statement that failed.
  public var statement: String? { storage.statement }
  /// The underlying error, such as the failed request before an aborted one.
  public var cause: PostgresError? { storage.cause }

  /// Kept in one allocation, so that a typed throw carries one pointer.
  private final class Storage: Sendable {
    let kind: Kind
    let sqlState: SQLState?
    let summary: String?
    let message: ServerMessage?
    let statement: String?
    let cause: PostgresError?

    init(
      _ kind: Kind, _ sqlState: SQLState?, _ summary: String?, _ message: ServerMessage?,
      _ statement: String?,
      _ cause: PostgresError?
    ) {
      (self.kind, self.sqlState, self.summary, self.message) = (kind, sqlState, summary, message)
      (self.statement, self.cause) = (statement, cause)
    }
  }

  private let storage: Storage

  /// - Parameter summary: a clause that says what happened. It must not hold a parameter's value.
  init(
    _ kind: Kind, _ summary: String? = nil, sqlState: SQLState? = nil, message: ServerMessage? = nil,
    statement: String? = nil, cause: PostgresError? = nil
  ) {
    storage = Storage(kind, sqlState ?? message?.sqlState, summary, message, statement, cause)
  }

  /// The same error with another kind, as when `query_canceled` answers our own cancel request.
  func with(kind: Kind) -> PostgresError {
    PostgresError(
      kind, storage.summary, sqlState: sqlState, message: message, statement: statement, cause: cause)
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String {
    var text = storage.summary ?? kind.summary
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let constraint = message?.constraint { text += ", constraint \(constraint)" }
    if let table = message?.table { text += ", table \(table)" }
    if let column = message?.column { text += ", column \(column)" }
    if let cause { text += "; because: \(cause)" }
    return text
  }

  public var debugDescription: String {
    var parts = [storage.summary ?? kind.summary]
    if let sqlState { parts.append("SQLSTATE \(sqlState)") }
    if let message { parts.append(message.description) }
    if let statement { parts.append("statement: \(statement)") }
    if let cause { parts.append("because: \(String(reflecting: cause))") }
    return "PostgresError.\(kind): " + parts.joined(separator: "; ")
  }
}

extension PostgresError.Kind {
  fileprivate var summary: String {
    switch self {
    case .connectionFailed: "could not connect to the database"
    case .connectionLost: "the connection to the database was lost; the request's outcome is unknown"
    case .closed: "the database connection is closed; the request was not sent"
    case .server: "the database refused the request"
    case .aborted: "not carried out, since an earlier request of the same pipeline failed"
    case .cancelled: "the query was cancelled"
    case .timeout: "the database did not answer in time"
    case .poolExhausted: "too many callers are waiting for a database connection; try again later"
    case .decoding: "a value of the result is not of the expected type"
    case .invalidRequest: "the request cannot be sent to the database"
    case .protocolViolation: "the database answered something unexpected"
    }
  }
}
