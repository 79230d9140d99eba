internal import DequeModule
internal import Synchronization

/// The queue of requests to append, and the task that takes them to the committer. Everything in the queue
/// goes into one batch, within bounds.
final class AppendQueue: Sendable {
  private struct Waiting {
    var request: AppendRequest
    var size: Int
    var since: ContinuousClock.Instant
    var continuation: CheckedContinuation<Result<AppendReceipt, AppendError>, Never>
  }

  private struct State {
    var waiting: Deque<Waiting> = []
    /// About how many bytes are in the queue.
    var bytes = 0
    /// The task that empties the queue; `nil` while it is empty.
    var service: Task<Void, Never>?
    var isClosed = false
    var figures = AppendFigures()
  }

  private let state = Mutex(State())
  private let committer: Committer
  private let bounds: AppendBounds
  private let progress: Progress
  private let recent: RecentEvents

  init(_ committer: Committer, bounds: AppendBounds, progress: Progress, recent: RecentEvents) {
    self.committer = committer
    self.bounds = bounds
    self.progress = progress
    self.recent = recent
  }

  /// How many wait for the next batch.
  var count: Int { state.withLock { $0.waiting.count } }

  /// What was appended since the server began.
  var figures: AppendFigures {
    state.withLock { state in
      var figures = state.figures
      figures.waiting = state.waiting.count
      return figures
    }
  }

  /// Enqueues a request before it first suspends, and returns its outcome.
  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    if let fault = request.fault { throw .invalid(fault) }
    return try await withCheckedContinuation { continuation in
      let waiting = Waiting(
        request: request, size: request.size, since: .now, continuation: continuation)
      if let refusal = enqueue(waiting) { continuation.resume(returning: .failure(refusal)) }
    }.get()
  }

  /// Finishes accepted requests within ``AppendBounds/closing`` and refuses later ones.
  func close() async {
    let service = state.withLock { state in
      state.isClosed = true
      return state.service
    }
    let patience = Task {
      // Cancelled when all is done.
      do { try await Task.sleep(for: bounds.closing) } catch { return }
      await committer.giveUp()
    }
    await service?.value
    patience.cancel()
    await patience.value
    await committer.close()
  }

  private func enqueue(_ waiting: Waiting) -> AppendError? {
    state.withLock { state in
      if state.isClosed { return .unavailable(.init(.stopping, "the server is stopping")) }
      // A request larger than the whole queue is still appended if it is alone.
      guard state.waiting.count < bounds.queue,
        state.waiting.isEmpty || state.bytes + waiting.size <= bounds.queueBytes
      else {
        state.figures.refused += 1
        return .overloaded
      }
      state.waiting.append(waiting)
      state.bytes += waiting.size
      if state.service == nil {
        state.service = Task(executorPreference: committer.executor) { await self.serve() }
      }
      return nil
    }
  }

  private func serve() async {
    while let batch = nextBatch() {
      // While the database does not respond, each batch takes long to fail. Requests that have waited too
      // long are refused together with their batch; the next batch is tried.
      if let first = batch.first, first.since + bounds.waiting < .now, let obstacle = committer.obstacle,
        obstacle.stopsAll
      {
        for waiting in batch { waiting.continuation.resume(returning: .failure(.unavailable(obstacle))) }
        continue
      }
      let outcomes = await committer.commit(batch.map(\.request))
      let receipts = outcomes.compactMap { outcome -> AppendReceipt? in
        if case .success(let receipt) = outcome { receipt } else { nil }
      }
      state.withLock { $0.figures.note(batch: batch.count, receipts) }
      recent.append(receipts.lazy.flatMap(\.events))
      if let reached = receipts.map(\.position).max() { progress.advance(to: reached) }
      for (waiting, outcome) in zip(batch, outcomes) { waiting.continuation.resume(returning: outcome) }
    }
  }

  /// `nil` where there is nothing to do, and then the service has ended.
  private func nextBatch() -> [Waiting]? {
    state.withLock { state in
      var batch: [Waiting] = []
      var bytes = 0
      while let next = state.waiting.first, batch.count < bounds.batch {
        bytes += next.size
        if !batch.isEmpty, bytes > bounds.batchBytes { break }
        state.bytes -= next.size
        batch.append(state.waiting.removeFirst())
      }
      if batch.isEmpty { state.service = nil }
      return batch.isEmpty ? nil : batch
    }
  }
}
