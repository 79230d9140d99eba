extension ConnectionPool {
  /// Carries out one statement on any connection.
  @discardableResult
  public func query(
    _ statement: Statement, _ parameters: (any PostgresEncodable)?...
  ) async throws(PostgresError) -> Rows {
    let lease = try await acquire()
    defer { release(lease) }
    return try await lease.connection.query(Request(statement, parameters: parameters))
  }

  /// Carries out one statement on any connection.
  /// - Returns: how many rows it changed.
  @discardableResult
  public func execute(
    _ statement: Statement, _ parameters: (any PostgresEncodable)?...
  ) async throws(PostgresError) -> Int {
    let lease = try await acquire()
    defer { release(lease) }
    return try await lease.connection.query(Request(statement, parameters: parameters)).affected
  }

  /// As `Connection.pipeline`, on any connection.
  public func pipeline(_ requests: [Request]) async throws(PostgresError) -> [Rows] {
    let lease = try await acquire()
    defer { release(lease) }
    return try await lease.connection.pipeline(requests)
  }

  /// As `Connection.transaction`, on any connection. Without a connection, it fails with `begin`.
  @discardableResult
  nonisolated(nonsending) public func transaction<Value, Failure: Error>(
    isolation: IsolationLevel? = nil, readOnly: Bool = false,
    _ body: nonisolated(nonsending) (Connection) async throws(Failure) -> Value
  ) async throws(TransactionError<Failure>) -> Value {
    let lease: Lease
    do { lease = try await acquire() } catch { throw .begin(error) }
    defer { release(lease) }
    return try await lease.connection.transaction(isolation: isolation, readOnly: readOnly, body)
  }
}
