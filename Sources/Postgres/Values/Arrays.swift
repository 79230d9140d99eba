/// A type whose arrays can be parameters and results: one-dimensional arrays of the server, and `bytea` for
/// bytes.
public protocol PostgresArrayElement: Sendable {
  /// The server's type of an array of these.
  static var postgresArrayType: PostgresType { get }
  /// Appends an array's bytes, without a length before them.
  static func encodeArray(_ elements: [Self], into buffer: inout ParameterBuffer)
  /// Reads an array.
  /// - Throws: ``CellError`` where the cell is NULL, of another type or malformed.
  static func decodeArray(_ cell: Cell) throws(CellError) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }

  public func encode(into buffer: inout ParameterBuffer) { Element.encodeArray(self, into: &buffer) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  public static func decode(_ cell: Cell) throws(CellError) -> [Element] { try Element.decodeArray(cell) }
}

/// A byte alone is no value of the server; an array of bytes is a `bytea`.
extension UInt8: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .bytea }

  public static func encodeArray(_ elements: [UInt8], into buffer: inout ParameterBuffer) {
    buffer.append(contentsOf: elements)
  }

  public static func decodeArray(_ cell: Cell) throws(CellError) -> [UInt8] {
    Array(try cell.bytes(of: .bytea))
  }
}

/// `[[UInt8]]` is `bytea[]`.
extension Array: PostgresArrayElement where Element == UInt8 {
  public static var postgresArrayType: PostgresType { .byteaArray }
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
  public static func encodeArray(_ elements: [Self], into buffer: inout ParameterBuffer) {
    buffer.appendArrayHeader(count: elements.count, hasNulls: false, elementType: Self.postgresType)
    for element in elements { buffer.appendWithLength { element.encode(into: &$0) } }
  }

  public static func decodeArray(_ cell: Cell) throws(CellError) -> [Self] {
    try cell.decodeElements(as: Self.self)
  }
}

/// `[String?]` is a `text[]` that may hold NULLs.
extension Optional: PostgresArrayElement
where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {
  public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

  public static func encodeArray(_ elements: [Wrapped?], into buffer: inout ParameterBuffer) {
    let hasNulls = elements.contains { $0 == nil }
    buffer.appendArrayHeader(count: elements.count, hasNulls: hasNulls, elementType: Wrapped.postgresType)
    for element in elements {
      if let element {
        buffer.appendWithLength { element.encode(into: &$0) }
      } else {
        buffer.append(Int32(-1))
      }
    }
  }

  public static func decodeArray(_ cell: Cell) throws(CellError) -> [Wrapped?] {
    try cell.decodeElements(as: Wrapped?.self)
  }
}

// The binary format of arrays is that of `array_send` in PostgreSQL's arrayfuncs.c: dimensions, a flag for NULLs,
// the element type, for each dimension its length and lower bound, then each element with its length.

extension ParameterBuffer {
  mutating func appendArrayHeader(count: Int, hasNulls: Bool, elementType: PostgresType) {
    reserve(20 + 12 * count)
    append(Int32(count == 0 ? 0 : 1))
    append(Int32(hasNulls ? 1 : 0))
    append(elementType.rawValue)
    guard count > 0 else { return }
    append(Int32(count))
    append(Int32(1))
  }
}

extension Cell {
  fileprivate func decodeElements<Element: PostgresDecodable>(
    as _: Element.Type
  ) throws(CellError) -> [Element] {
    guard PostgresType.arrays.contains(type) else { throw .type }
    guard let bytes else { throw .null }
    guard let dimensions = bytes.integer(Int32.self), let oid = bytes.integer(UInt32.self, at: 8) else {
      throw .malformed
    }
    if dimensions == 0 { return [] }
    guard dimensions == 1, let count = bytes.integer(Int32.self, at: 12), count >= 0 else { throw .malformed }
    var elements: [Element] = []
    elements.reserveCapacity(min(Int(count), bytes.count / 4))
    var offset = 20
    for _ in 0..<count {
      guard let length = bytes.integer(Int32.self, at: offset) else { throw .malformed }
      offset += 4
      var element: UnsafeRawBufferPointer?
      if length >= 0 {
        guard bytes.count - offset >= Int(length) else { throw .malformed }
        element = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
        offset += Int(length)
      }
      elements.append(try Element.decode(Cell(bytes: element, type: PostgresType(oid))))
    }
    return elements
  }
}
