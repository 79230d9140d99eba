extension Connection {
  /// Runs a `COPY … TO STDOUT` and returns its bytes as they arrive.
  ///
  /// The connection goes on to its next request when the copy has ended or its iterator is gone.
  public func copyOut(_ sql: String) async throws(PostgresError) -> CopyOut {
    try Request(Statement(sql)).validate()
    let inbox = inbox
    let buffer = CopyOutBuffer(limit: 1 << 20) { inbox.push(.wake) }
    let id = inbox.nextID()
    let copy = CopyOut(buffer, connection: self, id: id)
    submit(
      Job(id: id, work: .copyOut(sql, buffer)) { outcomes in
        buffer.finish(outcomes[0].map { _ in })
      })
    let started = await withTaskCancellationHandler {
      if Task.isCancelled { inbox.push(.cancel(id)) }
      return await buffer.start()
    } onCancel: {
      inbox.push(.cancel(id))
    }
    try started.get()
    return copy
  }

  /// Runs a `COPY … FROM STDIN` with the bytes that `write` provides, in chunks of any size.
  ///
  /// If `write` throws, the copy is undone.
  /// - Returns: how many rows were copied.
  @discardableResult
  nonisolated(nonsending) public func copyIn(
    _ sql: String, _ write: nonisolated(nonsending) (CopyIn) async throws -> Void
  ) async throws -> Int {
    try Request(Statement(sql)).validate()
    let copy = CopyIn(inbox: inbox)
    submit(
      Job(id: copy.id, work: .copyIn(sql, started: { copy.hasStarted() })) { copy.hasEnded($0[0]) })
    await copy.start()
    do {
      try await write(copy)
    } catch {
      inbox.push(.copyEnd(copy.id, reason: "the writer gave up"))
      let outcome = await copy.outcome()
      // If the server refused a chunk, its error says why.
      if case .failure(let refusal) = outcome, refusal.sqlState != .queryCanceled { throw refusal }
      throw error
    }
    inbox.push(.copyEnd(copy.id, reason: nil))
    return try await copy.outcome().get().affected ?? 0
  }
}
