/// A value or an object's key, by its place in the bytes.
struct JSONNode {
  enum Kind: UInt8 {
    case null, `true`, `false`
    /// A whole number; a number with a fraction or an exponent.
    case integer, number
    /// A string; a string with escapes.
    case string, escapedString
    case list, object
  }

  var kind: Kind
  /// For strings, the part between the quotation marks.
  var start: UInt32
  var end: UInt32
  /// The node after this one and everything in it.
  var next: UInt32

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Checks that bytes are JSON by the grammar of RFC 8259, and lists the values: each before those in it, an
/// object's keys and values in turn.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var nodes: [JSONNode] = []
  private var depth = 0

  static func nodes(of bytes: [UInt8]) throws -> [JSONNode] {
    guard bytes.count < UInt32.max else { throw invalid("It is too long.") }
    return try bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes: bytes)
      parser.nodes.reserveCapacity(bytes.count / 12 + 4)
      // A byte order mark may be ignored (RFC 8259, section 8.1).
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.offset = 3 }
      try parser.value()
      parser.skipSpace()
      guard parser.offset == bytes.count else { throw invalid("Something follows it.") }
      return parser.nodes
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private static func invalid(_ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "The bytes are not JSON. \(reason)"))
  }

  private var unexpected: DecodingError { Self.invalid("What stands at byte \(offset) may not.") }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func add(_ kind: JSONNode.Kind, _ start: Int, _ end: Int) {
    nodes.append(
      JSONNode(kind: kind, start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1)))
  }

  private mutating func value() throws {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"): try nested(.object)
    case UInt8(ascii: "["): try nested(.list)
    case UInt8(ascii: "t"): try word("true", .true)
    case UInt8(ascii: "f"): try word("false", .false)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func word(_ word: StaticString, _ kind: JSONNode.Kind) throws {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[index]) else { throw unexpected }
    }
    add(kind, start, offset)
  }

  private mutating func nested(_ kind: JSONNode.Kind) throws {
    depth += 1
    guard depth <= Self.depthLimit else { throw Self.invalid("It is more than \(Self.depthLimit) deep.") }
    let close = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
    let node = nodes.count
    add(kind, offset, offset)
    offset += 1
    skipSpace()
    if !take(close) {
      repeat {
        if kind == .object {
          skipSpace()
          guard next == UInt8(ascii: "\"") else { throw unexpected }
          try string()
          skipSpace()
          guard take(UInt8(ascii: ":")) else { throw unexpected }
        }
        try value()
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(close) else { throw unexpected }
    }
    nodes[node].end = UInt32(offset)
    nodes[node].next = UInt32(nodes.count)
    depth -= 1
  }

  private mutating func string() throws {
    offset += 1
    let start = offset
    var isEscaped = false
    var isASCII = true
    passPlainText()
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        if !isASCII { try checkUTF8(start..<offset) }
        add(isEscaped ? .escapedString : .string, start, offset)
        offset += 1
        return
      case UInt8(ascii: "\\"):
        isEscaped = true
        try escape()
        passPlainText()
      case 0..<0x20: throw unexpected
      case 0x80...:
        isASCII = false
        offset += 1
        passPlainText()
      default: offset += 1
      }
    }
    throw Self.invalid("It ends within a string.")
  }

  /// Skips plain text eight bytes at a time. Stops before a word with a control character, a quotation mark,
  /// a backslash or anything beyond ASCII.
  private mutating func passPlainText() {
    let bytes = UnsafeRawBufferPointer(bytes)
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // Subtracting n from a smaller byte sets its highest bit.
      let stops = ((word &- ones &* 0x20) | (quote &- ones) | (backslash &- ones) | word) & highs
      if stops != 0 { return }
      offset += 8
    }
  }

  private mutating func escape() throws {
    offset += 1
    switch next {
    case UInt8(ascii: "u"):
      offset += 1
      let first = try hexadecimal()
      guard (0xD800..<0xE000).contains(first) else { return }
      // A high surrogate must be followed by a low one.
      guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw unexpected }
      guard (0xDC00..<0xE000).contains(try hexadecimal()) else { throw unexpected }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    default: throw unexpected
    }
  }

  private mutating func hexadecimal() throws -> Int {
    guard offset + 4 <= bytes.count else { throw Self.invalid("It ends within a string.") }
    var value = 0
    for _ in 0..<4 {
      guard let digit = JSONText.hexadecimalDigit(bytes[offset]) else { throw unexpected }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  private func checkUTF8(_ range: Range<Int>) throws {
    do {
      _ = try UTF8Span(validating: bytes.extracting(range).span)
    } catch {
      throw Self.invalid("It is not UTF-8.")
    }
  }

  private mutating func number() throws {
    let start = offset
    var kind = JSONNode.Kind.integer
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) {
      kind = .number
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      kind = .number
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    add(kind, start, offset)
  }

  private mutating func digits() throws {
    guard let first = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { throw unexpected }
    while let digit = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { offset += 1 }
  }

  private static let depthLimit = 512
}
