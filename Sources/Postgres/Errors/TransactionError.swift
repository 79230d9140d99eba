/// How a transaction failed: by its part, since each leaves the database in another state.
public enum TransactionError<Body: Error>: Error {
  /// It did not begin; nothing was changed.
  case begin(PostgresError)
  /// The body threw, and the transaction was rolled back. If `rollback` is an error, the connection is
  /// unusable, and the server rolls back when it ends.
  case body(Body, rollback: PostgresError?)
  /// The server refused to commit and rolled back.
  case commit(PostgresError)
  /// The connection was lost during COMMIT: it may have taken effect or not. Look before trying again.
  case commitUnknown(PostgresError)
}

extension TransactionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .begin(let error): "the transaction did not begin: \(error)"
    case .body(let error, rollback: nil): "the transaction was rolled back: \(error)"
    case .body(let error, rollback: let rollback?):
      "the transaction failed: \(error); and its rollback failed as well: \(rollback)"
    case .commit(let error): "the transaction was rolled back, since it could not be committed: \(error)"
    case .commitUnknown(let error): "it is not known whether the transaction was committed: \(error)"
    }
  }
}
