#if canImport(Glibc)
internal import Glibc
#endif

/// Bytes that grow at their end, and what JSON writes of strings and numbers.
struct ByteBuilder {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

  var count: Int { bytes.count }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ other: borrowing ByteBuilder, _ range: Range<Int>) {
    other.bytes.withUnsafeBufferPointer {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  mutating func replaceAll(from start: Int, with other: borrowing ByteBuilder) {
    bytes.removeLast(bytes.count - start)
    append(other, 0..<other.count)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

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

  /// A string in quotation marks. Tells whether anything in it had to be escaped.
  mutating func append(quoted string: String) -> Bool {
    var string = string
    return string.withUTF8 { utf8 in
      bytes.append(UInt8(ascii: "\""))
      defer { bytes.append(UInt8(ascii: "\"")) }
      var start = 0
      while true {
        let end = Self.passPlainText(utf8, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
        guard end < utf8.count else { return start > 0 }
        append(escaped: utf8[end])
        start = end + 1
      }
    }
  }

  /// Where the next byte is that has to be escaped, or the end. Looks at eight bytes at a time, as most have none.
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
    case 0x08: append(#"\b"#)
    case 0x09: append(#"\t"#)
    case 0x0A: append(#"\n"#)
    case 0x0C: append(#"\f"#)
    case 0x0D: append(#"\r"#)
    default:
      append(byte < 0x10 ? #"\u000"# : #"\u001"#)
      let digit = byte & 0xF
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// The first eight bytes of a range as a number, zeros behind them where there are fewer.
  func prefix(of range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      var prefix: UInt64 = 0
      for index in range.prefix(8) { prefix = prefix << 8 | UInt64(bytes[index]) }
      return range.isEmpty ? 0 : prefix << UInt64(8 * (8 - min(range.count, 8)))
    }
  }

  /// Whether the bytes of one range come before those of another.
  func precedes(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let common = min(one.count, other.count)
      guard common > 0, let base = bytes.baseAddress else { return one.count < other.count }
      let order = memcmp(base + one.lowerBound, base + other.lowerBound, common)
      return order == 0 ? one.count < other.count : order < 0
    }
  }

  /// What a string that was written says.
  func unescaped(_ range: Range<Int>) -> [UInt8] { JSONText.unescaped(bytes[range]) ?? Array(bytes[range]) }
}
