public import CanonicalJSON

/// How long something is valid: `12h`, `30d` or `8w`.
public struct Lifetime: Hashable, Sendable, JSONStringConvertible {
  public static let noun = "a length of time"
  public static let advice = "Such as 12h, 30d or 8w."
  public static let pattern: String? = "^[1-9][0-9]{0,3}[hdw]$"

  public let description: String
  /// In seconds.
  public let seconds: Int64

  /// - Parameter days: from 1.
  public init(days: Int) {
    description = "\(days)d"
    seconds = Int64(days) * 24 * 3600
  }

  /// `nil` where `text` is not of this form.
  public init?(_ text: String) {
    guard (2...5).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(text.dropLast())
    else { return nil }
    let hours: Int64
    switch text.last {
    case "h": hours = 1
    case "d": hours = 24
    case "w": hours = 7 * 24
    default: return nil
    }
    description = text
    seconds = count * hours * 3600
  }
}
