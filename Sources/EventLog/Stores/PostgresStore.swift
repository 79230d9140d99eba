public import Ledger
internal import Logging
public import Postgres

/// The log in PostgreSQL: the tables of the `log` schema.
public struct PostgresStore: EventStore {
  let pool: ConnectionPool
  private let queue: AppendQueue
  let fence = Fence()
  private let health: AppendHealth
  private let recent = RecentEvents()
  private let clock: ClockWatch
  public let progress: Progress

  /// - Parameters:
  ///   - conninfo: how the one connection that appends reaches the database, as the role `recension_server`.
  ///   - pool: for reading.
  ///   - clock: microseconds since 1970-01-01T00:00:00Z.
  ///   - steadyClock: microseconds since some moment, by a clock that nobody sets.
  public init(
    conninfo: String, pool: ConnectionPool, bounds: AppendBounds = .init(),
    clock: @escaping @Sendable () -> Int64 = SystemClock.microseconds,
    steadyClock: @escaping @Sendable () -> Int64 = SystemClock.steadyMicroseconds
  ) {
    self.pool = pool
    let watch = ClockWatch(wall: clock, steady: steadyClock)
    self.clock = watch
    progress = Progress()
    health = AppendHealth(clock: clock)
    let committer = Committer(
      conninfo: conninfo, bounds: bounds, fence: fence, health: health, clock: watch)
    queue = AppendQueue(committer, bounds: bounds, progress: progress, recent: recent)
  }

  /// As the protocol says. Requests that arrive together are committed together.
  public nonisolated(nonsending) func append(
    _ request: AppendRequest
  ) async throws(AppendError) -> AppendReceipt {
    // A deposed server takes no lock; whether the request was appended before is found without it.
    if let takeover = fence.takeover {
      if let known = try await answer(to: request.key, fingerprint: request.fingerprint) { return known }
      throw .deposed(takeover)
    }
    return try await queue.append(request)
  }

  /// The takeover, if there was one. Every append and ``head()`` look.
  public var takeover: Takeover? { fence.takeover }

  /// Set while appending fails, with the reason.
  public var appendHalt: AppendHalt? { health.halt }

  /// What is wrong with the clock, as far as this server has looked at the log.
  public var clockFaults: [ClockFault] { clock.faults }

  /// What the clock says.
  public var now: Int64 { clock.now }

  /// Notes how far the log has come, and the time of its last event.
  func note(position: Int64, time: Int64) {
    clock.note(position: position, time: time)
    progress.advance(to: position)
  }

  /// Notes the same, and whether another server took over.
  func note(position: Int64, time: Int64, epoch: Int64) {
    _ = fence.admits(epoch)
    note(position: position, time: time)
  }

  /// Notes whether the database takes writes; `nil` where it does.
  func noteWriting(_ error: PostgresError?) {
    if let error { health.note(AppendObstacle(error)) } else { health.noteSuccess() }
  }

  public func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt? {
    let known: LogSnapshot.Answer?
    do {
      known = try await pool.query(
        "SELECT fingerprint, position, answer FROM log.request WHERE key = $1", key
      ).first.map { row throws(PostgresError) in
        let (fingerprint, position, answer) = try row.decode(Hash?.self, Int64.self, [UInt8].self)
        return .init(fingerprint: fingerprint, position: position, answer: answer)
      }
    } catch {
      throw .unavailable(AppendObstacle(error))
    }
    return try known?.receipt(for: fingerprint)
  }

  /// How many requests wait for the next batch.
  package var waiting: Int { queue.count }

  /// What was appended since the server began.
  public var appendFigures: AppendFigures { queue.figures }

  /// Finishes accepted requests for a bounded time and closes the connection. Later requests are refused.
  public func close() async { await queue.close() }

