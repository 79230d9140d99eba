public import Postgres
public import Protocol
internal import Scholarship

/// The queries over the `read` schema. Each is one statement, so what it shows is one position.
public struct ReadTables: Sendable {
  let pool: ConnectionPool

  public init(_ pool: ConnectionPool) { self.pool = pool }

  /// One page of a list.
  public func list(_ query: ListQuery, of paper: String) async throws(PostgresError) -> ItemPage {
    let rows = try await pool.query(
      Statement(Self.listing(query.kind)), paper, query.after, query.status, query.by, query.tag, query.about,
      query.range.map { Int64($0.lowerBound) }, query.range.map { Int64($0.upperBound) },
      Int64(query.limit + 1))
    var page = ItemPage(at: try rows.first?.decode(Int64.self, column: 0) ?? 0, items: [])
    var last: Int64 = 0
    for row in rows {
      let (_, number, item) = try row.decode(Int64.self, Int64?.self, String?.self)
      guard let number, let item else { break }
      if page.items.count == query.limit {
        page.next = last
        break
      }
      page.items.append(item)
      last = number
    }
    return page
  }

  /// The members of a paper, by handle.
  public func members(of paper: String) async throws(PostgresError) -> ItemPage {
    let rows = try await pool.query(
      """
      SELECT p.position, m.item FROM read.projection p
      LEFT JOIN LATERAL (SELECT handle, item FROM read.member WHERE paper = $1) m ON true
      WHERE p.name = 'papers' ORDER BY m.handle
      """, paper)
    return ItemPage(
      at: try rows.first?.decode(Int64.self, column: 0) ?? 0,
      items: try rows.decode(Int64.self, String?.self).compactMap { $1 })
  }

  /// The papers that `handle` is a member of, by slug.
  public func papers(of handle: String) async throws(PostgresError) -> ListView<PaperItem> {
    let rows = try await pool.query(
      """
      SELECT r.position, p.paper, p.title, p.base, m.role, p.by, p.at, p.position, p.claims, p.annotations,
        p.disputes, p.corrections, p.last
      FROM read.projection r
      LEFT JOIN (read.paper p JOIN read.member m ON m.paper = p.paper AND m.handle = $1 AND m.joined) ON true
      WHERE r.name = 'papers' ORDER BY p.paper
      """, handle)
    var view = ListView<PaperItem>(at: 0, items: [])
    for row in rows {
      let (at, slug) = try row.decode(Int64.self, String?.self)
      view.at = at
      guard let slug else { continue }
      let (_, _, title, base, role, by, time, position, claims, annotations, disputes, corrections, last) =
        try row.decode(
          Int64.self, String.self, String.self, String.self, String.self, String.self, PostgresTimestamp.self,
          Int64.self, Int64.self, Int64.self, Int64.self, Int64.self, Int64.self)
      view.items.append(
        PaperItem(
          slug: slug, title: title, base: base, role: role, by: by, at: time.text, position: position,
          claims: Int(claims), annotations: Int(annotations), disputes: Int(disputes),
          corrections: Int(corrections), last: last))
    }
    return view
  }

  /// A paper of a base that `handle` is a member of, if there is one.
  public func paper(
    ofBase base: String, for handle: String
  ) async throws(PostgresError) -> (slug: String, title: String, position: Int64)? {
    let row = try await pool.query(
      """
      SELECT p.paper, p.title, p.last FROM read.paper p JOIN read.member m USING (paper)
      WHERE p.base = $1 AND m.handle = $2 ORDER BY p.position LIMIT 1
      """, base, handle
    ).first
    guard let row else { return nil }
    let (slug, title, last) = try row.decode(String.self, String.self, Int64.self)
    return (slug, title, last)
  }

