/// The result of a statement: its rows, in binary format, in the memory where libpq received them.
public struct Rows: RandomAccessCollection, Sendable {
  private let handle: ResultHandle
  public let endIndex: Int

  init(_ handle: ResultHandle) {
    self.handle = handle
    endIndex = handle.rowCount
  }

  public var startIndex: Int { 0 }

  /// The row at `index`, from 0.
  public subscript(index: Int) -> Row {
    precondition(indices.contains(index), "row \(index) of \(count)")
    return Row(handle: handle, index: index)
  }

  /// How many rows the command inserted, changed, deleted or returned; 0 if it does not say.
  public var affected: Int { handle.affected ?? 0 }

  /// The command's tag, such as `INSERT 0 5` or `COMMIT`.
  public var commandTag: String { handle.commandTag }

  /// The names of the columns, in order.
  public var columnNames: [String] { (0..<handle.columnCount).map(handle.columnName) }

  /// The types of the columns, in order.
  public var columnTypes: [PostgresType] { (0..<handle.columnCount).map(handle.columnType) }

  /// The columns of every row as a tuple.
  public func decode<each Value: PostgresDecodable>(
    _ types: repeat (each Value).Type
  ) throws(PostgresError) -> [(repeat each Value)] {
    var values: [(repeat each Value)] = []
    values.reserveCapacity(count)
    for row in self { values.append(try row.decode(repeat each types)) }
    return values
  }

  /// The only row of the result.
  /// - Throws: kind `decoding` if there is no row or more than one.
  public func only() throws(PostgresError) -> Row {
    guard count == 1 else {
      throw PostgresError(.decoding, "expected one row, found \(count)", statement: handle.statement)
    }
    return self[0]
  }
}
