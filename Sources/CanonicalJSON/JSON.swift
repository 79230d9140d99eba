/// JSON (RFC 8259) in one form: the same value is the same bytes.
///
/// Members are in the order of their keys' UTF-8, each key once; there is no white space, and of characters only `"`,
/// `\` and U+0000 to U+001F are escaped. These are the bytes that Foundation's `JSONEncoder` gives with `sortedKeys` and
/// `withoutEscapingSlashes`, at a fraction of the cost: nothing is built but the bytes.
public enum JSON {
  /// The bytes of a value.
  @inlinable public static func text(of value: some JSONWritable) -> [UInt8] {
    var json = JSONBuilder()
    value.write(to: &json)
    return json.takeBytes()
  }

  /// The value that JSON says; white space and order do not matter, and of members with the same key the first counts.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with an empty path where the bytes are no JSON, or lists and objects lie in
  ///   each other more than 512 deep.
  public static func parsed(_ bytes: [UInt8]) throws -> ParsedJSON {
    ParsedJSON(JSONTape(bytes, try JSONParser.nodes(of: bytes)), 0)
  }
}
