internal import Cryptography

/// The name of a base: `sha256:` and 64 hexadecimal digits.
///
/// Every anchor has one, so it is kept as its 32 bytes.
public struct BaseID: Hashable, Sendable, CustomStringConvertible {
  /// The digest, eight bytes a word, the first ones first.
  private let digest: SIMD4<UInt64>

  /// The id with the given name, or nil if it is no such name.
  public init?(_ description: String) {
    let prefix = Self.prefix.utf8
    var description = description
    let digest = description.withUTF8 { name -> SIMD4<UInt64>? in
      guard name.count == prefix.count + 64, name.starts(with: prefix) else { return nil }
      var digest = SIMD4<UInt64>()
      for (index, digit) in name.dropFirst(prefix.count).enumerated() {
        let value: UInt8
        switch digit {
        case 0x30...0x39: value = digit - 0x30
        case 0x61...0x66: value = digit - 0x61 + 10
        default: return nil
        }
        digest[index / 16] = digest[index / 16] << 4 | UInt64(value)
      }
      return digest
    }
    guard let digest else { return nil }
    self.digest = digest
  }

  /// The id of a source and of the document read out of it: SHA-256 over the number of the source's bytes
  /// (8 bytes, big-endian), the source's bytes and the document's bytes, so that the two cannot be confused.
  public init(raw: [UInt8], document: [UInt8]) {
    var hash = SHA256()
    withUnsafeBytes(of: UInt64(raw.count).bigEndian) { hash.update($0) }
    hash.update(raw)
    hash.update(document)
    var digest = SIMD4<UInt64>()
    for (index, byte) in hash.finalize().enumerated() {
      digest[index / 8] = digest[index / 8] << 8 | UInt64(byte)
    }
    self.digest = digest
  }

  /// The whole name.
  public var description: String {
    String(unsafeUninitializedCapacity: Self.prefix.utf8.count + 64) { name in
      var end = name.initialize(fromContentsOf: Self.prefix.utf8)
      for index in 0..<64 {
        let value = UInt8(truncatingIfNeeded: digest[index / 16] >> (60 - 4 * UInt64(index % 16))) & 15
        name.initializeElement(at: end, to: value < 10 ? 0x30 + value : 0x61 + value - 10)
        end += 1
      }
      return end
    }
  }

  private static let prefix = "sha256:"
}
