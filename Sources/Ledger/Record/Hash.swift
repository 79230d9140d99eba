internal import Cryptography

/// A SHA-256 value: 32 bytes.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
  // Stored inline: every event that is read has three.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// - Precondition: `bytes` has 32 elements.
  public init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBytes(Hash.init(copying:))
  }

  /// - Precondition: `bytes` has 32 elements.
  public init(copying bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == Self.byteCount, "a SHA-256 value has 32 bytes")
    words = bytes.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
  }

  /// The hash of the parts, one after another.
  public init(of parts: [UInt8]...) {
    var hasher = SHA256()
    for part in parts { hasher.update(part) }
    self = hasher.finalize(Hash.init(copying:))
  }

  /// The 32 bytes, as they are stored and hashed.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// The 32 bytes where they are, valid only inside the closure.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, body)
  }

  /// The length of a SHA-256 value.
  public static let byteCount = 32

  public static func == (one: Hash, other: Hash) -> Bool { one.words == other.words }

  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// `nil` unless `hex` is 64 hexadecimal digits in lower case.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex.utf8), bytes.count == Self.byteCount else { return nil }
    self.init(bytes)
  }

  /// 64 hexadecimal digits in lower case.
  public var description: String { Hex.encode(bytes) }

  /// Stands for the header before a stream's first.
  public static let zero = Hash(Array(repeating: 0, count: 32))
}
