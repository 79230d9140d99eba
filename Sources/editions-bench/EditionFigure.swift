internal import Editions
internal import FoundationEssentials
internal import Glibc

/// What one edition costs, in seconds of one thread's CPU time, for what else the machine does is no property of ours.
struct EditionFigure {
  /// The best of several times.
  let seconds: Double
  let bytes: Int
  /// The most that the process held in memory so far, in bytes.
  let resident: Int

  init(of edition: Edition, as format: EditionFormat) {
    var (best, count) = (Double.infinity, 0)
    for _ in 0..<2 {
      let start = Self.cpuTime()
      // As it is sent: no piece is kept.
      count = edition.pieces(as: format).reduce(0) { $0 + $1.count }
      best = min(best, Self.cpuTime() - start)
    }
    (seconds, bytes, resident) = (best, count, Self.peak())
  }

  private static func cpuTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
