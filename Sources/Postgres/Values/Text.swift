extension String: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .text }
  public static var postgresArrayType: PostgresType { .textArray }

  public func encode(into buffer: inout ParameterBuffer) { buffer.append(contentsOf: utf8) }

  /// From any of the server's text types; also from `json`, as its text.
  public static func decode(_ cell: Cell) throws(CellError) -> String {
    // The usual type, checked without a list.
    let bytes =
      cell.type == .text
      ? try cell.bytes(of: .text)
      : try cell.bytes(of: .varchar, .name, .bpchar, .json, .unknown, .char)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return text
  }
}

/// A `jsonb` value as the bytes of its text (UTF-8). The server keeps the value, not the text: it returns its
/// own spacing and order of keys.
public struct JSONB: Sendable, Hashable {
  /// The JSON text in UTF-8.
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value of a JSON text.
  public init(_ text: String) { self.bytes = Array(text.utf8) }
}

extension JSONB: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .jsonb }
  public static var postgresArrayType: PostgresType { .jsonbArray }

  /// The version of the binary format, which stands before the text.
  private static var formatVersion: UInt8 { 1 }

  public func encode(into buffer: inout ParameterBuffer) {
    buffer.append(Self.formatVersion)
    buffer.append(contentsOf: bytes)
  }

  /// From `jsonb` or `json`.
  public static func decode(_ cell: Cell) throws(CellError) -> JSONB {
    let bytes = try cell.bytes(of: .jsonb, .json)
    if cell.type == .json { return JSONB(Array(bytes)) }
    guard bytes.first == formatVersion else { throw .malformed }
    return JSONB(Array(bytes.dropFirst()))
  }
}
