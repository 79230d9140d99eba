/// JSON (RFC 8259) in one form: equal values have equal bytes.
///
/// Members are in the order of their keys' UTF-8, each key once. There is no white space. Only `"`, `\` and
/// U+0000 to U+001F are escaped. Foundation's `JSONEncoder` gives the same bytes with `sortedKeys` and
/// `withoutEscapingSlashes`, at several times the cost.
public enum JSON {
  /// The canonical bytes of a value.
  @inlinable public static func text(of value: some JSONWritable) -> [UInt8] {
    var json = JSONBuilder()
    value.write(to: &json)
    return json.takeBytes()
  }

  /// Parses JSON. White space and order do not matter; of members with the same key the first counts.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with an empty path if the bytes are not JSON, or are nested more
  ///   than 512 deep.
  public static func parsed(_ bytes: [UInt8]) throws -> ParsedJSON {
    ParsedJSON(JSONTape(bytes, try JSONParser.nodes(of: bytes)), 0)
  }
}
