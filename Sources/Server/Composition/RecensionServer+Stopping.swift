internal import UnixSignals

extension RecensionServer {
  /// Does a keeper's work, and ends it in order when it is told to stop: what it had begun is taken away.
  static func stoppable<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        for await _ in signals { break }
        return nil
      }
      let first = try await group.next()
      group.cancelAll()
      if let value = first ?? nil { return value }
      // It ends by an error where it heard of it in time, and else with what it made.
      do { if let value = try await group.next() ?? nil { return value } } catch {}
      throw StartError("It was stopped before its end. What it had begun is removed.")
    }
  }
}
