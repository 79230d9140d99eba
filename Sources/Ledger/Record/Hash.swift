internal import Crypto

/// A SHA-256 value: 32 bytes.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  /// - Precondition: `bytes` has 32 elements.
  public init(_ bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 value has 32 bytes")
    self.bytes = bytes
  }

  /// The hash of the parts, one after another.
  public init(of parts: [UInt8]...) {
    var hasher = SHA256()
    for part in parts { hasher.update(data: part) }
    bytes = Array(hasher.finalize())
  }

  /// `nil` unless `hex` is 64 hexadecimal digits in lower case.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex.utf8), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits in lower case.
  public var description: String { Hex.encode(bytes) }

  /// What stands for the header before a stream's first.
  public static let zero = Hash(Array(repeating: 0, count: 32))
}
