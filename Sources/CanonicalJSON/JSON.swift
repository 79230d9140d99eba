/// JSON (RFC 8259) in one form: equal values have equal bytes.
///
/// Members are in the order of their keys' UTF-8, each key once. There is no white space. Only `"`, `\` and
/// U+0000 to U+001F are escaped. Foundation's `JSONEncoder` gives the same bytes with `sortedKeys` and
/// `withoutEscapingSlashes`, at several times the cost.
public enum JSON {
  /// The canonical bytes of a value.
  @inlinable public static func text(of value: some JSONWritable, in order: Order = .byName) -> [UInt8] {
    var json = JSONBuilder(order)
    value.write(to: &json)
    return json.takeBytes()
  }

  /// In which order the members of objects are written.
  public enum Order: Sendable {
    /// By the UTF-8 of their names: the canonical form.
    case byName
    /// As their shape declares them. Documents were first stored so, and with `\u0008` and `\u000c` in place of the short
    /// escapes.
    case declared
  }

  /// Parses JSON. White space and order do not matter; of members with the same key the first counts.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with an empty path if the bytes are not JSON, or are nested more
  ///   than 512 deep.
  public static func parsed(_ bytes: [UInt8]) throws -> ParsedJSON {
    ParsedJSON(JSONTape(bytes, try JSONParser.nodes(of: bytes)), 0)
  }
}
