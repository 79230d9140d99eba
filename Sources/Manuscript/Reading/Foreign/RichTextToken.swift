/// A piece of a rich text (RTF): a brace, a control word or symbol, or one byte of text.
struct RichTextToken {
  enum Kind: Equatable {
    case open, close
    /// `\par`, `\u228`, with the blank that ends it.
    case word(String, Int?)
    /// `\~`.
    case symbol(UInt8)
    /// `\'e4`.
    case hex(UInt8)
    case text(UInt8)
    /// A line break of the file, which says nothing.
    case blank
    /// `\bin5` with its bytes.
    case binary
  }

  let kind: Kind
  let range: Range<Int>

  init(at start: Int, in bytes: [UInt8]) {
    let next = start + 1
    switch bytes[start] {
    case UInt8(ascii: "{"): (kind, range) = (.open, start..<next)
    case UInt8(ascii: "}"): (kind, range) = (.close, start..<next)
    case 0x0A, 0x0D: (kind, range) = (.blank, start..<next)
    case UInt8(ascii: "\\") where next < bytes.count:
      if SourceText.isLetter(bytes[next]) {
        (kind, range) = Self.word(from: start, in: bytes)
      } else if bytes[next] == UInt8(ascii: "'"), let value = Self.hex(at: next + 1, in: bytes) {
        (kind, range) = (.hex(value), start..<next + 3)
      } else {
        (kind, range) = (.symbol(bytes[next]), start..<next + 1)
      }
    default: (kind, range) = (.text(bytes[start]), start..<next)
    }
  }

  private static func hex(at start: Int, in bytes: [UInt8]) -> UInt8? {
    guard start + 2 <= bytes.count else { return nil }
    return UInt8(String(decoding: bytes[start..<start + 2], as: UTF8.self), radix: 16)
  }

  private static func word(from start: Int, in bytes: [UInt8]) -> (Kind, Range<Int>) {
    let name = bytes[(start + 1)...].prefix { SourceText.isLetter($0) }
    var end = name.endIndex
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-"), SourceText.isDigit(bytes[end + 1]) { end += 1 }
    let digits = bytes[end...].prefix(9).prefix { SourceText.isDigit($0) }
    let number = Int(String(decoding: bytes[name.endIndex..<digits.endIndex], as: UTF8.self))
    end = digits.endIndex
    if end < bytes.count, bytes[end] == 0x20 { end += 1 }
    let word = String(decoding: name, as: UTF8.self)
    guard word == "bin", let number, number > 0 else { return (.word(word, number), start..<end) }
    return (.binary, start..<min(bytes.count, end + number))
  }
}
