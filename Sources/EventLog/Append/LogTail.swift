/// The log's end as this server left it, kept so that a batch can be appended without reading anything first. It holds
/// as long as nobody else appends, and whoever goes by it makes sure of that in the same statement. Pure.
struct LogTail: Sendable {
  let position: Int64
  let time: Int64
  let epoch: Int64
  /// Of the streams that were written lately.
  private let streams: [String: LogSnapshot.StreamHead]

  /// What was read under the log's lock, and what was done to it since.
  ///
  /// - Parameter earlier: the tail before, whose streams are where they were unless the snapshot says otherwise;
  ///   `nil` where others appended since.
  init(_ snapshot: LogSnapshot, epoch: Int64, after earlier: LogTail?) {
    position = snapshot.position
    time = snapshot.time
    self.epoch = epoch
    var streams = earlier?.streams ?? [:]
    streams.merge(snapshot.streams) { $1 }
    // Those that are written now are all that is sure to be needed again.
    self.streams = streams.count > Self.limit ? snapshot.streams : streams
  }

  /// The part of the log that requests depend on; `nil` where more would have to be known of it: a stream that was not
  /// written lately, or the last event about an entity.
  func snapshot(for requests: [AppendRequest]) -> LogSnapshot? {
    var snapshot = LogSnapshot(position: position, time: time)
    for request in requests {
      guard request.conditionTags.isEmpty, let head = streams[request.stream] else { return nil }
      snapshot.streams[request.stream] = head
    }
    return snapshot
  }

  private static let limit = 4096
}
