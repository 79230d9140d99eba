/// Blanks that keyboards, word processors and joined files leave where others have a space: no-break, thin and ideographic
/// ones, and marks of no width, a byte order mark in mid-file among them.
extension SourceText {
  /// How many bytes such a blank at an offset has; 0 if none stands there.
  func rareBlank(at offset: Int, before end: Int) -> Int {
    guard offset < end, bytes[offset] >= 0x80 else { return 0 }
    if bytes[offset] == 0xC2 { return offset + 1 < end && bytes[offset + 1] == 0xA0 ? 2 : 0 }
    guard offset + 2 < end else { return 0 }
    switch (bytes[offset], bytes[offset + 1], bytes[offset + 2]) {
    // U+2000 to U+200B, U+202F, U+205F and U+2060, U+3000, U+FEFF.
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F...0xA0), (0xE3, 0x80, 0x80),
      (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }

  /// Whether a blank of any kind stands at an offset.
  func isBlank(at offset: Int, before end: Int) -> Bool {
    offset < end && (Self.isBlank(bytes[offset]) || rareBlank(at: offset, before: end) > 0)
  }

  /// A range without the blanks of any kind at its ends.
  func trimmedWide(_ range: Range<Int>) -> Range<Int> {
    var rest = trimmed(range)
    while case let width = rareBlank(at: rest.lowerBound, before: rest.upperBound), width > 0 {
      rest = trimmed(rest.lowerBound + width..<rest.upperBound)
    }
    while let width = [2, 3].first(where: { width in
      rest.count >= width && rareBlank(at: rest.upperBound - width, before: rest.upperBound) == width
    }) {
      rest = trimmed(rest.lowerBound..<rest.upperBound - width)
    }
    return rest
  }

  /// A line's text without the rare blanks that would keep a mark of Markdown from beginning it, or that are all it has.
  /// Elsewhere they are the text's.
  func withoutRareLead(_ text: Range<Int>) -> Range<Int> {
    guard rareBlank(at: text.lowerBound, before: text.upperBound) > 0 else { return text }
    let rest = trimmedWide(text)
    return rest.isEmpty || heading(rest) != nil || listMarker(rest) != nil ? rest : text
  }
}
