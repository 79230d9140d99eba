/// An event of the log: the header, and the body with its salt.
public struct StoredEvent: Hashable, Sendable {
  /// What the log vouches for.
  public var header: EventHeader
  /// The stored hash of the header.
  public var hash: Hash
  /// 16 random bytes, so that the digest reveals nothing about an erased body; empty if it was erased.
  public var salt: [UInt8]
  /// The bytes that were appended; after an erasure, what is left without the words.
  public var body: [UInt8]

  public init(header: EventHeader, hash: Hash, salt: [UInt8], body: [UInt8]) {
    self.header = header
    self.hash = hash
    self.salt = salt
    self.body = body
  }

  /// The type of the events that record an erasure.
  public static let erasure = "body.erased"

  /// The type of the events that record the mending of a clock. Times go back there, and nowhere else.
  public static let mending = "clock.mended"

  /// The stream of those events. No paper and no notebook can be called that.
  public static let clockStream = "/clock"

  /// Whether it records the mending of a clock.
  public var isMending: Bool { header.type == Self.mending && header.stream == Self.clockStream }

  /// The digest of a body that a header holds.
  public static func digest(salt: [UInt8], body: [UInt8]) -> Hash { Hash(of: salt, body) }

  /// Whether the body was erased for legal reasons. A `body.erased` event of the same stream says by whom and
  /// why.
  public var isErased: Bool { salt.isEmpty }

  /// Whether the stored hash fits the header, and the digest the body. Of an erased event only the former can
  /// be checked.
  public var isIntact: Bool {
    hash == header.hash && (isErased || header.body == Self.digest(salt: salt, body: body))
  }
}
