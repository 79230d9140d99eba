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

/// Rows to be written into one table, put together cell by cell, each by the name of its column.
struct TableRows {
  private let table: Table
  private let schema: ReadSchema
  private var cells: [Cells]
  /// The column that comes next, as a rule.
  private var next = 0

  init(_ table: Table, of schema: ReadSchema) {
    self.table = table
    self.schema = schema
    cells = Array(repeating: Cells(), count: table.columns.count)
  }

  /// How many rows there are.
  var count: Int { cells[0].count }

  // MARK: Cells

  mutating func add(_ name: String, _ value: String?) { cells[column(name)].append(value) }
  mutating func add(_ name: String, _ value: Int64?) { cells[column(name)].append(value) }
  mutating func add(_ name: String, _ value: Int32?) { cells[column(name)].append(value) }
  mutating func add(_ name: String, _ value: Bool) { cells[column(name)].append(value) }
  mutating func add(_ name: String, _ value: PostgresTimestamp) { cells[column(name)].append(value) }
  mutating func add(_ name: String, text: [UInt8]) { cells[column(name)].append(text: text) }

  /// The index of a column. As a rule it is the one after the last, which costs one comparison.
  private mutating func column(_ name: String) -> Int {
    if table.columns[next].name != name {
      guard let index = table.columns.firstIndex(where: { $0.name == name }) else {
        preconditionFailure("the table “\(table.name)” has no column “\(name)”")
      }
      next = index
    }
    defer { next = next + 1 == cells.count ? 0 : next + 1 }
    return next
  }

  /// The cells of whole rows.
  private var wholeRows: [Cells] {
    precondition(cells.allSatisfy { $0.count == count }, "a row of “\(table.name)” lacks a column")
    return cells
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
        """), parameters: zip(table.columns, wholeRows).map { Self.array($0.type, $1) })
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
    let bytes = CopyRows.bytes(wholeRows)
    try await connection.copyIn("COPY \(target) FROM STDIN (FORMAT binary)") { try await $0.write(bytes) }
  }
}
