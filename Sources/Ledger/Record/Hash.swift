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
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits in lower case.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands for the header before a stream's first.
  public static let zero = Hash(Array(repeating: 0, count: 32))

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
