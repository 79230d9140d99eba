import Synchronization

/// The writing end of a COPY … FROM STDIN.
public final class CopyIn: Sendable {
  typealias Completion = @Sendable () -> Void

  private struct State {
    var hasStarted = false
    var outcome: Job.RequestResult?
    var starter: CheckedContinuation<Void, Never>?
    var waiter: CheckedContinuation<Job.RequestResult, Never>?
  }

  let id: Job.ID
  private let inbox: Inbox
  private let state = Mutex(State())

  init(inbox: Inbox) {
    self.inbox = inbox
    id = inbox.nextID()
  }

  /// Sends bytes, and returns when they have gone out.
  /// - Throws: the server's refusal, or `cancelled` if the task is cancelled.
  public func write(_ bytes: [UInt8]) async throws(PostgresError) {
    if Task.isCancelled { throw PostgresError(.cancelled) }
    if case .failure(let error)? = state.withLock({ $0.outcome }) { throw error }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if !inbox.push(.copyData(id, bytes, { continuation.resume() })) { continuation.resume() }
      }
    } onCancel: {
      inbox.push(.cancel(id))
    }
    if case .failure(let error)? = state.withLock({ $0.outcome }) { throw error }
  }

  // MARK: - For the connection's thread

  func hasStarted() {
    state.withLock { state in
      state.hasStarted = true
      state.starter?.resume()
      state.starter = nil
    }
  }

  func hasEnded(_ outcome: Job.RequestResult) {
    state.withLock { state in
      state.outcome = outcome
      state.starter?.resume()
      state.starter = nil
      state.waiter?.resume(returning: outcome)
      state.waiter = nil
    }
  }

  // MARK: - For the connection

  /// Waits until the server accepts data or has refused.
  func start() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { state in
          if state.hasStarted || state.outcome != nil { return continuation.resume() }
          state.starter = continuation
        }
        if Task.isCancelled { inbox.push(.cancel(id)) }
      }
    } onCancel: {
      inbox.push(.cancel(id))
    }
  }

  func outcome() async -> Job.RequestResult {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if let outcome = state.outcome { return continuation.resume(returning: outcome) }
        state.waiter = continuation
      }
    }
  }
}