  public func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    let position = max(position, 0)
    let (head, events) = try await read(
      Request(Self.headPosition), Request(Self.byPosition, position, Int64(max(limit, 0))))
    let last = try events.checkedForHoles(after: position).last?.header.position ?? position
    if events.count < limit, let head, head > last { throw .endMissing(after: last, head: head) }
    return events
  }

  public func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    if let events = recent.events(after: position, limit: limit) { return events }
    let events = try await events(after: position, limit: limit)
    if events.contains(where: { $0.header.type == StoredEvent.erasure }) { recent.forget() }
    return events
  }

  public func events(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [StoredEvent] {
    let sequence = max(sequence, 0)
    let (end, events) = try await read(
      Request(Self.streamSequence, stream), Request(Self.byStream, stream, sequence, Int64(max(limit, 0))))
    let last = try events.checkedForHoles(in: stream, after: sequence).last?.header.sequence ?? sequence
    if events.count < limit, let end, end > last {
      throw .endOfStreamMissing(stream, after: last, end: end)
    }
    return events
  }

  public func contents(
    of stream: String, after sequence: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    var last = max(sequence, 0)
    let results = try await pipeline([
      Request(Self.streamSequence, stream),
      Request(Self.contentByStream, stream, last, Int64(max(limit, 0))),
    ])
    let rows = results[1]
    var contents: [EventContent] = []
    contents.reserveCapacity(rows.count)
    for row in rows {
      let content = try Self.decode { () throws(PostgresError) in try EventContent(row) }
      guard content.sequence == last + 1 else {
        throw .holeInStream(stream, after: last, found: content.sequence)
      }
      last = content.sequence
      contents.append(content)
    }
    let end = try Self.decode { () throws(PostgresError) in
      try results[0].first?.decode(Int64.self, column: 0)
    }
    if contents.count < limit, let end, end > last {
      throw .endOfStreamMissing(stream, after: last, end: end)
    }
    return contents
  }

  public func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    let limit = Int64(max(limit, 0))
    let sequence = min(max(sequence, 0), .max - limit)
    let rows: Rows
    if let tags {
      rows = try await query(Self.contentByTags, stream, sequence, limit, position, tags)
    } else {
      rows = try await query(Self.contentUpTo, stream, sequence, limit, position)
    }
    var contents: [EventContent] = []
    contents.reserveCapacity(rows.count)
    for row in rows {
      let content = try Self.decode { () throws(PostgresError) in try EventContent(row) }
      let last = contents.last?.sequence ?? sequence
      // Of those filed under tags some are passed over.
      guard tags != nil || content.sequence == last + 1 else {
        throw .holeInStream(stream, after: last, found: content.sequence)
      }
      contents.append(content)
    }
    return contents
  }

  public func streams() async throws(ReadError) -> [String] {
    let rows = try await query(Self.streamNames)
    return try Self.decode { () throws(PostgresError) in try rows.decode(String.self) }
  }

  public func head() async throws(ReadError) -> Int64 {
    let rows = try await query("SELECT position, time, epoch FROM log.head")
    let (position, time, epoch) = try Self.decode { () throws(PostgresError) in
      try rows.only().decode(Int64.self, Int64.self, Int64.self)
    }
    note(position: position, time: time, epoch: epoch)
    return position
  }

  public func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]? {
    let rows = try await query("SELECT content FROM log.attachment WHERE digest = $1", digest.bytes)
    return try Self.decode { () throws(PostgresError) in try rows.first?.decode([UInt8].self, column: 0) }
  }

  private func query(
    _ statement: Statement, _ parameters: (any PostgresEncodable)?...
  ) async throws(ReadError) -> Rows {
    try await pipeline([Request(statement, parameters: parameters)])[0]
  }

  private func pipeline(_ requests: [Request]) async throws(ReadError) -> [Rows] {
    do {
      return try await pool.pipeline(requests)
    } catch {
      throw .unavailable("\(error)")
    }
  }

  private static func decode<Value>(_ body: () throws(PostgresError) -> Value) throws(ReadError) -> Value {
    do {
      return try body()
    } catch {
      throw .unavailable("\(error)")
    }
  }

  /// A page of events, and how far the log or the stream is known to have come. The latter is committed with
  /// the events or after them, so a page that ends earlier without being full has a hole at its end.
  private func read(
    _ noted: Request, _ page: Request
  ) async throws(ReadError) -> (noted: Int64?, events: [StoredEvent]) {
    let results = try await pipeline([noted, page])
    return try Self.decode { () throws(PostgresError) in
      let events = try results[1].map { row throws(PostgresError) in try StoredEvent(row) }
      return (try results[0].first?.decode(Int64.self, column: 0), events)
    }
  }

  private static let columns = """
    SELECT e.position, e.stream, e.sequence, e.type, e.version, e.actor, e.time, e.cause, e.previous,
      e.body_digest, e.hash, e.salt, coalesce(e.content, e.remains)
    FROM log.event e
    """
  private static let headPosition: Statement = "SELECT position FROM log.head"
  private static let streamSequence: Statement = "SELECT sequence FROM log.stream WHERE name = $1"
  /// Streams that the tree has passed are listed in a table; the rest are few.
  private static let streamNames: Statement = """
    SELECT name FROM log.stream
    UNION SELECT stream FROM log.event WHERE position > (SELECT size FROM log.tree) ORDER BY 1
    """
  private static let contentColumns =
    "SELECT e.sequence, e.position, e.type, e.version, e.actor, e.time, e.content, e.remains, e.cause "
  private static let contentByStream = Statement(
    contentColumns
      + "FROM log.event e WHERE e.stream = $1 AND e.sequence > $2 ORDER BY e.sequence LIMIT $3")
  /// A stream's sequences have no gaps: a page is a range of them, which the index has whatever the planner believes.
  private static let contentUpTo = Statement(
    contentColumns
      + """
      FROM log.event e WHERE e.stream = $1 AND e.sequence > $2 AND e.sequence <= $2 + $3 AND e.position <= $4
      ORDER BY e.sequence
      """)
  /// What is filed first: it is few, and the stream may be long.
  private static let contentByTags = Statement(
    """
    WITH filed AS MATERIALIZED (
      SELECT DISTINCT position FROM log.tag WHERE stream = $1 AND tag = ANY ($5::text[]) AND position <= $4
    )
    \(contentColumns)
    FROM filed f JOIN log.event e ON e.position = f.position
    WHERE e.sequence > $2 ORDER BY e.sequence LIMIT $3
    """)
  private static let byPosition = Statement(columns + " WHERE e.position > $1 ORDER BY e.position LIMIT $2")
  private static let byStream = Statement(
    columns + " WHERE e.stream = $1 AND e.sequence > $2 ORDER BY e.sequence LIMIT $3")
}

extension StoredEvent {
  fileprivate init(_ row: Row) throws(PostgresError) {
    let (position, stream, sequence, type, version, actor, time, cause, previous, digest, hash, salt, body) =
      try row.decode(
        Int64.self, String.self, Int64.self, String.self, Int32.self, String.self, Int64.self, String.self,
        Hash.self, Hash.self, Hash.self, [UInt8]?.self, [UInt8]?.self)
    self.init(
      header: EventHeader(
        position: position, stream: stream, sequence: sequence, type: type, version: Int(version),
        actor: actor, time: time, cause: cause, previous: previous, body: digest),
      hash: hash, salt: salt ?? [], body: body ?? [])
  }
}

extension EventContent {
  fileprivate init(_ row: Row) throws(PostgresError) {
    let (content, remains) = (try row.bytes(6), try row.bytes(7))
    self.init(
      position: try row.integer(1), sequence: try row.integer(0), type: try row.text(2),
      version: Int(try row.integer(3)), actor: try row.text(4), time: try row.integer(5),
      cause: try row.text(8), body: content ?? remains ?? [], isErased: content == nil)
  }
}
