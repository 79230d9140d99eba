/// How long things took, to the microsecond.
struct Latencies {
  private var microseconds: [UInt32] = []

  var count: Int { microseconds.count }

  mutating func add(_ duration: Duration) {
    microseconds.append(UInt32(clamping: duration.microseconds))
  }

  mutating func add(_ others: Latencies) { microseconds += others.microseconds }

  /// The values, in milliseconds, that the given shares of all do not exceed (the nearest rank); none of nothing.
  func percentiles(_ shares: [Double]) -> [Double] {
    if microseconds.isEmpty { return [] }
    let sorted = microseconds.sorted()
    return shares.map { share in
      let rank = (share * Double(sorted.count)).rounded(.up)
      return Double(sorted[min(max(Int(rank), 1), sorted.count) - 1]) / 1000
    }
  }
}

extension [Double] {
  /// The middle value, or between the two in the middle; of nothing, 0.
  var median: Double {
    if isEmpty { return 0 }
    let sorted = sorted()
    return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2
  }
}
