extension SourceText {
  /// Whether the end of a line stands for a blank: not where Chinese or Japanese goes on, which has none.
  func hasBlank(between first: Range<Int>, and second: Range<Int>) -> Bool {
    guard let last = lastScalar(of: first), let next = firstScalar(of: second) else { return true }
    let (isWide, isNextWide) = (Self.isIdeographic(last), Self.isIdeographic(next))
    let joins = isWide && (isNextWide || Self.isSharedSign(next)) || Self.isSharedSign(last) && isNextWide
    return !joins && !isSpan(endingAt: first, before: next)
  }

  /// Whether a dash right after a word or number ends a line, `London–`, and another goes on after it: between two that it
  /// joins stands no blank.
  private func isSpan(endingAt line: Range<Int>, before next: Unicode.Scalar) -> Bool {
    guard line.count > 3, has("–", at: line.upperBound - 3, before: line.upperBound) else { return false }
    let before = scalar(before: line.upperBound - 3)
    let isNumber = before.properties.numericType != nil && next.properties.numericType != nil
    return isNumber || before.isLetter && next.properties.isUppercase
  }

  private func lastScalar(of range: Range<Int>) -> Unicode.Scalar? {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "*") || bytes[end - 1] == UInt8(ascii: "_") {
      end -= 1
    }
    return end > range.lowerBound ? scalar(before: end) : nil
  }

  private func firstScalar(of range: Range<Int>) -> Unicode.Scalar? {
    let start = range.first { bytes[$0] != UInt8(ascii: "*") && bytes[$0] != UInt8(ascii: "_") }
    return start.map { scalar(at: $0).scalar }
  }

  /// Characters of scripts that part no words by blanks, and their punctuation. Korean does part them.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x30FF, 0x3105...0x312F, 0x31A0...0x31FF, 0x3400...0x9FFF, 0xA000...0xA4CF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF01...0xFF9F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Punctuation that these scripts have in common with others.
  private static func isSharedSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2014, 0x2018...0x201D, 0x2026, 0xB7: true
    default: false
    }
  }

  /// The width of the hyphen that ends a line: `-`, a soft hyphen, U+2010, U+2E17 or `¬`; 0 if none does.
  func hyphenWidth(endingAt line: Range<Int>) -> Int {
    guard let last = line.last else { return 0 }
    if bytes[last] == UInt8(ascii: "-") { return 1 }
    guard bytes[last] >= 0x80, Self.hyphens.contains(scalar(before: line.upperBound)) else { return 0 }
    return UTF8.width(scalar(before: line.upperBound))
  }

  /// The hyphen that ends a line, closing marks of emphasis after it left aside; empty, at the line's end, if none does.
  func hyphen(endingAt line: Range<Int>) -> Range<Int> {
    let width = hyphenWidth(endingAt: line)
    if width > 0 { return line.upperBound - width..<line.upperBound }
    var end = line.upperBound
    while end > line.lowerBound + 1,
      bytes[end - 1] == UInt8(ascii: "*") || bytes[end - 1] == UInt8(ascii: "_")
    {
      end -= 1
    }
    let inner = hyphenWidth(endingAt: line.lowerBound..<end)
    return inner > 0 ? end - inner..<end : line.upperBound..<line.upperBound
  }

  /// Signs by which words are broken at a line's end.
  static let hyphens: Set<Unicode.Scalar> = ["-", "\u{AD}", "\u{2010}", "\u{2E17}", "¬"]
}
