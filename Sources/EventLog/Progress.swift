internal import Synchronization

/// A position that only grows, and that tasks can wait for.
public final class Progress: Sendable {
  private struct Waiter {
    var position: Int64
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var position: Int64
    var nextID = 0
    var waiters: [Int: Waiter] = [:]
    var cancelled: Set<Int> = []
    /// Tasks in ``waitForDemand(atMost:)``.
    var servers: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state: Mutex<State>

  /// Begins at `position`.
  public init(_ position: Int64 = 0) { state = Mutex(State(position: position)) }

  /// The current position.
  public var position: Int64 { state.withLock { $0.position } }

  /// Whether anyone waits.
  public var isAwaited: Bool { state.withLock { !$0.waiters.isEmpty } }

  /// Moves forward to `position` and wakes those who wait for it. Does nothing if it is there already.
  public func advance(to position: Int64) {
    let ready = state.withLock { state -> [Waiter] in
      guard position > state.position else { return [] }
      state.position = position
      let ready = state.waiters.filter { $0.value.position <= position }
      for id in ready.keys { state.waiters[id] = nil }
      return Array(ready.values)
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Returns when `position` is reached, or when the task is cancelled.
  public func wait(for position: Int64) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (waits, servers) = state.withLock { state -> (Bool, [Int: CheckedContinuation<Void, Never>]) in
          if state.cancelled.remove(id) != nil || state.position >= position { return (false, [:]) }
          state.waiters[id] = Waiter(position: position, continuation: continuation)
          defer { state.servers = [:] }
          return (true, state.servers)
        }
        if !waits { continuation.resume() }
        for server in servers.values { server.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        let waiter = state.waiters.removeValue(forKey: id)
        // Cancelled before the wait began: let it find out.
        if waiter == nil { state.cancelled.insert(id) }
        return waiter
      }
      waiter?.continuation.resume()
    }
    state.withLock { _ = $0.cancelled.remove(id) }
  }

  /// Waits for `position`, but no longer than `limit`. Tells whether it was reached.
  public func wait(for position: Int64, atMost limit: Duration) async -> Bool {
    if self.position >= position { return true }
    await withTaskGroup { group in
      group.addTask { await self.wait(for: position) }
      group.addTask {
        do { try await Task.sleep(for: limit) } catch { return }
      }
      await group.next()
      group.cancelAll()
    }
    return self.position >= position
  }

  /// Returns as soon as anyone waits for a position, at the latest after `limit`, or when the task is
  /// cancelled. For work that need not hurry until someone wants its result.
  public func waitForDemand(atMost limit: Duration) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let timer = Task {
      do { try await Task.sleep(for: limit) } catch { return }
      expire(id)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let returns = state.withLock { state in
          if state.cancelled.remove(id) != nil || !state.waiters.isEmpty { return true }
          state.servers[id] = continuation
          return false
        }
        if returns { continuation.resume() }
      }
    } onCancel: {
      expire(id)
    }
    timer.cancel()
    await timer.value
    state.withLock { _ = $0.cancelled.remove(id) }
  }

  private func expire(_ id: Int) {
    let server = state.withLock { state in
      let server = state.servers.removeValue(forKey: id)
      // Over before the wait began: let it find out.
      if server == nil { state.cancelled.insert(id) }
      return server
    }
    server?.resume()
  }
}
