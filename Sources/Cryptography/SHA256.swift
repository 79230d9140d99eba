internal import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
public struct SHA256: Sendable {
  private var state = SHA256_CTX()

  /// Begins with no bytes.
  public init() { SHA256_Init(&state) }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    SHA256_Update(&state, bytes.baseAddress, bytes.count)
  }

  /// Calls `body` with the 32 bytes of the hash of all that was given. Nothing is added after that.
  public mutating func finalize<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { digest in
      SHA256_Final(digest.baseAddress?.assumingMemoryBound(to: UInt8.self), &state)
      return body(UnsafeRawBufferPointer(digest))
    }
  }

  /// The 32 bytes of the hash of all that was given. Nothing is added after that.
  public mutating func finalize() -> [UInt8] { finalize { Array($0) } }

  /// The 32 bytes of the hash of `bytes`.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }
}
