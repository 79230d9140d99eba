/// An event as the log has it: the header, and the body with its salt.
public struct StoredEvent: Hashable, Sendable {
  public var header: EventHeader
  /// The header's hash, as it was stored.
  public var hash: Hash
  /// 16 random bytes, so that the digest tells nothing about a body that was erased.
  public var salt: [UInt8]
  /// The bytes that were appended.
  public var body: [UInt8]

  public init(header: EventHeader, hash: Hash, salt: [UInt8], body: [UInt8]) {
    self.header = header
    self.hash = hash
    self.salt = salt
    self.body = body
  }

  /// What a header holds of a body.
  public static func digest(salt: [UInt8], body: [UInt8]) -> Hash { Hash(of: salt, body) }

  /// Whether the header's hash and the body's digest are what the contents come to.
  public var isIntact: Bool { hash == header.hash && header.body == Self.digest(salt: salt, body: body) }
}
