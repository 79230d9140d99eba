public import Postgres
public import Protocol
internal import Editions
internal import EventLog
internal import Scholarship

/// Histories come out of the log itself, up to where the tables are: to keep in tables what it says in other words would
/// cost more than everything else there, and only the page that is asked for is ever put in words.
extension ReadTables {
  /// One page of a history.
  public func history(
    _ query: HistoryQuery, of paper: String
  ) async throws(PostgresError) -> ListView<HistoryItem> {
    let rows: Rows
    let (since, until, after, limit) = (query.since, query.until, query.after, Int64(query.limit + 1))
    switch query.subject {
    case .paper: rows = try await pool.query(Self.wholeHistory, paper, since, until, after, limit)
    case .thing(let id):
      rows = try await pool.query(Self.thingHistory, paper, since, until, after, limit, EntityID(id)?.tag)
    case .range(let range):
      rows = try await pool.query(
        Self.rangeHistory, paper, since, until, after, limit, Int64(range.lowerBound), Int64(range.upperBound)
      )
    }
    var view = ListView<HistoryItem>(at: try rows.first?.decode(Int64.self, column: 0) ?? 0, items: [])
    for row in rows {
      guard let sequence = try row.decode(Int64?.self, column: 1) else { break }
      if view.items.count == query.limit {
        view.next = view.items.last?.sequence
        break
      }
      view.items.append(try Self.item(row, sequence: sequence))
    }
    return view
  }

  private static func item(_ row: Row, sequence: Int64) throws(PostgresError) -> HistoryItem {
    let content = EventContent(
      position: try row.integer(2), type: try row.text(3), version: Int(try row.integer(4)),
      actor: try row.text(5), time: try row.integer(6), body: try row.bytes(7) ?? [],
      isErased: try row.decode(Bool.self, column: 8))
    var item: HistoryItem
    do {
      item = HistoryItem(try RecordedEvent(content), sequence: sequence)
    } catch {
      // A later program made these tables, and says things that this one has no words for.
      item = HistoryItem(
        position: content.position, sequence: sequence,
        at: Timestamp(microseconds: content.time).description, by: content.actor, type: content.type, ids: [],
        summary: "did what this version of the program cannot read")
    }
    if let position = try row.decode(Int64?.self, column: 9), let by = Handle(try row.text(10)) {
      let erased = BodyErased(position: content.position, reason: try row.text(12))
      let at = try row.decode(PostgresTimestamp.self, column: 11)
      let stamp = Stamp(
        by: by, at: Timestamp(microseconds: at.microsecondsSinceUnixEpoch), position: position)
      item.summary = HistoryItem.summary(erased, by: stamp)
    }
    return item
  }

  /// - Parameter source: where the events are looked for, as `e`.
  private static func history(_ source: String) -> Statement {
    Statement(
      """
      SELECT p.position, e.sequence, e.position, e.type, e.version, e.actor, e.time, e.body, e.is_erased,
        x.position, x.by, x.at, x.reason
      FROM read.projection p
      LEFT JOIN LATERAL (
        SELECT e.*, coalesce(e.content, e.remains) AS body, e.salt IS NULL AS is_erased
        FROM \(source)
        WHERE e.stream = $1 AND e.position >= $2 AND e.position <= least($3, p.position) AND e.sequence > $4
        ORDER BY e.sequence LIMIT $5
      ) e ON true
      LEFT JOIN read.erasure x ON x.paper = $1 AND x.erased = e.position
      WHERE p.name = 'papers' ORDER BY e.sequence
      """)
  }

  private static let wholeHistory = history("log.event e")
  // That words of a thing were erased is filed under it, and is no part of its history.
  private static let thingHistory = history(
    """
    (SELECT e.* FROM log.tag t JOIN log.event e ON e.position = t.position
      WHERE t.stream = $1 AND t.tag = $6 AND e.type <> 'body.erased') e
    """)
  private static let rangeHistory = history(
    """
    (SELECT e.* FROM log.event e JOIN (
      SELECT DISTINCT position FROM log.tag WHERE stream = $1 AND tag IN (
        \(ListKind.allCases.map { kind in
          "SELECT '\(kind.thing.word):' || number FROM read.\(kind.table) WHERE paper = $1 AND "
            + ListQuery.touches(low: "$6", high: "$7")
        }.joined(separator: " UNION ALL "))
      )) t ON t.position = e.position
      WHERE e.type <> 'body.erased') e
    """)
}

extension ListKind {
  /// What its items are.
  fileprivate var thing: EntityKind {
    switch self {
    case .claims: .claim
    case .annotations: .annotation
    case .disputes: .dispute
    case .corrections: .correction
    }
  }
}
