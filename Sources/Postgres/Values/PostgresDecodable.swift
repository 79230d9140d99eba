/// A value that can be read from a cell of a result in binary format.
public protocol PostgresDecodable {
  /// Reads a value.
  /// - Throws: ``CellError`` where the cell is NULL, of another type or malformed.
  static func decode(_ cell: Cell) throws(CellError) -> Self
}

/// One value of a result. It points into the result, so it is valid only during the call it is passed to.
public struct Cell {
  /// Nil for NULL.
  public let bytes: UnsafeRawBufferPointer?
  public let type: PostgresType

  init(bytes: UnsafeRawBufferPointer?, type: PostgresType) {
    self.bytes = bytes
    self.type = type
  }

  /// The bytes of a value that must not be NULL and must be of the type.
  public func bytes(of type: PostgresType) throws(CellError) -> UnsafeRawBufferPointer {
    guard self.type == type else { throw .type }
    guard let bytes else { throw .null }
    return bytes
  }

  /// The bytes of a value that must not be NULL and must be of one of the types.
  public func bytes(of types: PostgresType...) throws(CellError) -> UnsafeRawBufferPointer {
    guard types.contains(type) else { throw .type }
    guard let bytes else { throw .null }
    return bytes
  }
}

/// Why a cell could not be read. The row adds the names of the column and the types.
public enum CellError: Error {
  /// NULL where the Swift type is not optional.
  case null
  /// The column's type is not one that the Swift type can be read from.
  case type
  /// The bytes do not fit the type's binary format.
  case malformed
}

extension UnsafeRawBufferPointer {
  /// The integer in network byte order at an offset; nil where the bytes end before it does.
  func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self, at offset: Int = 0) -> Value? {
    guard offset >= 0, count - offset >= MemoryLayout<Value>.size else { return nil }
    return Value(bigEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public static func decode(_ cell: Cell) throws(CellError) -> Wrapped? {
    cell.bytes == nil ? nil : try Wrapped.decode(cell)
  }
}
