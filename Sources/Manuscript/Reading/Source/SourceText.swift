/// A source's bytes, known to be text, and its lines.
struct SourceText: Sendable {
  let bytes: [UInt8]
  let lines: [SourceLine]
  /// Bytes of a byte order mark at the start, if any.
  let byteOrderMark: Range<Int>?

  /// Checks that the bytes are text and finds its lines (ended by LF, CRLF or CR).
  init(_ bytes: [UInt8]) throws(ImportError) {
    if let offset = Self.controlCharacter(in: bytes) { throw .binary(byteOffset: offset) }
    if let offset = Self.brokenUTF8(in: bytes) { throw .notUTF8(byteOffset: offset) }
    self.bytes = bytes
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    byteOrderMark = hasMark ? 0..<3 : nil
    var lines: [SourceLine] = []
    var start = hasMark ? 3 : 0
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        let end = index + (isPair ? 2 : 1)
        lines.append(SourceLine(content: start..<index, newline: index..<end))
        (start, index) = (end, end)
      } else {
        index += 1
      }
    }
    if start < bytes.count { lines.append(SourceLine(content: start..<bytes.count, newline: index..<index)) }
    self.lines = lines
  }

  /// The bytes of a range as a string; a scalar that the range cuts becomes U+FFFD.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first byte that no text holds: a control character other than white space.
  private static func controlCharacter(in bytes: [UInt8]) -> Int? {
    bytes.firstIndex { $0 < 0x09 || (0x0E..<0x20).contains($0) || $0 == 0x7F }
  }

  /// The first byte of the first ill-formed sequence (Unicode 16, table 3-7).
  private static func brokenUTF8(in bytes: [UInt8]) -> Int? {
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
      index += length
    }
    return nil
  }
}

/// One line of a source, or the part of it that belongs to a block.
struct SourceLine: Hashable, Sendable {
  /// Bytes of the text.
  var content: Range<Int>
  /// Bytes of the line's end; empty at the end of the source.
  var newline: Range<Int>
  /// How it goes on from the line before it in its block.
  var joint = Joint.softBreak

  enum Joint: Hashable, Sendable {
    /// A space for the line's end.
    case softBreak
    /// The line's end itself, in code and tables.
    case hardBreak
    /// A new paragraph of the same block.
    case paragraph
    /// A space where a page's end, not a line's, came between.
    case pageBreak
    /// Nothing: the line before ends in a hyphen that belongs to the word.
    case keptHyphen
    /// Nothing, and the hyphen that ends the line before is no part of the word.
    case droppedHyphen
    /// Nothing: a note that stands in the text parts the line.
    case inlineNote
  }
}
