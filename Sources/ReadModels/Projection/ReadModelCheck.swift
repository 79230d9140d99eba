public import EventLog
public import PaperLog
public import Postgres
internal import Scholarship

/// Compares read models with what the log comes to: each paper folded anew, written into tables of its own, and the
/// digests of the rows put side by side. Reads and writes go on meanwhile.
public struct ReadModelCheck: Sendable {
  /// A table whose rows of a paper are not what they should be.
  public struct Difference: Hashable, Sendable, CustomStringConvertible {
    public var paper: String
    /// The table's name in its schema.
    public var table: String
    /// How many rows it has.
    public var rows: Int64
    /// How many the log comes to.
    public var expected: Int64

    public var description: String {
      rows == expected
        ? "\(table) has other rows of “\(paper)”"
        : "\(table) has \(rows) rows of “\(paper)” and should have \(expected)"
    }
  }

  /// What was compared, and what differs.
  public struct Report: Sendable {
    /// The position that both stand at.
    public var position: Int64
    /// How many papers were compared.
    public var papers = 0
    /// How many rows were compared.
    public var rows: Int64 = 0
    /// The tables that have other rows of a paper than they should; empty where all is well.
    public var differences: [Difference] = []
  }

  private let store: any EventStore
  private let archive: PaperArchive
  private let pool: ConnectionPool

  public init(_ store: any EventStore, archive: PaperArchive, pool: ConnectionPool) {
    self.store = store
    self.archive = archive
    self.pool = pool
  }

  /// - Throws: what keeps the log or the tables from being read.
  public func run(_ schema: ReadSchema = .live) async throws -> Report {
    let streams = try await store.streams()
    return try await pool.withConnection { connection in
      // What is compared stands still in the snapshot, whatever is projected meanwhile. Nothing but tables of this
      // connection's own is written, also where the database is set to take no changes.
      try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE")
      let result: Result<Report, any Error>
      do {
        result = .success(try await compare(schema, streams.compactMap { Slug($0) }, over: connection))
      } catch {
        result = .failure(error)
      }
      try await connection.query("ROLLBACK")
      return try result.get()
    }
  }

  private func compare(
    _ schema: ReadSchema, _ papers: [Slug], over connection: Connection
  ) async throws -> Report {
    let row = try await connection.query(
      Statement("SELECT position FROM \(schema).projection WHERE name = $1"), Projector.name
    ).first
    var report = Report(position: try row?.decode(Int64.self, column: 0) ?? 0)
    for table in ReadSchema.tables {
      try await connection.query(
        Statement(
          unprepared:
            "CREATE TEMPORARY TABLE \(table) (LIKE \(schema).\(table) INCLUDING INDEXES INCLUDING GENERATED)"
            + " ON COMMIT DROP"))
    }
    for paper in papers {
      guard let fold = try await PaperFold(paper, upTo: report.position, in: archive) else { continue }
      try await fold.write(into: .scratch, over: connection)
      let found = try await digests(schema, paper, connection)
      let expected = try await digests(.scratch, paper, connection)
      for (found, expected) in zip(found, expected) {
        report.rows += expected.rows
        if found.rows == expected.rows, found.digest == expected.digest { continue }
        report.differences.append(
          Difference(paper: paper.name, table: found.table, rows: found.rows, expected: expected.rows))
      }
      report.papers += 1
      try await connection.query(Statement(unprepared: "TRUNCATE \(ReadSchema.scratch.list)"))
    }
    return report
  }

  private func digests(
    _ schema: ReadSchema, _ paper: Slug, _ connection: Connection
  ) async throws(PostgresError) -> [(table: String, rows: Int64, digest: String)] {
    try await connection.query(Statement(unprepared: schema.digests), paper.name)
      .decode(String.self, Int64.self, String.self).map { ($0, $1, $2) }
  }
}
