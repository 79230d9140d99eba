public import CanonicalJSON
internal import EventLog

/// What the log has of the mending of a clock: `clock.mended`, in a stream of its own that is no paper's.
public struct ClockMended: Hashable, Sendable {
  /// Why it was mended.
  public var reason: String

  public init(reason: String) { self.reason = reason }

  /// What an event says; `nil` where it cannot be read.
  init?(_ event: EventContent) {
    do { self = try ClockMended(json: JSON.parsed(event.body)) } catch { return nil }
  }
}

extension ClockMended: JSONRecord {
  public static let shape = Shape(ClockMended.init(reason:), Field("reason", \.reason, .prose))
}
