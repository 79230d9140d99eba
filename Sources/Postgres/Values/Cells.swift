/// The values of one column, each with its length before it, as arrays and COPY's rows have them.
///
/// The projection writes millions of these: a value goes straight into the bytes that are sent.
public struct Cells: Sendable {
  private(set) var buffer = ParameterBuffer()
  /// How many values there are.
  public private(set) var count = 0
  private(set) var hasNulls = false

  public init() {}

  // One for each type: generic code is not specialised across modules.

  /// Appends a `text`; `nil` is NULL.
  public mutating func append(_ value: String?) { append(cell: value) }
  /// Appends a `bigint`; `nil` is NULL.
  public mutating func append(_ value: Int64?) { append(cell: value) }
  /// Appends an `integer`; `nil` is NULL.
  public mutating func append(_ value: Int32?) { append(cell: value) }
  /// Appends a `boolean`.
  public mutating func append(_ value: Bool) { append(cell: value) }
  /// Appends a `timestamptz`.
  public mutating func append(_ value: PostgresTimestamp) { append(cell: value) }

  /// Appends a text by its bytes in UTF-8.
  public mutating func append(text: [UInt8]) { append(cell: text) }

  private mutating func append(cell: (some PostgresEncodable)?) {
    count += 1
    guard let cell else {
      hasNulls = true
      return buffer.append(-1 as Int32)
    }
    buffer.appendWithLength { cell.encode(into: &$0) }
  }
}

/// Cells as an array parameter.
public struct CellArray<Element: PostgresArrayElement & PostgresEncodable>: PostgresEncodable {
  private let cells: Cells

  public init(_ cells: Cells) { self.cells = cells }

  public static var postgresType: PostgresType { Element.postgresArrayType }

  public func encode(into buffer: inout ParameterBuffer) {
    buffer.appendArrayHeader(
      count: cells.count, hasNulls: cells.hasNulls, elementType: Element.postgresType)
    cells.buffer.bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
  }
}

/// Cells as the rows of a `COPY … FROM STDIN (FORMAT binary)`, which costs the server a third of what an INSERT does.
public enum CopyRows {
  /// The bytes of one COPY: header, rows and trailer.
  ///
  /// - Parameter columns: of exactly the table's types; nothing is converted.
  /// - Precondition: there is at least one column, and all have the same length.
  public static func bytes(_ columns: [Cells]) -> [UInt8] {
    let count = columns[0].count
    precondition(columns.allSatisfy { $0.count == count }, "the columns of a COPY are as long as each other")
    var rows = ParameterBuffer()
    rows.reserve(columns.reduce(32) { $0 + $1.buffer.bytes.count } + 2 * count)
    rows.append(contentsOf: signature)
    // No flags and no header extension.
    rows.append(0 as Int64)
    var offsets = Array(repeating: 0, count: columns.count)
    for _ in 0..<count {
      rows.append(Int16(columns.count))
      for column in columns.indices {
        columns[column].buffer.bytes.withUnsafeBytes { bytes in
          // A negative length is NULL.
          let start = offsets[column]
          let end = start + 4 + Int(max(0, bytes.integer(Int32.self, at: start) ?? 0))
          rows.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
          offsets[column] = end
        }
      }
    }
    rows.append(-1 as Int16)
    return rows.bytes
  }

  private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [0]
}
