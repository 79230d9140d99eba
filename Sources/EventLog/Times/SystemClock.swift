#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The machine's clocks.
public enum SystemClock {
  /// What the wall clock says: microseconds since 1970-01-01T00:00:00Z. Someone may set it.
  @Sendable public static func microseconds() -> Int64 { time(of: CLOCK_REALTIME) }

  /// Microseconds since some moment, by a clock that nobody sets. It goes on while the machine sleeps.
  @Sendable public static func steadyMicroseconds() -> Int64 { time(of: steady) }

  #if canImport(Glibc)
  private static let steady = CLOCK_BOOTTIME
  #else
  private static let steady = CLOCK_MONOTONIC
  #endif

  private static func time(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
