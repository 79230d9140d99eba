import Glibc

/// The time that this process computed. What else the machine does is no property of what is measured.
enum UserTime {
  /// The time that something takes.
  static func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = now
    try work()
    return now - start
  }

  private static var now: Duration {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return .seconds(usage.ru_utime.tv_sec) + .microseconds(usage.ru_utime.tv_usec)
  }
}
