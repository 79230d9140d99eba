/// An event as the log has it: the header, and the body with its salt.
public struct StoredEvent: Hashable, Sendable {
  /// What the log vouches for.
  public var header: EventHeader
  /// The header's hash, as it was stored.
  public var hash: Hash
  /// 16 random bytes, so that the digest tells nothing about a body that was erased; empty where it was.
  public var salt: [UInt8]
  /// The bytes that were appended; where the body was erased, what is left of it without its words.
  public var body: [UInt8]

  public init(header: EventHeader, hash: Hash, salt: [UInt8], body: [UInt8]) {
    self.header = header
    self.hash = hash
    self.salt = salt
    self.body = body
  }

  /// The type of the events by which the log says that a body was erased.
  public static let erasure = "body.erased"

  /// What a header holds of a body.
  public static func digest(salt: [UInt8], body: [UInt8]) -> Hash { Hash(of: salt, body) }

  /// Whether the body was erased for legal reasons: a `body.erased` event of the same stream says by whom and why.
  public var isErased: Bool { salt.isEmpty }

  /// Whether the header's hash and the body's digest are what the contents come to; of an erased body there is
  /// nothing to check.
  public var isIntact: Bool {
    hash == header.hash && (isErased || header.body == Self.digest(salt: salt, body: body))
  }
}