  /// What is around one thing: its own item, the thread of annotations under it, the disputes about it.
  public func thing(
    _ id: String, kind: ListKind, of paper: String
  ) async throws(PostgresError) -> (at: Int64, item: String?, annotations: [String], disputes: [String]) {
    let rows = try await pool.query(
      Statement(
        """
        WITH RECURSIVE thread AS (
          SELECT id, number, item FROM read.annotation WHERE paper = $1 AND target = $2
          UNION ALL
          SELECT a.id, a.number, a.item FROM read.annotation a JOIN thread t ON a.paper = $1 AND a.target = t.id
        )
        SELECT p.position, x.part, x.item FROM read.projection p
        LEFT JOIN LATERAL (
          SELECT 0 AS part, 0::bigint AS number, item FROM read.\(kind.table) WHERE paper = $1 AND number = $3
          UNION ALL SELECT 1, number, item FROM thread
          UNION ALL SELECT 2, number, item FROM read.dispute WHERE paper = $1 AND target = $2
        ) x ON true
        WHERE p.name = 'papers' ORDER BY x.part, x.number
        """), paper, id, Int64(id.dropFirst()) ?? 0)
    var (at, item, annotations, disputes): (Int64, String?, [String], [String]) = (0, nil, [], [])
    for row in rows {
      let (position, part, text) = try row.decode(Int64.self, Int32?.self, String?.self)
      at = position
      guard let part, let text else { continue }
      switch part {
      case 0: item = text
      case 1: annotations.append(text)
      default: disputes.append(text)
      }
    }
    return (at, item, annotations, disputes)
  }

  /// What waits for `handle`: questions without their vote, claims without their stance; the oldest first.
  public func waiting(for handle: String, in paper: String) async throws(PostgresError) -> [WaitingItem] {
    try await pool.query(
      """
      SELECT id, command, words FROM (
        SELECT position, id, 'vote ' || id || ' for|against' AS command, reason AS words FROM read.correction x
        WHERE paper = $1 AND status IN ('open', 'contested') AND by <> $2 AND NOT EXISTS (
          SELECT FROM read.vote v WHERE v.paper = $1 AND v.subject = x.id AND v.handle = $2)
        UNION ALL
        SELECT position, id, 'vote ' || id || ' for|against', body FROM read.dispute d
        WHERE paper = $1 AND status = 'open' AND by <> $2 AND NOT EXISTS (
          SELECT FROM read.vote v WHERE v.paper = $1 AND v.subject = d.id AND v.handle = $2)
        UNION ALL
        SELECT position, id, 'agree|disagree|qualify ' || id, statement FROM read.claim c
        WHERE paper = $1 AND status NOT IN ('withdrawn', 'rejected', 'agreed') AND NOT EXISTS (
          SELECT FROM read.stance s WHERE s.paper = $1 AND s.claim = c.id AND s.handle = $2 AND s.current)
        UNION ALL
        SELECT position, id, 'reanchor ' || id || ' ADDR', words FROM (
          SELECT position, id, status, by, address AS place, statement AS words FROM read.claim WHERE paper = $1
          UNION ALL SELECT position, id, status, by, target, body FROM read.annotation WHERE paper = $1
          UNION ALL SELECT position, id, status, by, target, body FROM read.dispute WHERE paper = $1
          UNION ALL SELECT position, id, status, by, address, reason FROM read.correction WHERE paper = $1
        ) lost WHERE place = '' AND by = $2 AND status <> 'withdrawn'
      ) open ORDER BY position LIMIT 20
      """, paper, handle
    ).decode(String.self, String.self, String.self).map { WaitingItem(id: $0, what: $1, text: $2) }
  }

  private static func listing(_ kind: ListKind) -> String {
    let tagged = "EXISTS (SELECT FROM read.tag t WHERE t.paper = $1 AND t.tag = $5 AND t.number = x.number)"
    let about = kind == .annotations || kind == .disputes ? "target = $6" : "id = $6"
    return """
      SELECT p.position, l.number, l.item FROM read.projection p
      LEFT JOIN LATERAL (
        SELECT number, item FROM read.\(kind.table) x
        WHERE paper = $1 AND number > $2 AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR by = $4)
          AND ($5::text IS NULL OR \(kind == .annotations ? tagged : "false"))
          AND ($6::text IS NULL OR \(about)) AND \(ListQuery.touches(low: "$7", high: "$8"))
        ORDER BY number LIMIT $9
      ) l ON true
      WHERE p.name = 'papers' ORDER BY l.number
      """
  }
}

extension ListKind {
  /// The table that has its items.
  var table: String {
    switch self {
    case .claims: "claim"
    case .annotations: "annotation"
    case .disputes: "dispute"
    case .corrections: "correction"
    }
  }
}

extension PostgresTimestamp {
  /// RFC 3339, as events have it.
  var text: String { Timestamp(microseconds: microsecondsSinceUnixEpoch).description }
}
