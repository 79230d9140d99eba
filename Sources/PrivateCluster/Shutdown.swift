import Glibc
import Logging

/// Ends every server process on one data directory, in ever harder steps.
struct Shutdown: Sendable {
  let data: String
  let logger: Logger

  /// Tries a fast shutdown for 60 s, then an immediate one for 10 s, then kills what is left.
  func run() async throws(PrivateClusterError) {
    // A separate task: a cancelled caller must not leave PostgreSQL running.
    let result = await Task { () async -> Result<Void, PrivateClusterError> in
      do throws(PrivateClusterError) {
        if try await endPostmaster(SIGINT, within: .seconds(60)) { return .success(()) }
        logger.warning("PostgreSQL does not stop; stopping it at once.")
        if try await endPostmaster(SIGQUIT, within: .seconds(10)) { return .success(()) }
        try await endOrphans(patience: .zero)
        return .success(())
      } catch { return .failure(error) }
    }.value
    try result.get()
  }

  /// Waits for processes without a postmaster, which end by themselves, and kills those that do not.
  func endOrphans(patience: Duration = .seconds(10)) async throws(PrivateClusterError) {
    let result = await Task { () async -> Result<Bool, PrivateClusterError> in
      do throws(PrivateClusterError) {
        if try await areGone(within: patience) { return .success(true) }
        for (signal, bound) in [(SIGQUIT, 5), (SIGKILL, 10)] {
          for process in try Postmaster.processes(on: data) { kill(process, signal) }
          if try await areGone(within: .seconds(bound)) { return .success(true) }
        }
        return .success(false)
      } catch { return .failure(error) }
    }.value
    guard try result.get() else {
      let left = try Postmaster.processes(on: data).map(String.init).joined(separator: ", ")
      throw PrivateClusterError(
        .stop, "PostgreSQL's processes \(left) on \(data) do not end, even killed.",
        remedy: "They wait for the disk or the kernel; look there.")
    }
  }

  /// Signals the postmaster, if there is one, and waits for it and all of its processes.
  private func endPostmaster(_ signal: CInt, within bound: Duration) async throws(PrivateClusterError) -> Bool
  {
    guard let server = try Postmaster.running(on: data) else {
      try await endOrphans()
      return true
    }
    kill(server.process, signal)
    return try await areGone(within: bound)
  }

  private func areGone(within bound: Duration) async throws(PrivateClusterError) -> Bool {
    let end = ContinuousClock.now + bound
    var pause = Duration.milliseconds(5)
    while true {
      if try Postmaster.processes(on: data).isEmpty { return true }
      guard ContinuousClock.now < end else { return false }
      // This task is never cancelled; if it were, the loop would only run without pauses.
      do { try await Task.sleep(for: pause) } catch { await Task.yield() }
      pause = min(pause * 2, .milliseconds(100))
    }
  }
}
