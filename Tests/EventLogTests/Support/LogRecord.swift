import Cryptography
import EventLog
import Ledger
import Postgres
import Testing

/// A row of the log, and what its columns must come to by the log's definition alone: none of the module's own code
/// takes part.
struct LogRecord: Equatable {
  var position: Int64
  var stream: String
  var sequence: Int64
  var type: String
  var version: Int
  var actor: String
  var time: Int64
  var cause: String
  var previous: [UInt8]
  var bodyDigest: [UInt8]
  var hash: [UInt8]
  /// Both nil where the body was erased.
  var salt: [UInt8]?
  var content: [UInt8]?

  var header: String {
    """
    recension event 1
    position \(position)
    paper \(stream)
    sequence \(sequence)
    type \(type)
    version \(version)
    actor \(actor)
    time \(time)
    cause \(cause)
    previous \(Self.hex(previous))
    body \(Self.hex(bodyDigest))

    """
  }

  static func sha256(_ bytes: [UInt8]) -> [UInt8] { SHA256.hash(bytes) }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The whole log as its tables have it.
  static func all(_ connection: Connection) async throws -> [LogRecord] {
    try await connection.query(
      """
      SELECT position, stream, sequence, type, version, actor, time, cause, previous, body_digest, hash, salt,
        content
      FROM log.event ORDER BY position
      """
    ).decode(
      Int64.self, String.self, Int64.self, String.self, Int32.self, String.self, Int64.self, String.self,
      [UInt8].self, [UInt8].self, [UInt8].self, [UInt8]?.self, [UInt8]?.self
    ).map {
      LogRecord(
        position: $0, stream: $1, sequence: $2, type: $3, version: Int($4), actor: $5, time: $6, cause: $7,
        previous: $8, bodyDigest: $9, hash: $10, salt: $11, content: $12)
    }
  }

  init(_ event: StoredEvent) {
    let header = event.header
    self.init(
      position: header.position, stream: header.stream, sequence: header.sequence, type: header.type,
      version: header.version, actor: header.actor, time: header.time, cause: header.cause,
      previous: header.previous.bytes, bodyDigest: header.body.bytes, hash: event.hash.bytes,
      salt: event.isErased ? nil : event.salt, content: event.isErased ? nil : event.body)
  }

  init(
    position: Int64, stream: String, sequence: Int64, type: String, version: Int, actor: String, time: Int64,
    cause: String, previous: [UInt8], bodyDigest: [UInt8], hash: [UInt8], salt: [UInt8]?, content: [UInt8]?
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
    self.bodyDigest = bodyDigest
    self.hash = hash
    self.salt = salt
    self.content = content
  }
}

/// Positions dense from 1, sequences dense within each stream and in the order of positions, time never going back but
/// where a clock was mended, each stream's chain of hashes whole, and every digest what its body comes to.
func expectWhole(_ records: [LogRecord], _ comment: Comment? = nil) {
  #expect(firstFlaw(in: records) == nil, comment)
}

private func firstFlaw(in records: [LogRecord]) -> String? {
  var last: LogRecord?
  var heads: [String: LogRecord] = [:]
  for record in records {
    func flaw(_ what: String) -> String { "the event that stands at \(record.position) \(what)" }
    let head = heads[record.stream]
    if record.position != (last?.position ?? 0) + 1 { return flaw("comes after \(last?.position ?? 0)") }
    if record.sequence != (head?.sequence ?? 0) + 1 { return flaw("has the sequence \(record.sequence)") }
    if record.previous != head?.hash ?? Array(repeating: 0, count: 32) { return flaw("breaks the chain") }
    if record.time < last?.time ?? .min, record.stream != "/clock" || record.type != "clock.mended" {
      return flaw("is earlier than the one before")
    }
    if record.hash != LogRecord.sha256([0] + Array(record.header.utf8)) { return flaw("has another hash") }
    if let salt = record.salt, let content = record.content {
      if salt.count != 16 { return flaw("has a salt of \(salt.count) bytes") }
      if record.bodyDigest != LogRecord.sha256(salt + content) { return flaw("has another body") }
    } else if record.salt != nil || record.content != nil {
      return flaw("is half erased")
    }
    last = record
    heads[record.stream] = record
  }
  return nil
}
