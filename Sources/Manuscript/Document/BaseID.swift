internal import Cryptography

/// The name of a base: `sha256:` and 64 hexadecimal digits.
public struct BaseID: Hashable, Sendable, CustomStringConvertible {
  // Words and not text, for every anchor has one. No vector: that would have to lie at places that frames of async
  // functions do not offer.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The id with the given name, or nil if it is no such name.
  public init?(_ description: String) {
    let digits = description.utf8.dropFirst(Self.prefix.utf8.count)
    guard description.hasPrefix(Self.prefix), digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for digit in digits {
      guard let value = Self.value(of: digit) else { return nil }
      if let first = high.take() { bytes.append(first << 4 | value) } else { high = value }
    }
    self.init(digest: bytes)
  }

  /// The id of a source and of the document read out of it: SHA-256 over the number of the source's bytes
  /// (8 bytes, big-endian), the source's bytes and the document's bytes, so that the two cannot be confused.
  public init(raw: [UInt8], document: [UInt8]) {
    var hash = SHA256()
    withUnsafeBytes(of: UInt64(raw.count).bigEndian) { hash.update($0) }
    hash.update(raw)
    hash.update(document)
    self.init(digest: Array(hash.finalize()))
  }

  /// - Parameter digest: 32 bytes.
  private init(digest: [UInt8]) {
    func word(_ index: Int) -> UInt64 { digest[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The whole name.
  public var description: String {
    let length = Self.prefix.utf8.count
    return String(unsafeUninitializedCapacity: length + 64) { text in
      _ = text.update(fromContentsOf: Self.prefix.utf8)
      for (index, word) in [words.0, words.1, words.2, words.3].enumerated() {
        for place in 0..<16 {
          let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place)) & 15
          text[length + index * 16 + place] = value < 10 ? 0x30 + value : 0x57 + value
        }
      }
      return length + 64
    }
  }

  public static func == (a: BaseID, b: BaseID) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) {
    // Any word of a digest tells as well as all.
    hasher.combine(words.0)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  private static let prefix = "sha256:"
}
