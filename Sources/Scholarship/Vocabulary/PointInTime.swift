public import CanonicalJSON

/// A position of the log or a time, as people write it: `@12` or `12`; `2026-11-23T19:30:00Z`; and as histories show
/// times, `2026-11-23 19:30`, or a day, both in UTC.
public enum PointInTime: Hashable, Sendable, JSONStringConvertible {
  case position(Int64)
  /// All times that what was written names: one, or those of a minute or a day, the first and the last of them.
  case time(from: Timestamp, through: Timestamp)

  public static let noun = "a position or a time"
  public static let advice =
    "A position is @12 or 12, a time 2026-11-23T19:30:00Z, 2026-11-23 19:30 or 2026-11-23, in UTC."
  public static let pattern: String? =
    "^(@?[0-9]{1,18}|\(day)"
    + "([T ]([01][0-9]|2[0-3]):[0-5][0-9]( UTC|Z|"
    + ":[0-5][0-9](\\.[0-9]+)?( UTC|Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?)?)$"

  /// A day that there is: no 31st of November, a 29th of February in leap years alone.
  private static let day =
    "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)"

  /// `nil` where `text` is neither.
  public init?(_ text: String) {
    // As histories of one thing print it.
    let text = text.hasSuffix(" UTC") ? String(text.dropLast(4)) : text
    if let position = Int64(text.hasPrefix("@") ? String(text.dropFirst()) : text), position >= 0 {
      self = .position(position)
      return
    }
    let bytes = Array(text.utf8)
    // What is left out of a time is added, so that there is one reader of times.
    let (whole, span): (String, Int64) =
      switch bytes.count {
      case 10: (text, 86_400_000_000)
      case 16: (text + ":00Z", 60_000_000)
      case 17 where bytes[16] == 0x5A: (String(text.dropLast()) + ":00Z", 60_000_000)
      default: (bytes.count >= 19 && !Self.hasZone(bytes) ? text + "Z" : text, 1)
      }
    guard let first = Timestamp(whole) else { return nil }
    self = .time(from: first, through: Timestamp(microseconds: first.microseconds + span - 1))
  }

  private static func hasZone(_ bytes: [UInt8]) -> Bool {
    bytes.dropFirst(19).contains { [0x5A, 0x7A, 0x2B, 0x2D].contains($0) }
  }

  /// The position, or the time in a form that is read back as it is.
  public var description: String {
    switch self {
    case .position(let position): return "@\(position)"
    case .time(let first, let last):
      let text = first.description
      switch last.microseconds - first.microseconds {
      case 0: return text
      case ..<60_000_000: return "\(text.prefix(16))Z"
      default: return String(text.prefix(10))
      }
    }
  }
}

extension PointInTime {
  /// Whether it is wholly after another; a position and a time cannot be compared.
  public func isAfter(_ other: PointInTime) -> Bool {
    switch (self, other) {
    case (.position(let own), .position(let other)): own > other
    case (.time(let first, _), .time(_, let last)): first > last
    default: false
    }
  }

  /// Whether something happened at it or later.
  public func isAtOrBefore(_ stamp: Stamp) -> Bool {
    switch self {
    case .position(let position): position <= stamp.position
    case .time(let first, _): first <= stamp.at
    }
  }

  /// Whether something happened at it or before.
  public func isAtOrAfter(_ stamp: Stamp) -> Bool {
    switch self {
    case .position(let position): stamp.position <= position
    case .time(_, let last): stamp.at <= last
    }
  }
}
