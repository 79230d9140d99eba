internal import Synchronization

/// Looks after the clock that one server dates events by.
final class ClockWatch: Sendable {
  private let wall: @Sendable () -> Int64
  private let steady: @Sendable () -> Int64
  private let state: Mutex<ClockState>

  /// - Parameters:
  ///   - wall: microseconds since 1970-01-01T00:00:00Z.
  ///   - steady: microseconds since some moment, by a clock that nobody sets.
  init(wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64) {
    self.wall = wall
    self.steady = steady
    state = Mutex(ClockState(.init(wall: wall(), steady: steady())))
  }

  /// What the clock says.
  var now: Int64 { wall() }

  /// What is wrong with it now.
  var faults: [ClockFault] { state.withLock { $0.faults(reading) } }

  /// Notes how far the log has come, and the time of its last event.
  func note(position: Int64, time: Int64) {
    state.withLock { $0.note(position: position, time: time, reading) }
  }

  private var reading: ClockState.Reading { .init(wall: wall(), steady: steady()) }
}
