internal import Glibc
internal import Postgres
internal import UnixSignals

extension RecensionServer {
  /// What tells the program to stop: a closed terminal too, but under `nohup`.
  static var stopSignals: [UnixSignal] { [.sigterm, .sigint] + (ignores(SIGHUP) ? [] : [.sighup]) }

  /// Does a keeper's work, and ends it in order when the program is told to stop.
  ///
  /// - Parameter remains: what to say of how things are then.
  static func stoppable<Value: Sendable>(
    _ remains: String, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await stoppable(by: await UnixSignalsSequence(trapping: stopSignals), remains, work)
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
    let end = await end(of: work, stoppedBy: signals)
    do { return try end.result.get() } catch {
      guard end.isStopped else { throw error }
      throw StartError("It was stopped before its end. \(isCancellation(error) ? remains : "\(error)")")
    }
  }

  /// How a piece of work ended, and whether it was told to.
  static func end<Value: Sendable>(
    of work: @escaping @Sendable () async throws -> Value,
    stoppedBy signals: some AsyncSequence<some Any, Never> & Sendable
  ) async -> (result: Result<Value, any Error>, isStopped: Bool) {
    await withTaskGroup(of: Result<Value, any Error>?.self) { group in
      group.addTask {
        do { return .success(try await work()) } catch { return .failure(error) }
      }
      group.addTask {
        for await _ in signals { break }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      if let first { return (first, false) }
      guard let result = await group.next() ?? nil else { preconditionFailure("one of the two is the work") }
      return (result, true)
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
