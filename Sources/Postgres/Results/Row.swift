/// One row of a result; it keeps the whole result in memory.
public struct Row: Sendable {
  let handle: ResultHandle
  let index: Int

  /// How many columns the row has.
  public var columnCount: Int { handle.columnCount }

  /// The first columns of the row as a tuple: `let (id, name) = try row.decode(Int64.self, String?.self)`.
  /// - Throws: kind `decoding`, with the column and the types, if a type does not fit, a value that is not
  ///   optional is NULL, or there are too few columns.
  public func decode<each Value: PostgresDecodable>(
    _ types: repeat (each Value).Type
  ) throws(PostgresError) -> (repeat each Value) {
    var column = 0
    return (repeat try decode(each types, next: &column))
  }

  /// The value of one column, counted from 0.
  public func decode<Value: PostgresDecodable>(
    _ type: Value.Type, column: Int
  ) throws(PostgresError) -> Value {
    var column = column
    return try decode(type, next: &column)
  }

  // For hot paths: generic code is not specialised across modules; these functions are.

  /// The value of an integer column.
  public func integer(_ column: Int) throws(PostgresError) -> Int64 { try decode(Int64.self, column: column) }

  /// The value of a text column.
  public func text(_ column: Int) throws(PostgresError) -> String { try decode(String.self, column: column) }

  /// The value of a `bytea` column; nil for NULL.
  public func bytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
    try decode([UInt8]?.self, column: column)
  }

  /// The value of the column of that name.
  public func decode<Value: PostgresDecodable>(
    _ type: Value.Type, column name: String
  ) throws(PostgresError) -> Value {
    guard let column = (0..<columnCount).first(where: { handle.columnName($0) == name }) else {
      throw PostgresError(.decoding, "the result has no column \"\(name)\"", statement: handle.statement)
    }
    return try decode(type, column: column)
  }

  /// A cell's bytes in binary format, without a copy; nil for NULL. They are valid only inside the closure.
  public func withBytes<Result, Failure: Error>(
    column: Int, _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition((0..<columnCount).contains(column), "column \(column) of \(columnCount)")
    let cell = handle.cell(row: index, column: column)
    defer { withExtendedLifetime(handle) {} }
    return try body(cell.bytes)
  }

  private func decode<Value: PostgresDecodable>(
    _ type: Value.Type, next column: inout Int
  ) throws(PostgresError) -> Value {
    defer { column += 1 }
    guard (0..<columnCount).contains(column) else {
      throw PostgresError(
        .decoding, "the result has no column \(column + 1), only \(columnCount)", statement: handle.statement)
    }
    defer { withExtendedLifetime(handle) {} }
    let cell = handle.cell(row: index, column: column)
    do {
      return try Value.decode(cell)
    } catch {
      let found =
        switch error {
        case .null: "NULL"
        case .type: "\(cell.type)"
        case .malformed: "malformed \(cell.type)"
        }
      let name = handle.columnName(column)
      throw PostgresError(
        .decoding, "column \(column + 1) \"\(name)\": expected \(type), found \(found)",
        statement: handle.statement)
    }
  }
}
