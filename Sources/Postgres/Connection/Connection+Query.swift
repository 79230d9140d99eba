extension Connection {
  /// Carries out one statement.
  @discardableResult
  public func query(
    _ statement: Statement, _ parameters: (any PostgresEncodable)?...
  ) async throws(PostgresError) -> Rows {
    try await query(Request(statement, parameters: parameters))
  }

  /// Carries out one statement.
  @discardableResult
  public func query(_ request: Request) async throws(PostgresError) -> Rows {
    try await pipelineResults([request])[0].get()
  }

  /// Runs one statement and ignores its rows.
  /// - Returns: how many rows it changed.
  @discardableResult
  public func execute(
    _ statement: Statement, _ parameters: (any PostgresEncodable)?...
  ) async throws(PostgresError) -> Int {
    try await query(Request(statement, parameters: parameters)).affected
  }

  /// Runs any number of statements without parameters, separated by semicolons, as one transaction unless the
  /// text says otherwise.
  public func script(_ sql: String) async throws(PostgresError) {
    if sql.utf8.contains(0) {
      throw PostgresError(.invalidRequest, "an SQL text must not hold the NUL character")
    }
    _ = try await perform(.script(sql))[0].get()
  }

  /// Sends all requests at once and waits for their results: one round trip.
  ///
  /// Unless the requests begin a transaction themselves, they are one: all take effect or none.
  /// - Throws: the error of the first request that failed. Those after it were not carried out.
  public func pipeline(_ requests: [Request]) async throws(PostgresError) -> [Rows] {
    let results = await pipelineResults(requests)
    var rows: [Rows] = []
    rows.reserveCapacity(results.count)
    for result in results { rows.append(try result.get()) }
    return rows
  }

  /// As `pipeline`, with one result for each request.
  ///
  /// After the first that fails, the rest fail with kind `aborted` and that error as their cause. Those
  /// before it succeeded, but are undone with it unless a COMMIT came between.
  public func pipelineResults(_ requests: [Request]) async -> [Result<Rows, PostgresError>] {
    await pipelineResults(requests, cancellable: true)
  }

  func pipelineResults(
    _ requests: [Request], cancellable: Bool
  ) async -> [Result<Rows, PostgresError>] {
    if requests.isEmpty { return [] }
    do throws(PostgresError) {
      for request in requests { try request.validate() }
    } catch {
      return Array(repeating: .failure(error), count: requests.count)
    }
    return await perform(.pipeline(requests), cancellable: cancellable).map { $0.map(Rows.init) }
  }

  /// Hands a job to the connection's thread and waits for its results, at least one.
  func perform(_ work: Job.Work, cancellable: Bool = true) async -> [Job.RequestResult] {
    let id = inbox.nextID()
    let isLate = cancellable && Task.isCancelled
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let job = Job(id: id, work: work) { continuation.resume(returning: $0) }
        if isLate { return job.finish(failures(.cancelled, job)) }
        submit(job)
        // The cancellation handler may have run before the job was there.
        if cancellable && Task.isCancelled { inbox.push(.cancel(id)) }
      }
    } onCancel: {
      if cancellable { inbox.push(.cancel(id)) }
    }
  }

  func submit(_ job: Job) {
    if !inbox.push(.submit(job)) {
      job.finish(failures(.closed, job))
    }
  }

  private func failures(_ kind: PostgresError.Kind, _ job: Job) -> [Job.RequestResult] {
    Array(repeating: .failure(PostgresError(kind)), count: job.requestCount)
  }
}
