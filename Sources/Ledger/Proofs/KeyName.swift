/// The name of a key that signs notes, by convention an address without its scheme, such as `example.org/log`
/// (C2SP signed-note). Names are equal if their bytes are, unlike strings, which compare normalised.
public struct KeyName: Sendable, CustomStringConvertible {
  public let description: String

  /// `nil` unless the name has at least one character and none of them is a Unicode space, a plus or an ASCII
  /// control character.
  public init?(_ name: some StringProtocol) {
    guard !name.isEmpty else { return nil }
    for scalar in name.unicodeScalars {
      guard scalar.value >= 0x20, scalar != "+", !scalar.properties.isWhitespace else { return nil }
    }
    description = String(name)
  }
}

extension KeyName: Hashable {
  public static func == (one: KeyName, other: KeyName) -> Bool {
    one.description.utf8.elementsEqual(other.description.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in description.utf8 { hasher.combine(byte) }
  }
}

/// Identifies the key of a signature: its name and four bytes of a hash. It is a hint, not a proof: anyone
/// can make another key with the same identity.
public struct KeyIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The key's name.
  public var name: KeyName
  public var id: UInt32

  public init(name: KeyName, id: UInt32) {
    self.name = name
    self.id = id
  }

  /// The name, a plus and the id as eight hexadecimal digits.
  public var description: String {
    let digits = String(id, radix: 16)
    return "\(name)+" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
