/// The two halves of a word that a hyphen at a line's end breaks.
struct BrokenWord {
  var left: String
  var right: String
  var hyphenWidth: Int
  /// Whether the hyphen is of a kind that only ever breaks words.
  var isBreakOnly: Bool
  /// Whether it is U+2010, which is no key of a keyboard.
  var isTypeset: Bool
  /// Whether the word after the right half is a compound: `or three-storey`.
  var isFollowedByCompound: Bool

  /// Nil if no hyphen ends the first line, or no word stands before or after it.
  init?(_ first: Range<Int>, _ second: Range<Int>, in source: SourceText) {
    hyphenWidth = source.hyphenWidth(endingAt: first)
    guard hyphenWidth > 0, first.count > hyphenWidth else { return nil }
    let end = first.upperBound - hyphenWidth
    let last = source.scalar(before: end)
    guard last.properties.isAlphabetic || last.isASCII && last.properties.numericType != nil else {
      return nil
    }
    isTypeset = source.scalar(at: end).scalar == "\u{2010}"
    isBreakOnly = ["\u{AD}", "¬", "\u{2E17}"].contains(source.scalar(at: end).scalar)
    let head = source.string(max(first.lowerBound, end - 60)..<end).unicodeScalars
    let tail = source.string(second.lowerBound..<min(second.upperBound, second.lowerBound + 120))
      .unicodeScalars
    let left = head.reversed().prefix { Self.isInWord($0) || $0 == "-" || $0 == "\u{2010}" }
    let right = tail.prefix { Self.isInWord($0) || $0 == "'" || $0 == "’" }
    guard !left.isEmpty, !right.isEmpty else { return nil }
    self.left = String(String.UnicodeScalarView(left.reversed()))
    self.right = String(String.UnicodeScalarView(right))
    let next = tail.dropFirst(right.count).drop { $0 == " " }.prefix { !$0.properties.isWhitespace }
    isFollowedByCompound = next.dropLast().contains { $0 == "-" || $0 == "\u{2010}" }
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    // A soft hyphen within a word shows where it may break.
    scalar.properties.isAlphabetic || scalar == "\u{AD}"
      || scalar.isASCII && scalar.properties.numericType != nil
  }
}

extension SourceText {
  /// Whether a line ends in a dash between numbers that the next line goes on: `1742–`, `1801`.
  func isRange(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count > 3, let next = second.first, Self.isDigit(bytes[next]),
      has("–", at: first.upperBound - 3, before: first.upperBound)
    else { return false }
    return Self.isDigit(bytes[first.upperBound - 4])
  }
}
