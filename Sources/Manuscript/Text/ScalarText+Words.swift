extension ScalarText {
  /// Whether an offset lies inside a word. In scripts that set no blanks between words, none does.
  public func partsWord(at offset: Int) -> Bool {
    offset > 0 && offset < count && isOfWord(offset - 1) && isOfWord(offset)
  }

  /// Whether the scalar there is a letter, a digit or a mark on one, or what joins two of them.
  private func isOfWord(_ offset: Int) -> Bool {
    if self[offset].isLetterOrDigit { return true }
    guard Self.joiners.contains(self[offset]), offset > 0, offset + 1 < count else { return false }
    return self[offset - 1].isLetterOrDigit && self[offset + 1].isLetterOrDigit
  }

  /// Apostrophes, and what is not seen within a word.
  private static let joiners: Set<Unicode.Scalar> = [
    "'", "\u{2019}", "\u{AD}", "\u{200C}", "\u{200D}", "\u{2060}",
  ]
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    if value < 0x80 { return properties.isAlphabetic || ("0"..."9").contains(self) }
    switch value {
    // Thai and Lao, Burmese, Khmer, Japanese syllables.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D:
      return false
    default: return !properties.isIdeographic && isInWord
    }
  }
}
