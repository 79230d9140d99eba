import Ledger
import Scholarship

@testable import recension_bench

/// Builds a log as appending builds it: positions and sequences, chained headers, salted digests.
struct LogBuilder {
  /// An event before it has its place.
  struct Draft: Hashable, Sendable {
    var stream: String
    var type: String
    var version: Int
    var actor: String
    var cause: String
    var body: [UInt8]
  }

  private(set) var position: Int64 = 0
  /// The time of the last event, in microseconds since 1970.
  private(set) var time: Int64
  private var generator: SplitMix64
  private(set) var streams: [String: (sequence: Int64, position: Int64, hash: Hash)] = [:]

  /// - Parameters:
  ///   - time: when the first event is, in microseconds since 1970.
  ///   - seed: what the salts follow from.
  init(time: Int64 = 1_780_000_000_000_000, seed: UInt64) {
    self.time = time
    generator = SplitMix64(seed: seed)
  }

  /// Gives an event its place, a second after the one before it.
  mutating func append(_ draft: Draft) -> StoredEvent {
    position += 1
    time += 1_000_000
    let salt = (0..<2).flatMap { _ in withUnsafeBytes(of: generator.next(), Array.init) }
    let before = streams[draft.stream]
    let header = EventHeader(
      position: position, stream: draft.stream, sequence: (before?.sequence ?? 0) + 1, type: draft.type,
      version: draft.version, actor: draft.actor, time: time, cause: draft.cause,
      previous: before?.hash ?? .zero, body: StoredEvent.digest(salt: salt, body: draft.body))
    let hash = header.hash
    streams[draft.stream] = (header.sequence, header.position, hash)
    return StoredEvent(header: header, hash: hash, salt: salt, body: draft.body)
  }
}

extension LogBuilder.Draft {
  init(_ event: Event, stream: String, actor: Handle, cause: String) {
    self.init(
      stream: stream, type: event.type, version: event.version, actor: actor.name, cause: cause,
      body: event.body())
  }
}
