internal import Ledger

extension StoredEvent {
  /// The columns of `log.event` in the order in which a backup has them.
  static let copiedColumns = [
    "position", "sequence", "time", "version", "stream", "type", "actor", "cause", "previous", "body_digest",
    "hash", "salt", "content", "remains",
  ]

  /// Reads a row of a backup; `nil` where it is not an event's.
  init?(copied line: ArraySlice<UInt8>) {
    let values = CopyText.values(of: line)
    guard values.count == Self.copiedColumns.count else { return nil }
    func text(_ index: Int) -> String? { values[index].map { String(decoding: $0, as: UTF8.self) } }
    func number(_ index: Int) -> Int64? { text(index).flatMap { Int64($0) } }
    func bytes(_ index: Int) -> [UInt8]? { values[index].flatMap(CopyText.bytes) }
    func hash(_ index: Int) -> Hash? { bytes(index).flatMap { $0.count == Hash.byteCount ? Hash($0) : nil } }
    guard let position = number(0), let sequence = number(1), let time = number(2), let version = number(3),
      let stream = text(4), let type = text(5), let actor = text(6), let cause = text(7),
      let previous = hash(8), let body = hash(9), let stored = hash(10)
    else { return nil }
    self.init(
      header: EventHeader(
        position: position, stream: stream, sequence: sequence, type: type, version: Int(version),
        actor: actor,
        time: time, cause: cause, previous: previous, body: body),
      hash: stored, salt: bytes(11) ?? [], body: bytes(12) ?? bytes(13) ?? [])
  }
}
