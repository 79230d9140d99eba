internal import Logging
internal import Synchronization

/// Whether appending works. Each change is logged once.
final class AppendHealth: Sendable {
  private let state = Mutex<AppendHalt?>(nil)
  private let clock: @Sendable () -> Int64

  init(clock: @escaping @Sendable () -> Int64) { self.clock = clock }

  var halt: AppendHalt? { state.withLock { $0 } }

  /// Notes a failed attempt.
  func note(_ obstacle: AppendObstacle) {
    let isNews = state.withLock { halt in
      defer { halt = AppendHalt(since: halt?.since ?? clock(), obstacle: obstacle) }
      return halt?.obstacle != obstacle
    }
    if isNews {
      Logger(label: "recension.log").error("nothing can be appended", metadata: ["cause": "\(obstacle)"])
    }
  }

  /// Notes a successful attempt.
  func noteSuccess() {
    let wasHalted = state.withLock { halt in
      defer { halt = nil }
      return halt != nil
    }
    if wasHalted { Logger(label: "recension.log").notice("appending goes on") }
  }
}
