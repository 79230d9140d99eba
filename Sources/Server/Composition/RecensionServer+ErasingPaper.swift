public import Logging
internal import Postgres
internal import Scholarship

extension RecensionServer {
  /// Erases the words of a paper that was removed, beside servers that run or without one: what was said of it, in private
  /// notes too, and its text. What is erased already stays so.
  ///
  /// - Parameters:
  ///   - slug: the paper.
  ///   - administrator: whose act it is; `nil` for the only administrator there is.
  ///   - reason: why, for the log.
  ///   - isMeant: is told what would be done, before anything is, and says whether to.
  /// - Returns: what came of it, for a person.
  public static func erasePaper(
    _ slug: String, by administrator: String?, because reason: String, _ options: ServerOptions,
    logger: Logger, confirming isMeant: @escaping @Sendable ([String]) async throws -> Bool
  ) async throws -> [String] {
    guard let slug = Slug(slug) else {
      throw StartError("“\(slug)” is no slug: lower-case letters, digits and hyphens.")
    }
    return try await ReachedDatabase.with(
      options, logger: logger, whenStopped: "What was erased stays so; do the same again for the rest."
    ) { _, connection in
      let act = try await KeeperAct(by: administrator, because: reason, over: connection)
      do {
        return try await PaperErasing(connection: connection, paper: slug.name, act: act).run(isMeant)
      } catch let error as PostgresError where error.sqlState == .undefinedFunction {
        throw StartError(
          "The database was made by an older version, which erases no text. Start the server once in this one."
        )
      } catch let error as PostgresError where error.sqlState == .featureNotSupported {
        throw StartError(
          "What was said is erased, and the text is not: the log has events of a newer version of this program, which "
            + "may need it for another paper. Do the same with that version."
        )
      }
    }
  }
}

/// The erasure of all that a log has of a removed paper.
private struct PaperErasing {
  let connection: Connection
  let paper: String
  let act: KeeperAct

  func run(_ isMeant: ([String]) async throws -> Bool) async throws -> [String] {
    try await checkIsRemoved()
    let bodies = try await count(of: "e.stream = $1")
    let notes = try await count(of: Self.notebooks)
    let texts = try await connection.query("SELECT count(*) FROM log.texts_to_erase($1)", paper).only()
      .decode(
        Int64.self)
    let plan = [
      "Of “\(paper)”, erased would be the words of \(bodies) events and of \(notes) of private notes, and its text, as far as no "
        + "other paper has the same. Nobody can bring them back but from a backup. The tables are then written anew, and "
        + "whoever writes or reads waits meanwhile: seconds for most logs, minutes for one of gigabytes."
    ]
    if bodies + notes + texts > 0, try await !isMeant(plan) { throw StartError("Nothing was erased.") }
    try await erase("e.stream = $1")
    try await erase(Self.notebooks)
    let erased = try await eraseText()
    let isSeenByOthers = try await !othersHaveLookedAnew()
    try await rewriteTables()
    return [
      bodies + notes + texts == 0
        ? "The words of “\(paper)” are erased already."
        : "Erased: the words of \(bodies) events of “\(paper)” and of \(notes) of private notes, each told of by an event, and "
          + "\(erased) \(erased == 1 ? "file" : "files") of its text."
    ] + (try await remarks())
      + (isSeenByOthers
        ? [
          "A transaction that began before is still open, so the files keep what it may read: do this once more when it has ended."
        ] : [])
  }

