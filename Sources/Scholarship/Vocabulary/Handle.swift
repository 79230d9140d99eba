public import CanonicalJSON

/// A person's name in the log: lower-case ASCII letters and digits, with `.`, `_` and `-` inside; 1 to 32 long.
///
/// A handle is fixed for ever once an event carries it, so its form is narrow: it can be typed on any
/// keyboard, read aloud, and never needs quoting in a command line, a URL or a file name.
public struct Handle: Hashable, Comparable, Sendable, JSONStringConvertible {
  public static let noun = "a handle"
  public static let advice = "One has 1 to 32 lower-case letters, digits, dots, hyphens or underscores."
  public static let pattern: String? = "^[a-z0-9]([a-z0-9._-]{0,30}[a-z0-9])?$"

  /// The handle's characters.
  public let name: String

  /// `nil` where `name` is not of a handle's form.
  public init?(_ name: String) {
    guard (1...32).contains(name.utf8.count), let first = name.utf8.first, let last = name.utf8.last,
      Self.isAlphanumeric(first), Self.isAlphanumeric(last),
      name.utf8.allSatisfy({ Self.isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    self.name = name
  }

  public var description: String { name }

  public static func < (a: Handle, b: Handle) -> Bool { a.name < b.name }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
