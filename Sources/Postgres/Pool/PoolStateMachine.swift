import DequeModule

/// Which connections a pool has, who waits for one, and what to do next.
///
/// It does no I/O and has no clock. Every input brings the time, as the duration since a fixed instant, and
/// returns the pool's next actions.
struct PoolStateMachine {
  typealias ConnectionID = UInt64
  typealias WaiterID = UInt64

  enum Action: Equatable {
    /// Make a connection, then call `connected` or `connectFailed`.
    case connect(ConnectionID)
    /// Close it; `ended` says when it is gone.
    case close(ConnectionID)
    case lease(WaiterID, ConnectionID)
    case fail(WaiterID, Refusal)
    /// All connections are gone, after `close`.
    case closed
  }

  enum Refusal: Equatable {
    case timeout
    case exhausted
    case closed
    case cancelled
  }

  private enum ConnectionState: Equatable {
    case connecting
    case idle(since: Duration)
    case leased
    /// It broke while it was lent; the caller has yet to return it.
    case leasedAndEnded
    case closing
  }

  private struct Waiter {
    let id: WaiterID
    let deadline: Duration
  }

  private let bounds: ConnectionPool.Bounds
  private var connections: [ConnectionID: ConnectionState] = [:]
  /// The most recently used comes last and is lent next, so that unneeded ones grow old at the front.
  private var idle: [ConnectionID] = []
  private var waiters: Deque<Waiter> = []
  private var nextID: ConnectionID = 0
  /// Failed attempts to connect since the last success.
  private var failures = 0
  private var retryAt: Duration?
  private var isClosing = false
  private var saidClosed = false

  init(bounds: ConnectionPool.Bounds) { self.bounds = bounds }

  var connectionCount: Int { connections.count }
  var idleCount: Int { idle.count }
  var waiterCount: Int { waiters.count }

  /// When to call `tick` next; nil if nothing depends on the time.
  var nextDeadline: Duration? {
    var deadlines: [Duration] = []
    // All have the same timeout, so the first in the queue times out first.
    if let first = waiters.first { deadlines.append(first.deadline) }
    if let retryAt, wantsConnection { deadlines.append(retryAt) }
    if connections.count > bounds.minimum, let oldest = idle.first, let since = idleSince(oldest) {
      deadlines.append(since + bounds.idleTimeout)
    }
    return deadlines.min()
  }

  // MARK: - Inputs

  /// Makes the minimum of connections.
  mutating func start(now: Duration) -> [Action] { grow(now) }

  mutating func acquire(_ waiter: WaiterID, now: Duration) -> [Action] {
    if isClosing { return [.fail(waiter, .closed)] }
    if let id = idle.popLast() {
      connections[id] = .leased
      return [.lease(waiter, id)]
    }
    if waiters.count >= bounds.waiting { return [.fail(waiter, .exhausted)] }
    waiters.append(Waiter(id: waiter, deadline: now + bounds.acquireTimeout))
    return grow(now)
  }

  mutating func cancel(_ waiter: WaiterID) -> [Action] {
    guard let index = waiters.firstIndex(where: { $0.id == waiter }) else { return [] }
    waiters.remove(at: index)
    return [.fail(waiter, .cancelled)]
  }

  mutating func connected(_ id: ConnectionID, now: Duration) -> [Action] {
    guard connections[id] == .connecting else { return [] }
    failures = 0
    retryAt = nil
    return makeAvailable(id, now) + grow(now)
  }

  mutating func connectFailed(_ id: ConnectionID, now: Duration) -> [Action] {
    connections[id] = nil
    failures += 1
    // Doubling: 1, 2, 4 … times the first pause.
    let pause = bounds.firstRetryPause * (1 << min(failures - 1, 16))
    retryAt = now + min(pause, bounds.longestRetryPause)
    return grow(now) + reportClosed()
  }

  /// - Parameter isReusable: open, and in no transaction.
  mutating func release(_ id: ConnectionID, isReusable: Bool, now: Duration) -> [Action] {
    switch connections[id] {
    case .leased where isReusable:
      return makeAvailable(id, now)
    case .leased:
      connections[id] = .closing
      return [.close(id)]
    case .leasedAndEnded:
      connections[id] = nil
      return grow(now) + reportClosed()
    default:
      return []
    }
  }

  /// The connection is gone, for whatever reason.
  mutating func ended(_ id: ConnectionID, now: Duration) -> [Action] {
    switch connections[id] {
    case nil:
      return []
    case .leased, .leasedAndEnded:
      connections[id] = .leasedAndEnded
      return []
    case .connecting, .idle, .closing:
      connections[id] = nil
      idle.removeAll { $0 == id }
      return grow(now) + reportClosed()
    }
  }

  mutating func tick(now: Duration) -> [Action] {
    var actions: [Action] = []
    while let first = waiters.first, first.deadline <= now {
      waiters.removeFirst()
      actions.append(.fail(first.id, .timeout))
    }
    var isOver = connections.values.count { $0 != .closing }
    while let oldest = idle.first, let since = idleSince(oldest), since + bounds.idleTimeout <= now,
      isOver > bounds.minimum
    {
      idle.removeFirst()
      connections[oldest] = .closing
      isOver -= 1
      actions.append(.close(oldest))
    }
    return actions + grow(now)
  }

  /// Refuses waiting callers, closes idle connections, and waits for lent ones.
  mutating func close() -> [Action] {
    if isClosing { return [] }
    isClosing = true
    var actions = waiters.map { Action.fail($0.id, .closed) }
    waiters = []
    for id in idle {
      connections[id] = .closing
      actions.append(.close(id))
    }
    idle = []
    return actions + reportClosed()
  }

  // MARK: - Parts

  private var connectingCount: Int { connections.values.count { $0 == .connecting } }

  private var wantsConnection: Bool {
    guard !isClosing, connections.count < bounds.maximum else { return false }
    let connecting = connectingCount
    // While the server refuses connections, one attempt at a time is enough.
    if failures > 0 && connecting > 0 { return false }
    return connecting < waiters.count || connections.count < bounds.minimum
  }

  private mutating func grow(_ now: Duration) -> [Action] {
    var actions: [Action] = []
    while wantsConnection, retryAt.map({ $0 <= now }) ?? true {
      nextID += 1
      connections[nextID] = .connecting
      actions.append(.connect(nextID))
    }
    return actions
  }

  private mutating func makeAvailable(_ id: ConnectionID, _ now: Duration) -> [Action] {
    if isClosing {
      connections[id] = .closing
      return [.close(id)]
    }
    if let waiter = waiters.popFirst() {
      connections[id] = .leased
      return [.lease(waiter.id, id)]
    }
    connections[id] = .idle(since: now)
    idle.append(id)
    return []
  }

  private mutating func reportClosed() -> [Action] {
    guard isClosing, connections.isEmpty, !saidClosed else { return [] }
    saidClosed = true
    return [.closed]
  }

  private func idleSince(_ id: ConnectionID) -> Duration? {
    if case .idle(let since)? = connections[id] { since } else { nil }
  }
}
