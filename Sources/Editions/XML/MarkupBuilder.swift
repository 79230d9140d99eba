/// Builds XML or HTML as UTF-8. What is added as text is escaped; what is added as markup is not.
struct MarkupBuilder {
  private(set) var bytes: [UInt8] = []

  /// Adds tags and other markup as they are.
  mutating func add(_ markup: String) { bytes += markup.utf8 }

  /// Adds a text, escaped for content and for attributes in double quotes.
  mutating func add(text: String) { add(text: text.unicodeScalars) }

  /// Adds a text, escaped for content and for attributes in double quotes.
  mutating func add(text: some Sequence<Unicode.Scalar>) {
    for scalar in text { add(scalar) }
  }

  /// Adds one character of a text.
  mutating func add(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "&": add("&amp;")
    case "<": add("&lt;")
    case ">": add("&gt;")
    case "\"": add("&quot;")
    // As itself a reader would take it for a line's end.
    case "\r": add("&#13;")
    default: bytes += (scalar.isXMLCharacter ? scalar : "\u{FFFD}").utf8
    }
  }

  /// Adds what another has built.
  mutating func append(_ other: MarkupBuilder) { bytes += other.bytes }

  /// Hands over what was built, and begins anew.
  mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  /// A text, escaped.
  static func escaped(_ text: String) -> String {
    var builder = MarkupBuilder()
    builder.add(text: text)
    return String(decoding: builder.bytes, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 (2.2, Char) can hold it, and neither XML nor HTML advises against it.
  var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
