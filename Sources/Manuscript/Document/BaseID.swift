internal import Cryptography

/// The name of a base: `sha256:` and 64 hexadecimal digits.
public struct BaseID: Hashable, Sendable, CustomStringConvertible {
  /// The whole name.
  public let description: String

  /// The id with the given name, or nil if it is no such name.
  public init?(_ description: String) {
    let digits = description.utf8.dropFirst(Self.prefix.utf8.count)
    guard description.hasPrefix(Self.prefix), digits.count == 64,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.description = description
  }

  /// The id of a source and of the document read out of it: SHA-256 over the number of the source's bytes
  /// (8 bytes, big-endian), the source's bytes and the document's bytes, so that the two cannot be confused.
  public init(raw: [UInt8], document: [UInt8]) {
    var hash = SHA256()
    withUnsafeBytes(of: UInt64(raw.count).bigEndian) { hash.update($0) }
    hash.update(raw)
    hash.update(document)
    let hex = Array("0123456789abcdef".utf8)
    let digits = hash.finalize().flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] }
    description = Self.prefix + String(decoding: digits, as: UTF8.self)
  }

  private static let prefix = "sha256:"
}
