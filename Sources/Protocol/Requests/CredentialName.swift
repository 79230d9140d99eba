public import CanonicalJSON

/// What someone calls one of their credentials: `laptop`, `nightly-export`.
public struct CredentialName: Hashable, Sendable, JSONStringConvertible {
  public static let noun = "a name for a credential"
  public static let advice =
    "One has 1 to 40 lower-case letters, digits, dots, hyphens or underscores; k and a number are given by the server."
  public static let pattern: String? = "^[a-z0-9]([a-z0-9._-]{0,38}[a-z0-9])?$"

  public let description: String

  /// `nil` where `text` is not of a name's form.
  public init?(_ text: String) {
    func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
    guard (1...40).contains(text.utf8.count), let first = text.utf8.first, let last = text.utf8.last,
      isPlain(first), isPlain(last),
      text.utf8.allSatisfy({ isPlain($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
    else { return nil }
    description = text
  }

  /// Whether it is of the form that the server gives: `k1`, `k2`.
  public var isGiven: Bool {
    description.first == "k" && description.count > 1 && description.dropFirst().allSatisfy(\.isNumber)
  }
}
