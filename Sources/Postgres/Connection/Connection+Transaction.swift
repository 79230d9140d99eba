/// How much a transaction sees of others (PostgreSQL documentation, 13.2).
public enum IsolationLevel: String, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}

extension Connection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// Cancelling the task cancels the body's queries. COMMIT and ROLLBACK are completed, so that the outcome
  /// is known.
  @discardableResult
  nonisolated(nonsending) public func transaction<Value, Failure: Error>(
    isolation: IsolationLevel? = nil, readOnly: Bool = false,
    _ body: nonisolated(nonsending) (Connection) async throws(Failure) -> Value
  ) async throws(TransactionError<Failure>) -> Value {
    do {
      try await query(Self.begin(isolation, readOnly: readOnly))
    } catch {
      // BEGIN may have taken effect although it was cancelled.
      if transactionStatus != .idle { _ = await perform("ROLLBACK") }
      throw .begin(error)
    }
    let value: Value
    do {
      value = try await body(self)
    } catch {
      switch await perform("ROLLBACK") {
      case .success: throw .body(error, rollback: nil)
      case .failure(let failure): throw .body(error, rollback: failure)
      }
    }
    switch await perform("COMMIT") {
    case .success(let rows) where rows.commandTag == "COMMIT":
      return value
    case .success:
      // If a statement failed and the body ignored that, the server answers COMMIT with a rollback.
      let cause = "a statement of it had failed"
      throw .commit(PostgresError(.server, cause, sqlState: .inFailedSQLTransaction))
    case .failure(let error) where error.kind == .connectionLost:
      throw .commitUnknown(error)
    case .failure(let error):
      throw .commit(error)
    }
  }

  private func perform(_ statement: Statement) async -> Result<Rows, PostgresError> {
    await pipelineResults([Request(statement)], cancellable: false)[0]
  }

  private static func begin(_ isolation: IsolationLevel?, readOnly: Bool) -> Request {
    var text = "BEGIN"
    if let isolation { text += " ISOLATION LEVEL \(isolation.rawValue)" }
    if readOnly { text += " READ ONLY" }
    return Request(Statement(text))
  }
}
