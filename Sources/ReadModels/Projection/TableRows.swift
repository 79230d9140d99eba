internal import Postgres

/// A table of the read models, by the columns that are written: its key first.
struct Table: Sendable {
  /// What a column holds, by its SQL type.
  enum CellType: String {
    case text, bigint, integer, boolean, timestamptz
  }

  let name: String
  let keyLength: Int
  let columns: [(name: String, type: CellType)]

  init(
    _ name: String, key: KeyValuePairs<String, CellType>, _ rest: KeyValuePairs<String, CellType> = [:]
  ) {
    self.name = name
    keyLength = key.count
    columns = (Array(key) + Array(rest)).map { (name: $0.key, type: $0.value) }
  }
}

/// Rows to be written into one table, put together cell by cell in the order of its columns.
struct TableRows {
  private let table: Table
  private let schema: ReadSchema
  private var cells: [Cells]
  private var column = 0

  init(_ table: Table, of schema: ReadSchema) {
    self.table = table
    self.schema = schema
    cells = Array(repeating: Cells(), count: table.columns.count)
  }

  /// How many rows there are.
  var count: Int { cells[0].count }

  // MARK: Cells

  mutating func add(_ value: String?) { add { $0.append(value) } }
  mutating func add(_ value: Int64?) { add { $0.append(value) } }
  mutating func add(_ value: Int32?) { add { $0.append(value) } }
  mutating func add(_ value: Bool) { add { $0.append(value) } }
  mutating func add(_ value: PostgresTimestamp) { add { $0.append(value) } }
  mutating func add(text: [UInt8]) { add { $0.append(text: text) } }

  private mutating func add(_ append: (inout Cells) -> Void) {
    append(&cells[column])
    column = column + 1 == cells.count ? 0 : column + 1
  }

  // MARK: Statements

  private var target: String {
    "\(schema).\(table.name) (\(table.columns.map(\.name).joined(separator: ", ")))"
  }

  /// Inserts the rows, each in place of the one of its key.
  var upsert: Request {
    let arrays = table.columns.enumerated().map { "$\($0 + 1)::\($1.type.rawValue)[]" }
    let key = table.columns.prefix(table.keyLength).map(\.name)
    let rest = table.columns.dropFirst(table.keyLength).map { "\($0.name) = excluded.\($0.name)" }
    let change = rest.isEmpty ? "NOTHING" : "UPDATE SET \(rest.joined(separator: ", "))"
    return Request(
      Statement(
        """
        INSERT INTO \(target) SELECT * FROM unnest(\(arrays.joined(separator: ", ")))
        ON CONFLICT (\(key.joined(separator: ", "))) DO \(change)
        """), parameters: zip(table.columns, cells).map { Self.array($0.type, $1) })
  }

  private static func array(_ type: Table.CellType, _ cells: Cells) -> any PostgresEncodable {
    switch type {
    case .text: CellArray<String>(cells)
    case .bigint: CellArray<Int64>(cells)
    case .integer: CellArray<Int32>(cells)
    case .boolean: CellArray<Bool>(cells)
    case .timestamptz: CellArray<PostgresTimestamp>(cells)
    }
  }

  /// Copies the rows in, where there is none of their keys.
  func copy(over connection: Connection) async throws {
    if count == 0 { return }
    let bytes = CopyRows.bytes(cells)
    try await connection.copyIn("COPY \(target) FROM STDIN (FORMAT binary)") { try await $0.write(bytes) }
  }
}
