/// An integer that the server has a type for. It can be read from any integer column of the same width or
/// less.
public protocol PostgresInteger: FixedWidthInteger & SignedInteger & PostgresEncodable, PostgresDecodable,
  PostgresArrayElement
{}

extension PostgresInteger {
  public func encode(into buffer: inout ParameterBuffer) { buffer.append(self) }

  public static func decode(_ cell: Cell) throws(CellError) -> Self {
    let width: Int
    switch cell.type {
    case .int2: width = 2
    case .int4: width = 4
    case .int8: width = 8
    case .oid where Self.bitWidth == 64: width = 4
    default: throw .type
    }
    guard width * 8 <= Self.bitWidth else { throw .type }
    guard let bytes = cell.bytes else { throw .null }
    guard bytes.count == width else { throw .malformed }
    let value: Self? =
      switch cell.type {
      case .int2: bytes.integer(Int16.self).map { Self($0) }
      case .int4: bytes.integer(Int32.self).map { Self($0) }
      case .oid: bytes.integer(UInt32.self).map { Self($0) }
      default: bytes.integer(Int64.self).map { Self($0) }
      }
    guard let value else { throw .malformed }
    return value
  }
}

extension Int16: PostgresInteger {
  public static var postgresType: PostgresType { .int2 }
  public static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresInteger {
  public static var postgresType: PostgresType { .int4 }
  public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresInteger {
  public static var postgresType: PostgresType { .int8 }
  public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresInteger {
  public static var postgresType: PostgresType { .int8 }
  public static var postgresArrayType: PostgresType { .int8Array }
}

extension Bool: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .bool }
  public static var postgresArrayType: PostgresType { .boolArray }

  public func encode(into buffer: inout ParameterBuffer) { buffer.append(self ? 1 as UInt8 : 0) }

  public static func decode(_ cell: Cell) throws(CellError) -> Bool {
    let bytes = try cell.bytes(of: .bool)
    guard bytes.count == 1 else { throw .malformed }
    return bytes[0] != 0
  }
}

extension Double: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .float8 }
  public static var postgresArrayType: PostgresType { .float8Array }

  public func encode(into buffer: inout ParameterBuffer) { buffer.append(bitPattern) }

  /// From `double precision` or `real`.
  public static func decode(_ cell: Cell) throws(CellError) -> Double {
    let bytes = try cell.bytes(of: .float8, .float4)
    let value =
      cell.type == .float8
      ? bytes.integer(UInt64.self).map(Double.init(bitPattern:))
      : bytes.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
    guard let value else { throw .malformed }
    return value
  }
}
