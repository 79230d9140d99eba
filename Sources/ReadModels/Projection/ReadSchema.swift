/// A set of the tables that read models are.
public enum ReadSchema: String, Sendable, CustomStringConvertible {
  /// The one that is read.
  case live = "read"
  /// The one that a new version is built in.
  case next = "read_next"
  /// Tables of one connection, for as long as a check takes.
  case scratch = "pg_temp"

  public var description: String { rawValue }

  /// Every table that has rows of papers; `projection` has none.
  static let tables = Table.papers.map(\.name)

  /// All the tables, as SQL lists them.
  var list: String { Self.tables.map { "\(self).\($0)" }.joined(separator: ", ") }

  /// For each table the number of a paper's rows (`$1`) and a digest of them: the sum of their hashes, whatever their
  /// order.
  var digests: String {
    Self.tables.map { table in
      """
      SELECT '\(table)' AS name, count(*) AS rows,
        coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS digest
      FROM \(self).\(table) t WHERE paper = $1
      """
    }.joined(separator: "\nUNION ALL\n")
  }
}
