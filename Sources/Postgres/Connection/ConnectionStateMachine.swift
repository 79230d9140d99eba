import DequeModule

/// What is in flight on one connection, and what each reply of the server means for the waiting requests.
///
/// Jobs run one at a time, in order. A cancel request affects whatever the connection is doing when it
/// arrives, so this keeps it from hitting the next job. The machine does no I/O: every input returns the
/// actions for the connection's thread, in order.
struct ConnectionStateMachine<Output> {
  typealias JobID = UInt64
  typealias RequestResult = Result<Output, PostgresError>

  /// A reply that the server owes, in the order of sending.
  enum Step: Equatable {
    /// A statement is prepared for the request.
    case preparation(request: Int, name: String)
    /// The request itself; `name` is that of the prepared statement.
    case request(Int, name: String?)
    /// Discarded statements are dropped. Its failure does not matter.
    case housekeeping
    /// The end of a group: an error skips everything up to here.
    case sync
    /// Statements in the simple protocol, COPY among them; any number of replies.
    case script
  }

  enum Reply {
    case output(Output)
    case failure(PostgresError)
    /// Skipped by the server, since an earlier one of the group failed.
    case aborted
    case sync
    /// The end of one step's replies.
    case end
  }

  enum Action {
    /// Send the job, then call `sent`.
    case send(JobID)
    case finish(JobID, [RequestResult])
    /// Ask the server, from another thread, to cancel what the connection does; then call `cancelRequestEnded`.
    case requestCancel
    /// Call `cancelRetryIsDue` after this many milliseconds.
    case retryCancel(after: Int)
    case discardStatement(name: String)
    case forgetStatement(name: String)
  }

  private struct Waiting {
    let id: JobID
    let requests: Int
  }

  private struct Running {
    let id: JobID
    var outcomes: [RequestResult?]
    var steps: Deque<Step> = []
    var firstFailure: PostgresError?
    var isCancelled = false
  }

  private enum CancelRequest: Equatable {
    case none
    case inFlight(attempt: Int)
    case backingOff(attempt: Int)
  }

  private var waiting: Deque<Waiting> = []
  private var running: Running?
  private var cancelRequest = CancelRequest.none
  private(set) var end: PostgresError?

  /// Whether the server owes a reply.
  var expectsReply: Bool { running.map { !$0.steps.isEmpty } ?? false }
  var runningJob: JobID? { running?.id }
  var isRunningCancelled: Bool { running?.isCancelled ?? false }
  /// The request that the next reply is for.
  var currentRequest: Int? {
    switch running?.steps.first {
    case .request(let index, _), .preparation(let index, _): index
    default: nil
    }
  }
  var isIdle: Bool { running == nil && waiting.isEmpty && cancelRequest == .none }

  // MARK: - Inputs from callers

  /// - Parameter requests: how many results the job has.
  mutating func submit(_ id: JobID, requests: Int) -> [Action] {
    if let end { return [.finish(id, Array(repeating: .failure(end), count: requests))] }
    waiting.append(Waiting(id: id, requests: requests))
    return startNext()
  }

