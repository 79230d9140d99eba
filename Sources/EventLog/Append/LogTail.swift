/// The end of the log as this server left it, kept so that a batch can be appended without reading first.
/// Pure.
///
/// It is valid as long as nobody else appends. The statement that uses it checks that.
struct LogTail: Sendable {
  let position: Int64
  let time: Int64
  let epoch: Int64
  /// The ends of the streams that were written lately.
  private let streams: [String: LogSnapshot.StreamHead]

  /// The tail after a batch.
  ///
  /// - Parameter earlier: the tail before the batch; `nil` if others have appended since. Its streams stay
  ///   where they were unless the snapshot has them.
  init(_ snapshot: LogSnapshot, epoch: Int64, after earlier: LogTail?) {
    position = snapshot.position
    time = snapshot.time
    self.epoch = epoch
    var streams = earlier?.streams ?? [:]
    streams.merge(snapshot.streams) { $1 }
    // Keep only the streams just written: they are the ones most likely to be needed again.
    self.streams = streams.count > Self.limit ? snapshot.streams : streams
  }

  /// What the requests depend on; `nil` if the tail does not know all of it, such as a stream not written
  /// lately or the last event with a tag.
  func snapshot(for requests: [AppendRequest]) -> LogSnapshot? {
    var snapshot = LogSnapshot(position: position, time: time)
    for request in requests {
      guard request.conditionTags.isEmpty else { return nil }
      for stream in request.streams {
        guard let head = streams[stream] else { return nil }
        snapshot.streams[stream] = head
      }
    }
    return snapshot
  }

  private static let limit = 4096
}
