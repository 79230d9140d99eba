/// A data type of the server by its object identifier (`pg_type.oid`); the built-in ones are fixed.
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The server infers the type from the statement.
  public static let unspecified = PostgresType(0)
  public static let bool = PostgresType(16)
  public static let bytea = PostgresType(17)
  public static let char = PostgresType(18)
  public static let name = PostgresType(19)
  public static let int8 = PostgresType(20)
  public static let int2 = PostgresType(21)
  public static let int4 = PostgresType(23)
  public static let text = PostgresType(25)
  public static let oid = PostgresType(26)
  public static let json = PostgresType(114)
  public static let float4 = PostgresType(700)
  public static let float8 = PostgresType(701)
  public static let unknown = PostgresType(705)
  public static let bpchar = PostgresType(1042)
  public static let varchar = PostgresType(1043)
  public static let timestamp = PostgresType(1114)
  public static let timestamptz = PostgresType(1184)
  public static let uuid = PostgresType(2950)
  public static let jsonb = PostgresType(3802)

  public static let boolArray = PostgresType(1000)
  public static let byteaArray = PostgresType(1001)
  public static let nameArray = PostgresType(1003)
  public static let int2Array = PostgresType(1005)
  public static let int4Array = PostgresType(1007)
  public static let textArray = PostgresType(1009)
  public static let bpcharArray = PostgresType(1014)
  public static let varcharArray = PostgresType(1015)
  public static let int8Array = PostgresType(1016)
  public static let float4Array = PostgresType(1021)
  public static let float8Array = PostgresType(1022)
  public static let oidArray = PostgresType(1028)
  public static let timestampArray = PostgresType(1115)
  public static let timestamptzArray = PostgresType(1185)
  public static let jsonArray = PostgresType(199)
  public static let uuidArray = PostgresType(2951)
  public static let jsonbArray = PostgresType(3807)

  static let arrays: Set<PostgresType> = [
    .boolArray, .byteaArray, .nameArray, .int2Array, .int4Array, .textArray, .bpcharArray, .varcharArray,
    .int8Array, .float4Array, .float8Array, .oidArray, .timestampArray, .timestamptzArray, .jsonArray,
    .uuidArray, .jsonbArray,
  ]
}

extension PostgresType: CustomStringConvertible {
  /// The type's name in SQL, or `type OID n` for one that is not built in here.
  public var description: String { Self.names[self] ?? "type OID \(rawValue)" }

  private static let names: [PostgresType: String] = {
    let scalars: [PostgresType: String] = [
      .bool: "boolean", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "bigint", .int2: "smallint",
      .int4: "integer", .text: "text", .oid: "oid", .json: "json", .float4: "real",
      .float8: "double precision", .unknown: "unknown", .bpchar: "character", .varchar: "character varying",
      .timestamp: "timestamp", .timestamptz: "timestamptz", .uuid: "uuid", .jsonb: "jsonb",
      PostgresType(1700): "numeric", PostgresType(1082): "date", PostgresType(2278): "void",
    ]
    let arrays: [PostgresType: String] = [
      .boolArray: "boolean[]", .byteaArray: "bytea[]", .nameArray: "name[]", .int2Array: "smallint[]",
      .int4Array: "integer[]", .textArray: "text[]", .bpcharArray: "character[]",
      .varcharArray: "character varying[]", .int8Array: "bigint[]", .float4Array: "real[]",
      .float8Array: "double precision[]", .oidArray: "oid[]", .timestampArray: "timestamp[]",
      .timestamptzArray: "timestamptz[]", .jsonArray: "json[]", .uuidArray: "uuid[]", .jsonbArray: "jsonb[]",
    ]
    return scalars.merging(arrays) { scalar, _ in scalar }
  }()
}
