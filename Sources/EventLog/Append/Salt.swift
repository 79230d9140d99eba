#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Makes salts for bodies.
enum Salt {
  /// 16 bytes from the system's random numbers.
  static func random() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
    var salt: [UInt8] = []
    salt.reserveCapacity(16)
    for word in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        salt.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return salt
  }
}

/// The wall clock.
public enum SystemClock {
  /// Microseconds since 1970-01-01T00:00:00Z.
  @Sendable public static func microseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