  /// Cancels a job. Does nothing if it is over or unknown.
  mutating func cancel(_ id: JobID) -> [Action] {
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      let job = waiting.remove(at: index)
      return [.finish(id, Array(repeating: .failure(PostgresError(.cancelled)), count: job.requests))]
    }
    guard running?.id == id, running?.isCancelled == false else { return [] }
    running?.isCancelled = true
    return sendCancel(attempt: 1)
  }

  /// Ends the connection. The running job's outcome is unknown; waiting jobs were not sent.
  mutating func close() -> [Action] {
    stop(
      running: PostgresError(.connectionLost, "the connection was closed while the request was under way"),
      waiting: PostgresError(.closed))
  }

  // MARK: - Inputs from the connection's thread

  /// The running job was sent, and the server owes these replies.
  mutating func sent(_ steps: [Step]) {
    running?.steps.append(contentsOf: steps)
  }

  /// The running job could not be sent; nothing of it went out.
  mutating func refused(_ error: PostgresError) -> [Action] {
    for index in running?.outcomes.indices ?? 0..<0 { running?.outcomes[index] = .failure(error) }
    return finishRunning()
  }

  mutating func received(_ reply: Reply) -> [Action] {
    guard let step = running?.steps.first else { return [] }
    switch (step, reply) {
    case (.request(let index, _), .output(let output)):
      running?.outcomes[index] = .success(output)
      return []

    case (.request(let index, let name), .failure(let error)):
      let error = asCancellation(error)
      fail(index, with: error)
      // The plan is stale or the statement is gone, as after a change of the schema.
      let isStale = error.sqlState == .featureNotSupported || error.sqlState == .invalidSQLStatementName
      if let name, isStale { return [.discardStatement(name: name)] }
      return []

    case (.preparation(let index, let name), .failure(let error)):
      fail(index, with: asCancellation(error))
      return [.forgetStatement(name: name)]

    case (.preparation(_, let name), .aborted):
      return [.forgetStatement(name: name)]

    case (.request(let index, _), .aborted):
      if running?.outcomes[index] == nil {
        let cause = running?.firstFailure
        running?.outcomes[index] = .failure(PostgresError(.aborted, cause: cause))
      }
      return []

    case (.script, .output(let output)):
      if running?.firstFailure == nil { running?.outcomes[0] = .success(output) }
      return []

    case (.script, .failure(let error)):
      if running?.firstFailure == nil { fail(0, with: asCancellation(error)) }
      return []

    case (.sync, .failure(let error)):
      // Deferred constraints fail here, after every request of the group seemed to succeed.
      let error = asCancellation(error)
      for index in running?.outcomes.indices ?? 0..<0 { fail(index, with: error) }
      return []

    case (.sync, .end), (.preparation, .output), (.housekeeping, .output), (.housekeeping, .failure),
      (.housekeeping, .aborted):
      return []

    case (.sync, .sync), (.request, .end), (.preparation, .end), (.housekeeping, .end), (.script, .end):
      running?.steps.removeFirst()
      return running?.steps.isEmpty == true ? finishRunning() : []

    case (_, .sync), (.script, .aborted), (.sync, .output), (.sync, .aborted):
      return lost(PostgresError(.protocolViolation))
    }
  }

  /// The other thread's cancel request is over, whether it reached the server or not.
  mutating func cancelRequestEnded() -> [Action] {
    guard case .inFlight(let attempt) = cancelRequest else { return [] }
    guard running?.isCancelled == true else {
      cancelRequest = .none
      return startNext()
    }
    // The server ignores a cancel request that arrives before the query, or between two queries of a
    // pipeline. One may not be enough.
    cancelRequest = .backingOff(attempt: attempt)
    return [.retryCancel(after: min(20 << min(attempt, 6), 1_000))]
  }

  mutating func cancelRetryIsDue() -> [Action] {
    guard case .backingOff(let attempt) = cancelRequest else { return [] }
    cancelRequest = .none
    guard running?.isCancelled == true else { return startNext() }
    return sendCancel(attempt: attempt + 1)
  }

  /// The connection broke.
  mutating func lost(_ error: PostgresError) -> [Action] {
    // If the server could still say why, use its error.
    let last = running?.firstFailure.flatMap { $0.message?.endsSession == true ? $0 : nil }
    let reason = last?.with(kind: .connectionLost) ?? error
    return stop(running: reason, waiting: PostgresError(.closed, cause: reason))
  }

  // MARK: - Parts

  private mutating func startNext() -> [Action] {
    guard end == nil, running == nil, cancelRequest == .none, let next = waiting.popFirst() else { return [] }
    running = Running(id: next.id, outcomes: Array(repeating: nil, count: next.requests))
    return [.send(next.id)]
  }

  private mutating func sendCancel(attempt: Int) -> [Action] {
    guard cancelRequest == .none else { return [] }
    cancelRequest = .inFlight(attempt: attempt)
    return [.requestCancel]
  }

  private mutating func fail(_ index: Int, with error: PostgresError) {
    running?.outcomes[index] = .failure(error)
    if running?.firstFailure == nil { running?.firstFailure = error }
  }

  private func asCancellation(_ error: PostgresError) -> PostgresError {
    running?.isCancelled == true && error.sqlState == .queryCanceled ? error.with(kind: .cancelled) : error
  }

  private mutating func finishRunning() -> [Action] {
    guard let job = running else { return [] }
    running = nil
    if case .backingOff = cancelRequest { cancelRequest = .none }
    let outcomes = job.outcomes.map { $0 ?? .failure(PostgresError(.protocolViolation)) }
    return [.finish(job.id, outcomes)] + startNext()
  }

  private mutating func stop(running lost: PostgresError, waiting unsent: PostgresError) -> [Action] {
    guard end == nil else { return [] }
    end = unsent
    var actions: [Action] = []
    if let job = running {
      running = nil
      // Nothing is certain before the end of the group, not even what seemed to succeed.
      let outcomes = job.outcomes.map { _ in RequestResult.failure(lost) }
      actions.append(.finish(job.id, outcomes))
    }
    for job in waiting {
      actions.append(.finish(job.id, Array(repeating: .failure(unsent), count: job.requests)))
    }
    waiting = []
    return actions
  }
}
