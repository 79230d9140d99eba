/// Growing bytes, and how JSON writes strings and numbers.
struct ByteBuilder {
  private(set) var bytes: [UInt8] = []
  /// Whether U+0008 and U+000C are written as `\b` and `\f`.
  private let hasShortEscapes: Bool

  init(capacity: Int = 1024, hasShortEscapes: Bool = true) {
    self.hasShortEscapes = hasShortEscapes
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append<Integer: FixedWidthInteger>(decimal value: Integer) {
    if value >= 0, value < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(value)) }
    var rest = value.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { digits in
      var start = digits.count
      while rest > 0 {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(digit)
        rest = quotient
      }
      if value < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// A string in quotation marks.
  mutating func append(quoted string: String) {
    var string = string
    string.withUTF8 { utf8 in
      bytes.append(UInt8(ascii: "\""))
      defer { bytes.append(UInt8(ascii: "\"")) }
      var start = 0
      while true {
        let end = Self.passPlainText(utf8, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
        guard end < utf8.count else { return }
        append(escaped: utf8[end])
        start = end + 1
      }
    }
  }

  /// The next byte that must be escaped, or the end. Looks at eight bytes at a time, since most need no
  /// escape.
  private static func passPlainText(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(utf8)
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    var offset = start
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      let controls = (word &- ones &* 0x20) & ~word
      let marks = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      if (controls | marks) & highs != 0 { break }
      offset += 8
    }
    while offset < utf8.count, !isEscaped(utf8[offset]) { offset += 1 }
    return offset
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append(#"\""#)
    case UInt8(ascii: "\\"): append(#"\\"#)
    case 0x08 where hasShortEscapes: append(#"\b"#)
    case 0x09: append(#"\t"#)
    case 0x0A: append(#"\n"#)
    case 0x0C where hasShortEscapes: append(#"\f"#)
    case 0x0D: append(#"\r"#)
    default:
      append(byte < 0x10 ? #"\u000"# : #"\u001"#)
      let digit = byte & 0xF
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
