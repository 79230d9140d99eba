public import Ledger

/// An event without its proofs: all that folding a stream needs.
public struct EventContent: Hashable, Sendable {
  public var position: Int64
  /// Its place in its stream, from 1.
  public var sequence: Int64
  public var type: String
  /// The version of the body's shape.
  public var version: Int
  public var actor: String
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var time: Int64
  /// The key of the request that it is a part of.
  public var cause: String
  /// The body's bytes; after an erasure, what is left of them.
  public var body: [UInt8]
  /// Whether the body was erased.
  public var isErased: Bool

  public init(
    position: Int64, sequence: Int64, type: String, version: Int, actor: String, time: Int64, cause: String,
    body: [UInt8], isErased: Bool
  ) {
    self.position = position
    self.sequence = sequence
    self.type = type
    self.version = version
    self.actor = actor
    self.time = time
    self.cause = cause
    self.body = body
    self.isErased = isErased
  }

  /// The content of a stored event.
  public init(_ stored: StoredEvent) {
    let header = stored.header
    self.init(
      position: header.position, sequence: header.sequence, type: header.type, version: header.version,
      actor: header.actor, time: header.time, cause: header.cause, body: stored.body,
      isErased: stored.isErased)
  }
}
