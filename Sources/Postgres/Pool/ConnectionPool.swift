public import Logging
import Synchronization

/// A bounded set of connections to one database, each lent to one caller at a time.
///
/// A connection that comes back broken, in a transaction or with a request in flight is closed. Other session
/// state that a caller leaves (SET, LISTEN, temporary tables, advisory locks) stays.
public final class ConnectionPool: Sendable {
  private struct State {
    var machine: PoolStateMachine
    var connections: [PoolStateMachine.ConnectionID: Connection] = [:]
    var waiters: [PoolStateMachine.WaiterID: CheckedContinuation<Result<Lease, PostgresError>, Never>] = [:]
    var lastWaiter: PoolStateMachine.WaiterID = 0
    /// Why the last attempt to connect failed.
    var lastFailure: PostgresError?
    var closers: [CheckedContinuation<Void, Never>] = []
    var isClosed = false
    var timer: (task: Task<Void, Never>, deadline: Duration)?
  }

  struct Lease: Sendable {
    let id: PoolStateMachine.ConnectionID
    let connection: Connection
  }

  private let conninfo: String
  private let bounds: Bounds
  private let logger: Logger
  private let origin = ContinuousClock.now
  private let state: Mutex<State>

  /// - Parameters:
  ///   - conninfo: as for `Connection.connect`.
  ///   - logger: gets the server's notices, and failures to connect.
  public init(_ conninfo: String, bounds: Bounds = Bounds(), logger: Logger = Logger(label: "postgres")) {
    self.conninfo = conninfo
    self.bounds = bounds
    self.logger = logger
    state = Mutex(State(machine: PoolStateMachine(bounds: bounds)))
    update { machine, now in machine.start(now: now) }
  }

  /// How it stands at one moment.
  public struct Figures: Sendable {
    /// Connections that are lent or being made.
    public var lent: Int
    /// Connections that nobody uses.
    public var idle: Int
    /// Callers that wait for one.
    public var waiting: Int
    /// How many connections there may be.
    public var most: Int
  }

  /// How it stands now.
  public var figures: Figures {
    state.withLock { state in
      let machine = state.machine
      return Figures(
        lent: machine.connectionCount - machine.idleCount, idle: machine.idleCount,
        waiting: machine.waiterCount,
        most: bounds.maximum)
    }
  }

  deinit { state.withLock { $0.timer?.task.cancel() } }

  /// Lends a connection to `body` while it runs.
  /// - Throws: what `body` throws, or a `PostgresError` of kind `timeout`, `poolExhausted`, `closed` or
  ///   `cancelled` if there was no connection.
  @discardableResult
  nonisolated(nonsending) public func withConnection<Value>(
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    let lease = try await acquire()
    defer { release(lease) }
    return try await body(lease.connection)
  }

  /// Refuses new and waiting callers, and returns when every lent connection is back and all are closed. Do
  /// not call it while holding one.
  public func close() async {
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        if !state.isClosed { state.closers.append(continuation) }
        return state.isClosed
      }
      if isClosed { return continuation.resume() }
      update { machine, _ in machine.close() }
    }
  }

  func acquire() async throws(PostgresError) -> Lease {
    let id = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    return try await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { $0.waiters[id] = continuation }
        update { machine, now in machine.acquire(id, now: now) }
        // The cancellation handler may have run before there was anything to cancel.
        if Task.isCancelled { update { machine, _ in machine.cancel(id) } }
      }
    } onCancel: {
      update { machine, _ in machine.cancel(id) }
    }.get()
  }

  func release(_ lease: Lease) {
    let connection = lease.connection
    let isReusable = connection.isOpen && connection.transactionStatus == .idle
    update { machine, now in machine.release(lease.id, isReusable: isReusable, now: now) }
  }

  /// Feeds the state machine an input and carries out its actions.
  private func update(_ input: (inout PoolStateMachine, Duration) -> [PoolStateMachine.Action]) {
    let now = origin.duration(to: .now)
    state.withLock { state in
      for action in input(&state.machine, now) { perform(action, &state) }
      schedule(&state)
    }
  }

  private func perform(_ action: PoolStateMachine.Action, _ state: inout State) {
    switch action {
    case .connect(let id):
      Task { await connect(id) }
    case .close(let id):
      state.connections.removeValue(forKey: id)?.inbox.push(.close {})
    case .lease(let waiter, let id):
      guard let continuation = state.waiters.removeValue(forKey: waiter) else { return }
      // Every connection that the machine lends was stored here when it was made.
      guard let connection = state.connections[id] else {
        return continuation.resume(returning: .failure(PostgresError(.closed)))
      }
      continuation.resume(returning: .success(Lease(id: id, connection: connection)))
    case .fail(let waiter, let refusal):
      let error = Self.error(for: refusal, cause: state.lastFailure)
      state.waiters.removeValue(forKey: waiter)?.resume(returning: .failure(error))
    case .closed:
      state.isClosed = true
      for closer in state.closers { closer.resume() }
      state.closers = []
    }
  }

  private func connect(_ id: PoolStateMachine.ConnectionID) async {
    do throws(PostgresError) {
      let connection = try await Connection.connect(
        conninfo, logger: logger, timeout: bounds.connectTimeout,
        ended: { [weak self] in self?.ended(id) })
      state.withLock { state in
        state.connections[id] = connection
        state.lastFailure = nil
      }
      update { machine, now in machine.connected(id, now: now) }
      // It may have ended before the machine knew it.
      if !connection.isOpen { ended(id) }
    } catch {
      logger.warning("no connection to the database", metadata: ["reason": "\(error)"])
      state.withLock { $0.lastFailure = error }
      update { machine, now in machine.connectFailed(id, now: now) }
    }
  }

  private func ended(_ id: PoolStateMachine.ConnectionID) {
    state.withLock { $0.connections[id] = nil }
    update { machine, now in machine.ended(id, now: now) }
  }

  /// Sets the timer, unless one fires no later. A timer that fires too early does no harm.
  private func schedule(_ state: inout State) {
    guard let deadline = state.machine.nextDeadline else { return }
    if let timer = state.timer, timer.deadline <= deadline { return }
    state.timer?.task.cancel()
    let instant = origin + deadline
    let task = Task { [weak self] in
      do { try await Task.sleep(until: instant, clock: .continuous) } catch { return }
      self?.timerFired(deadline)
    }
    state.timer = (task, deadline)
  }

  private func timerFired(_ deadline: Duration) {
    state.withLock { state in
      if state.timer?.deadline == deadline { state.timer = nil }
    }
    update { machine, now in machine.tick(now: now) }
  }

  private static func error(for refusal: PoolStateMachine.Refusal, cause: PostgresError?) -> PostgresError {
    switch refusal {
    case .timeout:
      PostgresError(.timeout, "no database connection became free in time", cause: cause)
    case .exhausted: PostgresError(.poolExhausted)
    case .closed: PostgresError(.closed, "the connection pool is closed")
    case .cancelled: PostgresError(.cancelled, "waiting for a database connection was cancelled")
    }
  }
}
