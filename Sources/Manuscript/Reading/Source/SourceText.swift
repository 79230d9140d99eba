/// A source's bytes, known to be text, and its lines.
struct SourceText: Sendable {
  /// The text in UTF-8, which is the source itself unless that is in UTF-16 or has columns.
  let bytes: [UInt8]
  let lines: [SourceLine]
  /// Bytes of a byte order mark at the start, if any.
  let byteOrderMark: Range<Int>?
  /// Where control characters stand that no text should hold.
  let controlCharacters: [Int]
  /// Where the bytes came from, if the source is in UTF-16.
  let utf16: UTF16Source?
  /// Where the bytes came from, if the source does not have them in the order in which they are read.
  let order: ReadingOrder?
  /// Where the bytes came from, if entities in the source write marks of notes.
  let entities: MarkEntities?

  /// Checks that the bytes are text and finds its lines.
  init(_ raw: [UInt8]) throws(ImportError) {
    if let format = ForeignFormat(of: raw) { throw .foreign(format) }
    utf16 = try UTF16Source(raw)
    let bytes = utf16?.utf8 ?? raw
    let end = Self.endOfText(in: bytes)
    let low = bytes[..<end].indices.filter { Self.isControl(bytes[$0]) }
    if let first = low.first, low.count > 3 + end / 64 {
      throw .binary(byteOffset: utf16?.origin(of: first) ?? first, line: Self.line(of: first, in: bytes))
    }
    var high: [Int] = []
    if let offset = Self.brokenUTF8(in: bytes, notingControls: &high) {
      throw .notUTF8(
        byteOffset: offset, line: Self.line(of: offset, in: bytes),
        likely: LegacyEncoding(guessedFor: bytes))
    }
    controlCharacters = high.isEmpty ? low : (low + high).sorted()
    self.bytes = bytes
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    byteOrderMark = hasMark ? 0..<3 : nil
    (order, entities) = (nil, nil)
    lines = SourceLine.lines(of: bytes, from: hasMark ? 3 : 0, to: end)
  }

  private init(_ other: SourceText, lines: [SourceLine]) {
    (bytes, byteOrderMark, utf16, order) = (other.bytes, other.byteOrderMark, other.utf16, other.order)
    (controlCharacters, entities, self.lines) = (other.controlCharacters, other.entities, lines)
  }

  private init(_ other: SourceText, in order: ReadingOrder) {
    (bytes, lines, self.order) = (order.bytes, order.lines, order)
    (byteOrderMark, utf16, controlCharacters) = (other.byteOrderMark, other.utf16, [])
    entities = other.entities
  }

  private init(_ other: SourceText, reading entities: MarkEntities) {
    (bytes, byteOrderMark, utf16, order) = (entities.bytes, other.byteOrderMark, other.utf16, nil)
    self.entities = entities
    controlCharacters = other.controlCharacters.map { entities.place(of: $0) }
    lines = SourceLine.lines(
      of: bytes, from: byteOrderMark?.upperBound ?? 0, to: Self.endOfText(in: bytes))
  }

  /// The source with the entities read that write marks of notes; plain text has none.
  func readingEntities(of format: SourceFormat) -> SourceText {
    guard format == .markdown, let entities = MarkEntities(in: self) else { return self }
    return SourceText(self, reading: entities)
  }

  /// The source with its lines parted otherwise.
  func with(_ lines: [SourceLine]) -> SourceText { SourceText(self, lines: lines) }

  /// The source with its lines, or parts of them, in the order in which they are read.
  func inOrder(of lines: [SourceLine]) -> SourceText {
    SourceText(self, in: ReadingOrder(lines, of: self))
  }

  /// The bytes of a range as a string; a scalar that the range cuts becomes U+FFFD.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A control character other than white space.
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x09 || (0x0E..<0x20).contains(byte) || byte == 0x7F }

  /// Where the text ends: old systems wrote a control character (U+001A) at a file's end, or filled its last
  /// block with zeros.
  private static func endOfText(in bytes: [UInt8]) -> Int {
    var (index, end) = (bytes.count, bytes.count)
    while index > 0, bytes[index - 1] == 0x1A || bytes[index - 1] == 0 || isBlank(bytes[index - 1]) {
      index -= 1
      if !isBlank(bytes[index]) { end = index }
    }
    return end
  }

  /// The line that a byte stands in, from 1.
  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<offset].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// The first byte of the first ill-formed sequence (Unicode 16, table 3-7). Notes where control characters beyond ASCII
  /// stand, U+0080 to U+009F.
  private static func brokenUTF8(in bytes: [UInt8], notingControls controls: inout [Int]) -> Int? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>)
      switch first {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return index
      }
      guard index + length <= bytes.count, second.contains(bytes[index + 1]),
        bytes[index + 2..<index + max(2, length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return index }
      if first == 0xC2, bytes[index + 1] < 0xA0 { controls.append(index) }
      index += length
    }
    return nil
  }
}
