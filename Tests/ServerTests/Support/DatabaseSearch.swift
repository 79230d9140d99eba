import Postgres

/// Looks for bytes in every table of a database, whatever it has.
struct DatabaseSearch {
  /// Each column with text, JSON or bytes in it, by what the catalogue says.
  private struct Column {
    var table: String
    var name: String
    var isBytes: Bool
  }

  private let connection: Connection
  private let columns: [Column]

  init(_ connection: Connection) async throws {
    self.connection = connection
    columns = try await connection.query(
      """
      SELECT format('%I.%I', n.nspname, c.relname), quote_ident(a.attname), a.atttypid = 'bytea'::regtype
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
        AND (t.typcategory IN ('S', 'A', 'U') OR t.typname IN ('json', 'jsonb', 'bytea'))
      ORDER BY 1, 2
      """
    ).decode(String.self, String.self, Bool.self).map { Column(table: $0, name: $1, isBytes: $2) }
  }

  /// How many columns are searched.
  var width: Int { columns.count }

  /// The columns in which `bytes` stand, as `schema.table.column`.
  func places(of bytes: [UInt8]) async throws -> [String] {
    var places: [String] = []
    for column in columns {
      let content = column.isBytes ? column.name : "convert_to(\(column.name)::text, 'UTF8')"
      let isThere = try await connection.query(
        Statement(
          unprepared:
            "SELECT EXISTS (SELECT FROM \(column.table) WHERE position($1::bytea IN \(content)) > 0)"), bytes
      ).only().decode(Bool.self, column: 0)
      if isThere { places.append("\(column.table).\(column.name)") }
    }
    return places
  }
}
