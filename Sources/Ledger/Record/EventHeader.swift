/// What the log vouches for of one event, and never changes: everything but the body, of which it holds a
/// salted digest.
public struct EventHeader: Hashable, Sendable {
  /// The place in the whole log, from 1, without gaps, in the order of commits.
  public var position: Int64
  /// The stream it belongs to: a paper's slug.
  public var stream: String
  /// The place in its stream, from 1, without gaps.
  public var sequence: Int64
  public var type: String
  public var version: Int
  public var actor: String
  /// Microseconds since 1970-01-01T00:00:00Z; never less than that of the position before.
  public var time: Int64
  /// The key of the request that it came with.
  public var cause: String
  /// The hash of the stream's header before this one; ``Hash/zero`` for the first.
  public var previous: Hash
  /// SHA-256 over the salt and the body.
  public var body: Hash

  public init(
    position: Int64, stream: String, sequence: Int64, type: String, version: Int, actor: String, time: Int64,
    cause: String, previous: Hash, body: Hash
  ) {
    self.position = position
    self.stream = stream
    self.sequence = sequence
    self.type = type
    self.version = version
    self.actor = actor
    self.time = time
    self.cause = cause
    self.previous = previous
    self.body = body
  }

  /// The canonical form: eleven lines of ASCII, each a name, a space, a value and a line feed, so that anyone
  /// can check a header with `sha256sum`. No value holds a line feed (see ``LogName``).
  public var canonical: [UInt8] {
    var text = "recension event 1\n"
    text += "position \(position)\n"
    text += "paper \(stream)\n"
    text += "sequence \(sequence)\n"
    text += "type \(type)\n"
    text += "version \(version)\n"
    text += "actor \(actor)\n"
    text += "time \(time)\n"
    text += "cause \(cause)\n"
    text += "previous \(previous)\n"
    text += "body \(body)\n"
    return Array(text.utf8)
  }

  /// The header's hash, in its stream's chain and as a leaf of the log's tree: `SHA-256(0x00 ‖ canonical)`
  /// (RFC 6962, §2.1).
  public var hash: Hash { Hash(of: [0], canonical) }
}

/// What a name in a header may be: 1 to 128 visible ASCII characters.
public enum LogName {
  public static func isValid(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
