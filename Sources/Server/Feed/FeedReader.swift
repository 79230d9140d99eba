internal import EventLog
internal import Hummingbird
internal import NIOCore
internal import Protocol
internal import Scholarship

/// One reader of the feed: sends what concerns them, from where they left off.
struct FeedReader {
  let feed: Feed
  let person: Handle
  /// After which position to begin.
  let start: Int64
  /// The papers that the reader may see to begin with.
  let visible: Set<Slug>
  /// The same as of a position at least. Asked from time to time and when something happened that may change it; a problem of the kind `notAllowed` ends the feed.
  let papers: @Sendable (_ since: Int64) async throws(Problem) -> Set<Slug>
  /// What is hidden from the reader in a paper that has come to a position at least; see ``PaperAccess/veil(over:for:atLeast:)``.
  let veil: @Sendable (Slug, _ atLeast: Int64) async throws(Problem) -> (veil: Veil, at: Int64)?

  /// Sends until the reader goes, may not read on, or the server stops.
  ///
  /// - Parameter channel: the connection that `writer` writes to.
  func stream(to writer: inout any ResponseBodyWriter, over channel: any Channel) async throws {
    let connection = FeedConnection(channel, position: start)
    let id = feed.enter(connection)
    defer { feed.leave(id) }
    var run = Run(reader: self, connection: connection, position: start, visible: visible)
    try await connection.write(ServerSentMessage.opening(at: start), upTo: start, to: &writer)
    let end: FeedCut?
    do {
      end = try await run.run(&writer)
    } catch let error as ReadError {
      end = Self.cut(error, after: run.position)
    } catch let problem as Problem {
      end = FeedCut(.unavailable, position: run.position, detail: problem.detail)
    }
    if let end {
      let message = ServerSentMessage(event: FeedCut.event, id: end.position, data: end).bytes
      try await connection.write(message, upTo: end.position, to: &writer)
    }
    try await writer.finish(nil)
  }

  /// What went wrong, and what to do: all that was sent stays true, and nothing is skipped.
  private static func cut(_ error: ReadError, after position: Int64) -> FeedCut {
    let detail =
      switch error {
      case .unavailable:
        "The database cannot be reached. Connect again in a moment, after @\(position)."
      case .hole, .holeInStream, .endMissing, .endOfStreamMissing:
        "What follows @\(position) cannot be read: \(error). Tell whoever runs the server; “status” says how to mend it."
      }
    return FeedCut(.unavailable, position: position, detail: detail)
  }

  private struct Run {
    let reader: FeedReader
    let connection: FeedConnection
    var position: Int64
    var visible: Set<Slug>
    var heartbeat = 0
    var veils = FeedVeils()

    /// - Returns: what to say at the end; nothing where it was said already.
    mutating func run(_ writer: inout any ResponseBodyWriter) async throws -> FeedCut? {
      while !connection.isCut {
        switch try await reader.feed.next(after: position, heartbeat: heartbeat) {
        case .events(let events):
          if let refusal = try await pass(on: events, &writer) { return refusal }
        case .behind(let end):
          if let refusal = try await look(since: end) { return refusal }
          try await catchUp(to: end, &writer)
        case .heartbeat(let number):
          heartbeat = number
          do {
            if let refusal = try await look(since: position) { return refusal }
          } catch {
            // While that cannot be found out they go on as before.
          }
          let sign = ServerSentMessage.heartbeat(at: position)
          try await connection.write(sign, upTo: position, to: &writer)
        case .closed:
          return FeedCut(
            .stopping, position: position,
            detail: "The server is stopping. Connect again in a moment, after @\(position).")
        }
      }
      return nil
    }

    /// Sends events of the window. What the reader is let into or out of counts from there on.
    private mutating func pass(
      on events: [FeedEvent], _ writer: inout any ResponseBodyWriter
    ) async throws -> FeedCut? {
      var rest = events[...]
      while let change = rest.firstIndex(where: { $0.members.contains(reader.person) }) {
        try await send(rest[..<change], &writer)
        if let refusal = try await look(since: rest[change].position) { return refusal }
        try await send(rest[change...change], &writer)
        rest = rest[(change + 1)...]
      }
      try await send(rest, &writer)
      return nil
    }

    private mutating func catchUp(to end: Int64, _ writer: inout any ResponseBodyWriter) async throws {
      let feed = reader.feed
      var past = try await FeedCatchUp(
        feed.store, papers: visible, after: position, upTo: end, page: feed.bounds.page)
      while !connection.isCut {
        let events = try await past.next()
        if events.isEmpty { break }
        try await send(events[...], &writer)
      }
      position = end
    }

    /// Sends the events that the reader may see, in chunks of bounded size.
    private mutating func send(
      _ events: ArraySlice<FeedEvent>, _ writer: inout any ResponseBodyWriter
    ) async throws {
      guard let end = events.last?.position else { return }
      var chunk = ByteBuffer()
      veils.beginAnew()
      for event in events {
        guard let paper = event.paper, visible.contains(paper),
          try await !veils.hide(event, in: paper, reader.veil)
        else { continue }
        chunk.writeImmutableBuffer(event.message)
        if chunk.readableBytes >= FeedReader.chunk {
          try await connection.write(chunk, upTo: event.position, to: &writer)
          position = event.position
          chunk.clear()
        }
      }
      if chunk.readableBytes > 0 { try await connection.write(chunk, upTo: end, to: &writer) }
      position = end
    }

    /// Looks again what the reader may see.
    ///
    /// - Throws: where that cannot be found out: to go on with what comes next would pass over what they may see of it.
    /// - Returns: what to say where they may read on no more.
    private mutating func look(since position: Int64) async throws(Problem) -> FeedCut? {
      do {
        visible = try await reader.papers(position)
        return nil
      } catch  where error.type == .notAllowed {
        return FeedCut(.notAllowed, position: self.position, detail: error.detail)
      }
    }
  }

  /// About how many bytes are handed over at a time.
  private static let chunk = 32 << 10
}
