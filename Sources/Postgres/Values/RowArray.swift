/// Rows as one parameter: an array of a table's row type, `$1::schema.table[]`.
///
/// The server unpacks it at a fraction of the cost of one array for each column. Begin a row, then append its
/// fields in the order of the table's columns.
public struct RowArray: PostgresEncodable {
  /// Row types are made with their tables, so the statement has to name the type: `$1::log.event[]`.
  public static var postgresType: PostgresType { .unspecified }

  private let rowType: PostgresType
  private let columns: Int
  private var count: Int32 = 0
  private var rows = ParameterBuffer()
  /// Where the current row's length is.
  private var start: Int?

  /// - Parameters:
  ///   - rowType: the table's row type: `SELECT 'log.event'::regtype::oid`.
  ///   - columns: how many columns the table has.
  public init(of rowType: PostgresType, columns: Int) {
    self.rowType = rowType
    self.columns = columns
  }

  /// Whether it has no row.
  public var isEmpty: Bool { count == 0 }

  /// Begins a row, and ends the one before it.
  public mutating func beginRow() {
    endRow()
    start = rows.bytes.count
    rows.append(Int32(0))
    rows.append(Int32(columns))
    count += 1
  }

  /// Appends a `bigint`.
  public mutating func append(_ number: Int64) {
    beginField(.int8, length: 8)
    rows.append(number)
  }

  /// Appends an `integer`.
  public mutating func append(_ number: Int32) {
    beginField(.int4, length: 4)
    rows.append(number)
  }

  /// Appends a `text`.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      beginField(.text, length: bytes.count)
      rows.append(contentsOf: UnsafeRawBufferPointer(bytes))
    }
  }

  /// Appends a `bytea`.
  public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  /// Appends a `bytea`.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    beginField(.bytea, length: bytes.count)
    rows.append(contentsOf: bytes)
  }

  /// Appends NULL, in a column of a type.
  public mutating func appendNull(_ type: PostgresType) { beginField(type, length: -1) }

  private mutating func beginField(_ type: PostgresType, length: Int) {
    rows.append(type.rawValue)
    rows.append(Int32(length))
  }

  private mutating func endRow() {
    if let start { rows.setLength(at: start) }
    start = nil
  }

  // The binary formats of `array_send` and `record_send` in PostgreSQL's arrayfuncs.c and rowtypes.c.
  public func encode(into buffer: inout ParameterBuffer) {
    var whole = self
    whole.endRow()
    buffer.reserve(20 + whole.rows.bytes.count)
    buffer.append(Int32(count == 0 ? 0 : 1))
    buffer.append(Int32(0))
    buffer.append(rowType.rawValue)
    guard count > 0 else { return }
    buffer.append(count)
    buffer.append(Int32(1))
    whole.rows.bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
  }
}
