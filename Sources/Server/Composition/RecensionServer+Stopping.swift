internal import Glibc
internal import Postgres
internal import UnixSignals

extension RecensionServer {
  /// Does a keeper's work, and ends it in order when the program is told to stop.
  ///
  /// - Parameter remains: what to say of how things are then.
  static func stoppable<Value: Sendable>(
    _ remains: String, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    var signals: [UnixSignal] = [.sigterm, .sigint]
    if !ignores(SIGHUP) { signals.append(.sighup) }
    return try await stoppable(by: await UnixSignalsSequence(trapping: signals), remains, work)
  }

  /// Does a piece of work, and cancels it as soon as the first signal comes.
  ///
  /// - Parameters:
  ///   - remains: what to say of how things are then.
  ///   - work: removes what it had begun when it is cancelled. What it throws beside the cancellation itself is told: it may
  ///     not have succeeded in that.
  /// - Returns: what was made, also where the signal came too late.
  static func stoppable<Value: Sendable>(
    by signals: some AsyncSequence<some Any, Never> & Sendable, _ remains: String,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        for await _ in signals { break }
        return nil
      }
      let first = try await group.next()
      group.cancelAll()
      if let value = first ?? nil { return value }
      do {
        if let value = try await group.next() ?? nil { return value }
      } catch  where !isCancellation(error) {
        throw StartError("It was stopped before its end. \(error)")
      } catch {}
      throw StartError("It was stopped before its end. \(remains)")
    }
  }

  /// Whether an error only says that the work was cancelled.
  static func isCancellation(_ error: any Error) -> Bool {
    error is CancellationError || (error as? PostgresError)?.kind == .cancelled
  }

  /// As under `nohup`, which is to go on when its terminal is gone.
  private static func ignores(_ signal: CInt) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
