internal import CLibPQ

extension ConnectionLoop {
  /// Hands the job to libpq and tells the state machine which replies the server owes.
  func send(_ job: Job) -> [Machine.Action] {
    let steps: [Machine.Step]?
    switch job.work {
    case .pipeline(let requests): steps = send(requests)
    case .script(let sql), .copyOut(let sql, _), .copyIn(let sql, _): steps = send(script: sql)
    }
    guard let steps else { return machine.lost(PostgresError(.connectionLost)) }
    machine.sent(steps)
    return []
  }

  /// - Returns: nil if libpq refuses it, which happens only on a broken connection.
  private func send(script: String) -> [Machine.Step]? {
    if PQpipelineStatus(connection) != PQ_PIPELINE_OFF && PQexitPipelineMode(connection) == 0 { return nil }
    return PQsendQuery(connection, script) != 0 ? [.script] : nil
  }

  private func send(_ requests: [Request]) -> [Machine.Step]? {
    if PQpipelineStatus(connection) == PQ_PIPELINE_OFF && PQenterPipelineMode(connection) == 0 { return nil }
    guard var steps = dropDiscardedStatements() else { return nil }
    steps.reserveCapacity(steps.count + 2 * requests.count + 1)
    for (index, request) in requests.enumerated() {
      guard send(request, index, &steps) else { return nil }
    }
    guard PQpipelineSync(connection) != 0 else { return nil }
    steps.append(.sync)
    return steps
  }

  private func send(_ request: Request, _ index: Int, _ steps: inout [Machine.Step]) -> Bool {
    let parameters = request.parameters
    guard request.statement.isPrepared else {
      steps.append(.request(index, name: nil))
      return parameters.withPointers { types, values, lengths, formats in
        PQsendQueryParams(
          connection, request.statement.text, CInt(parameters.count), types, values, lengths, formats, 1) != 0
      }
    }
    let name: String
    switch statements.look(up: .init(text: request.statement.text, types: parameters.types)) {
    case .prepared(let known):
      name = known
    case .new(let new):
      name = new
      let types = parameters.types.map(\.rawValue)
      guard PQsendPrepare(connection, name, request.statement.text, CInt(types.count), types) != 0 else {
        return false
      }
      steps.append(.preparation(request: index, name: name))
    }
    steps.append(.request(index, name: name))
    return parameters.withPointers { _, values, lengths, formats in
      PQsendQueryPrepared(
        connection, name, CInt(parameters.count), values, lengths, formats, 1) != 0
    }
  }

  /// Drops them in a group of its own, so that neither its failure nor its snapshot affects the next job.
  private func dropDiscardedStatements() -> [Machine.Step]? {
    // In an open transaction, a failure would abort it.
    let isIdle = PQtransactionStatus(connection) == PQTRANS_IDLE
    guard isIdle, !statements.discarded.isEmpty else { return [] }
    var steps: [Machine.Step] = []
    for name in statements.takeDiscarded() {
      let sent = PQsendQueryParams(connection, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 1)
      guard sent != 0, PQpipelineSync(connection) != 0 else { return nil }
      steps += [.housekeeping, .sync]
    }
    return steps
  }
}

extension EncodedParameters {
  /// Calls `body` with the arrays that libpq takes: types, values, lengths and formats, all binary.
  fileprivate func withPointers(
    _ body: ([UInt32], [UnsafePointer<CChar>?], [CInt], [CInt]) -> Bool
  ) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        let values = ranges.map { range in range.flatMap { buffer.baseAddress?.advanced(by: $0.lowerBound) } }
        let lengths = ranges.map { CInt($0?.count ?? 0) }
        return body(types.map(\.rawValue), values, lengths, Array(repeating: 1, count: count))
      }
    }
  }
}
