internal import Logging
internal import Synchronization

/// Whether appending goes on, for whoever looks after the server. Told to the log once for each change.
final class AppendHealth: Sendable {
  private let state = Mutex<AppendHalt?>(nil)
  private let clock: @Sendable () -> Int64

  init(clock: @escaping @Sendable () -> Int64) { self.clock = clock }

  var halt: AppendHalt? { state.withLock { $0 } }

  /// That an attempt failed.
  func note(_ obstacle: AppendObstacle) {
    let isNews = state.withLock { halt in
      defer { halt = AppendHalt(since: halt?.since ?? clock(), obstacle: obstacle) }
      return halt?.obstacle != obstacle
    }
    if isNews {
      Logger(label: "recension.log").error("nothing can be appended", metadata: ["cause": "\(obstacle)"])
    }
  }

  /// That one succeeded.
  func noteSuccess() {
    let wasHalted = state.withLock { halt in
      defer { halt = nil }
      return halt != nil
    }
    if wasHalted { Logger(label: "recension.log").notice("appending goes on") }
  }
}