  /// Waits for a while until nobody has an older view of the database: what somebody may still read is copied along when a
  /// table is written anew. That may be a look through the tables by PostgreSQL itself. Every view begins with the oldest
  /// transaction that writes in any database of the cluster, our own view too, so those are waited for as well.
  ///
  /// - Returns: whether that is so.
  private func othersHaveLookedAnew() async throws -> Bool {
    let now = try await connection.query("SELECT pg_current_xact_id()::text").only().decode(String.self)
    let end = ContinuousClock.now + .seconds(30)
    while true {
      let count = try await connection.query(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND (age(backend_xid) > age(($1::text)::xid8::xid)
          OR datname = current_database() AND age(backend_xmin) > age(($1::text)::xid8::xid))
        """, now
      ).only().decode(Int64.self)
      if count == 0 { return true }
      guard ContinuousClock.now < end else { return false }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private func checkIsRemoved() async throws {
    let types = try await connection.query(
      "SELECT e.type FROM log.tag t JOIN log.event e USING (position) WHERE t.stream = $1 AND t.tag = 'paper'",
      paper
    ).decode(String.self)
    guard types.contains(PaperRemoved.type) else {
      throw StartError(
        types.isEmpty
          ? "There is no paper “\(paper)” in the log."
          : "“\(paper)” is not removed, so nothing of it is erased. An owner of it removes it first: recension --paper "
            + "\(paper) remove-paper -m WHY --yes")
    }
  }

  /// How many bodies there are to erase.
  private func count(of streams: String) async throws -> Int64 {
    try await connection.query(
      Statement("SELECT count(*) FROM log.event e WHERE \(streams) AND \(Self.erasable)"), paper
    ).only().decode(Int64.self)
  }

  /// Some at a time: appends wait meanwhile.
  private func erase(_ streams: String) async throws {
    let statement = Statement(
      """
      SELECT due.position, log.erase(due.position, $2, $3) FROM (SELECT e.position FROM log.event e
        WHERE \(streams) AND e.position > $4 AND \(Self.erasable) ORDER BY e.position LIMIT \(Self.atATime)) AS due
      """)
    var last: Int64 = 0
    while true {
      let erased = try await connection.query(statement, paper, act.actor, act.reason, last)
        .decode(Int64.self, Int64.self)
      guard let position = erased.map(\.0).max() else { return }
      last = position
    }
  }

  /// - Returns: how many files went.
  private func eraseText() async throws -> Int64 {
    let place = try await connection.query(
      "SELECT log.erase_text($1, $2, $3)", paper, act.actor, act.reason
    ).only().decode(Int64?.self)
    guard let place else { return 0 }
    return try await connection.query(
      "SELECT json_array_length(convert_from(content, 'UTF8')::json -> 'digests')::bigint FROM log.event WHERE position = $1",
      place
    ).only().decode(Int64.self)
  }

  /// Until a table is written anew the old bytes lie in its file, also after a plain VACUUM, which only lets them be
  /// written over. Whoever writes waits meanwhile.
  private func rewriteTables() async throws {
    let tables = try await connection.query(
      """
      SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND (n.nspname IN ('read', 'read_next')
        OR (n.nspname = 'log' AND c.relname IN ('event', 'attachment', 'request'))) ORDER BY 1
      """
    ).decode(String.self)
    for table in tables { try await connection.query(Statement(unprepared: "VACUUM (FULL) \(table)")) }
  }

  private func remarks() async throws -> [String] {
    var remarks = [
      "Where in the text things were said stays in their events, without its words.",
      "Backups and WAL from before have everything as it was; PostgreSQL writes over its own WAL in time.",
    ]
    let isShown = try await connection.query("SELECT EXISTS (SELECT FROM read.paper WHERE paper = $1)", paper)
      .only().decode(Bool.self)
    if isShown {
      remarks.append("The tables of “read” still have it: start the server, and then do this once more.")
    }
    return remarks
  }

  /// Words that were said, or of the text at the place of what was erased before the paper was removed.
  private static let erasable =
    "e.type <> 'body.erased' AND (e.content IS NOT NULL OR log.without_places(e.remains) <> e.remains)"
  /// Streams that are named after the paper and someone: in the order of bytes they lie between these.
  private static let notebooks = "e.stream > $1 || '/' AND e.stream < $1 || '0'"
  private static let atATime = 100
}
