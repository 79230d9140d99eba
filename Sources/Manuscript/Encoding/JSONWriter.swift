/// Writes JSON in one fixed form: no white space, members in the order they are written, only the escapes
/// that RFC 8259 demands. The same values give the same bytes for ever, which a hash can rely on.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  mutating func object(_ members: (inout JSONWriter) -> Void) { enclosed("{", members, "}") }

  mutating func array(_ elements: (inout JSONWriter) -> Void) { enclosed("[", elements, "]") }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func string(_ value: some Sequence<Unicode.Scalar>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for scalar in value {
      switch scalar {
      case "\"", "\\":
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(scalar.value))
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\u{0}"..<" ":
        bytes.append(contentsOf: scalar.value < 16 ? "\\u000".utf8 : "\\u00".utf8)
        bytes.append(contentsOf: String(scalar.value, radix: 16).utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func string(_ value: String) { string(value.unicodeScalars) }

  mutating func integers(_ values: some Sequence<Int>) {
    array { writer in for value in values { writer.integer(value) } }
  }

  private mutating func enclosed(
    _ open: Unicode.Scalar, _ content: (inout JSONWriter) -> Void, _ close: Unicode.Scalar
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    content(&self)
    bytes.append(UInt8(ascii: close))
  }

  /// A comma, unless this value is the first of its container or follows its key.
  private mutating func separate() {
    guard let last = bytes.last else { return }
    if last != UInt8(ascii: "{") && last != UInt8(ascii: "[") && last != UInt8(ascii: ":") {
      bytes.append(UInt8(ascii: ","))
    }
  }
}
