import Synchronization

/// A clock that stands where it is put.
final class TestClock: Sendable {
  private let time: Mutex<Int64>

  init(_ microseconds: Int64) { time = Mutex(microseconds) }

  func set(_ microseconds: Int64) { time.withLock { $0 = microseconds } }

  @Sendable func now() -> Int64 { time.withLock { $0 } }
}
