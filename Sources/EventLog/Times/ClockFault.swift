/// Something that is wrong with the clock that events are dated by. They are appended all the same.
public struct ClockFault: Hashable, Sendable {
  /// How it shows.
  public enum Kind: Hashable, Sendable {
    /// The clock is behind the log's last event, so that new ones get the time of that.
    case behindLog
    /// The clock was set while the server was running.
    case jumped
    /// The clock is ahead of the one that the log was mended by.
    case aheadOfMended
  }

  /// How it shows.
  public var kind: Kind
  /// By how many microseconds; less than zero where the clock was set back.
  public var microseconds: Int64

  public init(_ kind: Kind, by microseconds: Int64) {
    self.kind = kind
    self.microseconds = microseconds
  }

  /// Clocks of several machines differ by so much without being wrong: a minute, in microseconds.
  public static let tolerance: Int64 = 60_000_000
}

extension [ClockFault] {
  /// Whether it is something else than what was told before, or worse. That a clock which is behind comes nearer is none.
  public func isNews(after told: [ClockFault]) -> Bool {
    guard map(\.kind) == told.map(\.kind) else { return true }
    return zip(self, told).contains { now, before in
      (now.microseconds < 0) != (before.microseconds < 0)
        || now.microseconds.magnitude > before.microseconds.magnitude + UInt64(ClockFault.tolerance)
    }
  }
}
