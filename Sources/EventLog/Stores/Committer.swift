internal import DequeModule
internal import Logging
internal import Postgres

/// Appends to the log in PostgreSQL: all that is waiting goes into one transaction, each request with its own
/// outcome. One a server; several servers on one database take turns at the lock on `log.head`.
public actor Committer {
  /// What a batch and the queue may hold.
  public struct Bounds: Sendable {
    /// Requests in one transaction.
    public var batch = 512
    /// About how many bytes one transaction sends.
    public var batchBytes = 8 << 20
    /// Requests waiting; one more is refused.
    public var queue = 8192
    /// How often a batch whose connection was lost is tried again, and the pause before the first time; each pause
    /// is twice the one before.
    public var attempts = 6
    public var pause = Duration.milliseconds(50)

    public init() {}
  }

  private struct Waiting {
    var request: AppendRequest
    var continuation: CheckedContinuation<Result<AppendReceipt, AppendError>, Never>
  }

  private let conninfo: String
  private let bounds: Bounds
  private let progress: Progress
  private let clock: @Sendable () -> Int64
  private var waiting: Deque<Waiting> = []
  private var connection: Connection?
  private var loop: Task<Void, Never>?
  private var isClosed = false

  init(conninfo: String, bounds: Bounds, progress: Progress, clock: @escaping @Sendable () -> Int64) {
    self.conninfo = conninfo
    self.bounds = bounds
    self.progress = progress
    self.clock = clock
  }

  func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    if let fault = request.fault { throw .invalid(fault) }
    if isClosed { throw .unavailable("the server is stopping") }
    guard waiting.count < bounds.queue else { throw .overloaded }
    return try await withCheckedContinuation { continuation in
      waiting.append(Waiting(request: request, continuation: continuation))
      if loop == nil { loop = Task { await run() } }
    }.get()
  }

  func close() async {
    isClosed = true
    await loop?.value
    await connection?.close()
    connection = nil
  }

  private func run() async {
    while !waiting.isEmpty {
      let batch = nextBatch()
      let outcomes = await commit(batch.map(\.request))
      let reached = outcomes.compactMap { outcome -> Int64? in
        if case .success(let receipt) = outcome { receipt.position } else { nil }
      }
      if let reached = reached.max() { progress.advance(to: reached) }
      for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(returning: outcome) }
    }
    loop = nil
  }

  private func nextBatch() -> [Waiting] {
    var batch: [Waiting] = []
    var bytes = 0
    while let next = waiting.first, batch.count < bounds.batch {
      bytes += next.request.size
      if !batch.isEmpty, bytes > bounds.batchBytes { break }
      batch.append(waiting.removeFirst())
    }
    return batch
  }

  /// Commits a batch, over a new connection where one is lost. A batch that is tried again meets its own keys if it
  /// was committed after all: the lock on the head is only had when the lost transaction has ended.
  private func commit(_ requests: [AppendRequest]) async -> [Result<AppendReceipt, AppendError>] {
    var pause = bounds.pause
    var unsettled = false
    for attempt in 1...bounds.attempts {
      do {
        let connection = try await connected()
        return try await BatchTransaction(connection).commit(requests, now: clock())
      } catch {
        await lose()
        if !error.isTransient { return await isolate(requests, error) }
        if error.kind == .connectionLost { unsettled = true }
        if attempt == bounds.attempts {
          let failure: AppendError = unsettled ? .unknown("\(error)") : .unavailable("\(error)")
          return requests.map { _ in .failure(failure) }
        }
      }
      do { try await Task.sleep(for: pause) } catch { continue }
      pause *= 2
    }
    return requests.map { _ in .failure(.unavailable("no attempt was made")) }
  }

  /// The database refused a batch for what is in it: halves are tried apart until the request at fault is alone.
  private func isolate(
    _ requests: [AppendRequest], _ error: PostgresError
  ) async -> [Result<AppendReceipt, AppendError>] {
    if requests.count == 1 { return [.failure(.unavailable("\(error)"))] }
    let middle = requests.count / 2
    let first = await commit(Array(requests[..<middle]))
    let second = await commit(Array(requests[middle...]))
    return first + second
  }

  private func connected() async throws(PostgresError) -> Connection {
    if let connection, connection.isOpen { return connection }
    let made = try await Connection.connect(conninfo, logger: Logger(label: "recension.log"))
    connection = made
    return made
  }

  private func lose() async {
    await connection?.close()
    connection = nil
  }
}

extension PostgresError {
  /// Whether the same batch may well succeed when it is tried again.
  fileprivate var isTransient: Bool {
    switch kind {
    case .connectionFailed, .connectionLost, .closed, .timeout: true
    case .server, .aborted:
      switch (sqlState ?? cause?.sqlState)?.classCode {
      // Connection exceptions, transaction rollbacks (deadlock, serialization), resources, operator intervention.
      case "08", "40", "53", "57", "58": true
      default: false
      }
    case .cancelled, .poolExhausted, .decoding, .invalidRequest, .protocolViolation: false
    }
  }
}
