extension Character {
  /// How many cells a terminal uses for it: 2 for wide East Asian characters and emoji, 0 for invisible ones,
  /// else 1.
  ///
  /// Counted by grapheme cluster, so that combining marks, joiners and variation selectors add nothing.
  public var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x7F { return first.value < 0x20 ? 0 : (hasEmojiSelector ? 2 : 1) }
    if EastAsianWide.contains(first) || first.properties.isEmojiPresentation || hasEmojiSelector { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return first == "\u{AD}" ? 1 : 0
    default: return 1
    }
  }

  private var hasEmojiSelector: Bool { unicodeScalars.dropFirst().contains("\u{FE0F}") }
}

extension StringProtocol {
  /// How many cells a terminal shows it in.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text, cut with an ellipsis if it is wider than `width` cells.
  public func fitted(to width: Int) -> String {
    guard displayWidth > width else { return String(self) }
    var used = 0
    let head = prefix { character in
      used += character.displayWidth
      return used <= width - 1
    }
    return head.trimmedAtEnd + "…"
  }

  private var trimmedAtEnd: String {
    var text = String(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
