internal import EventLog
internal import Logging
internal import Postgres

/// Makes the tables of a new version beside those that are read, and puts them in their place when they have caught
/// up and are what the log comes to. Until then, and if it fails, reads go on from the old ones.
///
/// Several servers may do so at once: they share the work, and one of them makes the exchange.
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
  func run() async throws {
    logger.info("building the read models anew", metadata: ["version": "\(version)"])
    try await begin()
    let projector = Projector(
      store, archive: archive, pool: pool, logger: logger, schema: .next, version: version)
    var isChecked = false
    while true {
      try await bringUp(projector)
      if !isChecked {
        let report = try await ReadModelCheck(store, archive: archive, pool: pool).run(.next)
        guard report.differences.isEmpty else {
          // Built anew the next time, from what may be mended by then.
          try await clear()
          throw ProjectionError.wrong(report.differences)
        }
        isChecked = true
        continue
      }
      if try await exchange() { break }
    }
    try await clear()
    logger.info("the read models are of a new version", metadata: ["version": "\(version)"])
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

  /// Begins, or goes on with what was begun by the same version.
  private func begin() async throws {
    let row = try await pool.query("SELECT version FROM read_next.projection WHERE name = $1", Projector.name)
      .first
    if try row?.decode(Int32.self, column: 0) != version { try await clear() }
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
      // Another server may have done it.
      if version >= self.version { return true }
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

  private static func lock(_ schema: ReadSchema) -> Statement {
    Statement("SELECT version, position FROM \(schema).projection WHERE name = $1 FOR UPDATE")
  }
}
