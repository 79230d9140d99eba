/// JSON (RFC 8259) in one form: the same value is the same bytes.
///
/// Members are in the order of their keys' UTF-8, each key once; there is no white space, and of characters only `"`,
/// `\` and U+0000 to U+001F are escaped. These are the bytes that Foundation's `JSONEncoder` gives with `sortedKeys` and
/// `withoutEscapingSlashes`, at a fraction of the cost: nothing is built but the bytes.
///
/// Dates, data and other types to which Foundation gives a form of its own take that of their `Codable` conformance
/// here.
public enum JSON {
  /// The bytes of a value.
  ///
  /// - Throws: what the value's `encode(to:)` throws; `EncodingError` for numbers that are infinite or none, and where a
  ///   nested container is written to after its parent went on.
  public static func bytes(of value: some Encodable) throws -> [UInt8] {
    let writer = JSONWriter()
    try writer.write(value)
    return writer.takeBytes()
  }

  /// The bytes of a value that writes itself: the same as ``bytes(of:)`` gives where it is `Encodable` as well.
  @inlinable public static func text(of value: some JSONWritable) -> [UInt8] {
    var json = JSONBuilder()
    value.write(to: &json)
    return json.takeBytes()
  }

  /// The value that JSON says; white space, order and unknown members do not matter, and of members with the same key
  /// the first counts.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with an empty path where the bytes are no JSON, or lists and objects lie in
  ///   each other more than 512 deep; otherwise what the value's `init(from:)` throws.
  public static func value<Value: Decodable>(
    _ type: Value.Type = Value.self, from bytes: [UInt8]
  ) throws -> Value {
    try ValueDecoder(json: parsed(bytes)).value(type)
  }

  /// The value that JSON says, to be taken apart by hand: by the same rules as ``value(_:from:)``.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with an empty path, as there.
  public static func parsed(_ bytes: [UInt8]) throws -> ParsedJSON {
    ParsedJSON(JSONTape(bytes, try JSONParser.nodes(of: bytes)), 0)
  }
}
