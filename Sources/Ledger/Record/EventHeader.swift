/// The part of an event that the log vouches for and that never changes: everything but the body, of which it
/// has a salted digest.
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
  /// Microseconds since 1970-01-01T00:00:00Z; never less than the time of the position before.
  public var time: Int64
  /// The key of the request that appended it.
  public var cause: String
  /// The hash of the header before this one in the stream; ``Hash/zero`` for the first.
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

  /// The canonical form: eleven lines of ASCII, each a name, a space, a value and a line feed. Anyone can
  /// check a header with `sha256sum`. No value has a line feed (see ``LogName``).
  public var canonical: [UInt8] {
    // Built byte by byte, since every event that is appended or checked is hashed in this form.
    var text: [UInt8] = []
    text.reserveCapacity(512)
    text.append(contentsOf: "recension event 1\n".utf8)
    text.appendLine("position", position)
    text.appendLine("paper", stream)
    text.appendLine("sequence", sequence)
    text.appendLine("type", type)
    text.appendLine("version", Int64(version))
    text.appendLine("actor", actor)
    text.appendLine("time", time)
    text.appendLine("cause", cause)
    text.appendLine("previous", previous)
    text.appendLine("body", body)
    return text
  }

  /// The header's hash, in its stream's chain and as a leaf of the log's tree: `SHA-256(0x00 ‖ canonical)`
  /// (RFC 6962, §2.1).
  public var hash: Hash { Hash(of: [0], canonical) }
}

/// What a name in a header may be: 1 to 128 visible ASCII characters.
public enum LogName {
  /// Whether a header can hold `name`.
  public static func isValid(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

extension [UInt8] {
  fileprivate mutating func appendLine(_ name: StaticString, _ value: String) {
    begin(name)
    append(contentsOf: value.utf8)
    append(UInt8(ascii: "\n"))
  }

  fileprivate mutating func appendLine(_ name: StaticString, _ value: Int64) {
    begin(name)
    let start = count
    var rest = value.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    if value < 0 { append(UInt8(ascii: "-")) }
    self[start...].reverse()
    append(UInt8(ascii: "\n"))
  }

  fileprivate mutating func appendLine(_ name: StaticString, _ value: Hash) {
    begin(name)
    value.withUnsafeBytes { bytes in
      for byte in bytes {
        append(Hex.digits[Int(byte >> 4)])
        append(Hex.digits[Int(byte & 15)])
      }
    }
    append(UInt8(ascii: "\n"))
  }

  private mutating func begin(_ name: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    append(UInt8(ascii: " "))
  }
}
