internal import EventLog
internal import Logging
internal import PaperLog
internal import Postgres
internal import Scholarship

/// Makes the tables of a new version beside those that are read, and puts them in their place when they have caught
/// up and are what the log comes to. Until then, and if it fails, reads go on from the old ones.
///
/// One server at a time does so. Each paper is folded by itself and its rows are written once; what comes meanwhile is
/// projected as ever.
struct ReadModelUpgrade {
  private let store: any EventStore
  private let archive: PaperArchive
  private let pool: ConnectionPool
  private let logger: Logger
  private let version: Int32

  init(
    _ store: any EventStore, archive: PaperArchive, pool: ConnectionPool, logger: Logger, version: Int32
  ) {
    self.store = store
    self.archive = archive
    self.pool = pool
    self.logger = logger
    self.version = version
  }

  /// Returns when the tables of this version are the ones that are read.
  ///
  /// - Throws: ``ProjectionError/underway`` where another server is about it.
  func run() async throws {
    try await pool.withConnection { connection in
      // Goes with the connection, should the server go.
      let isOurs = try await connection.query("SELECT pg_try_advisory_lock($1)", Self.lock).only()
      guard try isOurs.decode(Bool.self, column: 0) else { throw ProjectionError.underway }
      let result: Result<Void, any Error>
      do { result = .success(try await build()) } catch { result = .failure(error) }
      try await connection.query("SELECT pg_advisory_unlock($1)", Self.lock)
      try result.get()
    }
  }

  private func build() async throws {
    logger.info("building the read models anew", metadata: ["version": "\(version)"])
    let began = ContinuousClock.now
    try await begin()
    let projector = Projector(
      store, archive: archive, pool: pool, logger: logger, schema: .next, version: version)
    try await bringUp(projector)
    if try await replacesAnother() {
      let report = try await ReadModelCheck(store, archive: archive, pool: pool).run(.next)
      if !report.differences.isEmpty {
        // Built anew the next time, from what may be mended by then.
        try await clear()
        throw ProjectionError.wrong(report.differences)
      }
    }
    repeat { try await bringUp(projector) } while try await !exchange()
    try await clear()
    let took = ContinuousClock.now - began
    logger.info("the read models are built", metadata: ["version": "\(version)", "took": "\(took)"])
  }

  private func bringUp(_ projector: Projector) async throws {
    while true {
      do {
        if try await !projector.step() { return }
      } catch TransactionError<ProjectionError>.body(.overtaken, rollback: _) {
        await projector.forget()
      }
    }
  }

  /// Goes on with what the same version began, or folds every paper from its beginning.
  private func begin() async throws {
    let row = try await pool.query("SELECT version FROM read_next.projection WHERE name = $1", Projector.name)
      .first
    if try row?.decode(Int32.self, column: 0) == version { return }
    try await clear()
    let end = try await store.head()
    var papers = try await store.streams().compactMap { Slug($0) }.makeIterator()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.width {
        if let paper = papers.next() { group.addTask { try await fold(paper, upTo: end) } }
      }
      while try await group.next() != nil {
        if let paper = papers.next() { group.addTask { try await fold(paper, upTo: end) } }
      }
    }
    // Only now: rows without it are of a build that did not come to its end.
    try await pool.query(
      "INSERT INTO read_next.projection (name, version, position) VALUES ($1, $2, $3)", Projector.name,
      version,
      end)
  }

  private func fold(_ paper: Slug, upTo end: Int64) async throws {
    guard let fold = try await PaperFold(paper, upTo: end, in: archive) else { return }
    do {
      try await pool.transaction { connection throws(any Error) in
        // Nobody waits for these rows but the one that says that all are there, and that is waited for.
        try await connection.query("SET LOCAL synchronous_commit = off")
        try await fold.write(into: .next, over: connection)
      }
    } catch .body(let error, rollback: _) {
      throw error
    }
  }

  /// Whether the tables that are read have anything in them, made by other rules.
  private func replacesAnother() async throws -> Bool {
    let row = try await pool.query("SELECT version FROM read.projection WHERE name = $1", Projector.name)
      .first
    return try row?.decode(Int32.self, column: 0) != version
  }

  private func clear() async throws(PostgresError) {
    try await pool.query(Statement(unprepared: "TRUNCATE \(ReadSchema.next.list), read_next.projection"))
  }

  /// Makes the new tables the ones that are read, unless they are behind those. Tells whether they are.
  private func exchange() async throws -> Bool {
    try await pool.transaction { connection throws(PostgresError) in
      let live = try await connection.query(Self.lock(.live), Projector.name).first
      guard let live else { return false }
      let (version, position) = try live.decode(Int32.self, Int64.self)
      // A newer program's tables stay.
      if version > self.version { return true }
      guard let next = try await connection.query(Self.lock(.next), Projector.name).first else {
        return false
      }
      let (built, reached) = try next.decode(Int32.self, Int64.self)
      guard built == self.version, reached >= position else { return false }
      // Whoever waits for this row to go on with the old tables finds them retired.
      try await connection.query("UPDATE read.projection SET version = 0 WHERE name = $1", Projector.name)
      try await connection.query("SELECT projection.exchange()")
      return true
    }
  }

  /// How many papers are folded at the same time.
  private static let width = 3
  /// The advisory lock of whoever builds.
  private static let lock: Int64 = 7_266_738

  private static func lock(_ schema: ReadSchema) -> Statement {
    Statement("SELECT version, position FROM \(schema).projection WHERE name = $1 FOR UPDATE")
  }
}
