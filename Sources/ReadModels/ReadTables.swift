public import Postgres
public import Protocol
internal import Scholarship

/// Questions across papers, answered from the `read` schema. Each is one statement, so what it shows is one position.
public struct ReadTables: Sendable {
  let pool: ConnectionPool

  public init(_ pool: ConnectionPool) { self.pool = pool }

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

  /// A paper of a base that `handle` is a member of, if there is one: the one called `slug`, or else the first.
  public func paper(
    ofBase base: String, called slug: String?, for handle: String
  ) async throws(PostgresError) -> (slug: String, title: String, position: Int64)? {
    let row = try await pool.query(
      """
      SELECT p.paper, p.title, p.last FROM read.paper p JOIN read.member m USING (paper)
      WHERE p.base = $1 AND m.handle = $2 AND p.paper = coalesce($3, p.paper) ORDER BY p.position LIMIT 1
      """, base, handle, slug
    ).first
    guard let row else { return nil }
    let (slug, title, last) = try row.decode(String.self, String.self, Int64.self)
    return (slug, title, last)
  }
}

extension PostgresTimestamp {
  /// RFC 3339, as events have it.
  var text: String { Timestamp(microseconds: microsecondsSinceUnixEpoch).description }
}
