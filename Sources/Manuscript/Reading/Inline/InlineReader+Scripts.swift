extension InlineReader {
  /// `4051^(st)`: raised letters in a form that keeps no marks (Pandoc).
  mutating func readRaisedLetters(at index: Int, before end: Int) -> Int? {
    guard index > lineStart, Self.isWord(source.bytes[index - 1]), source.has("^(", at: index, before: end),
      let close = source.offset(of: ")", in: index + 2..<end, limit: 10), close > index + 2,
      source.bytes[index + 2..<close].allSatisfy({ SourceText.isLetter($0) || $0 >= 0x80 }),
      close + 1 == end || !Self.isWord(source.bytes[close + 1])
    else { return nil }
    emit(.furniture(.markup), index..<index + 2)
    add(.open(.superscript), index + 2..<index + 2)
    emit(.text, index + 2..<close)
    add(.close(.superscript), close..<close)
    emit(.furniture(.markup), close..<close + 1)
    return close + 1
  }

  /// `19^th^`, `H~2~O` (Pandoc): raised and lowered letters. What stands between the marks is short and holds no
  /// blank, so that `~50` and `a^b` stay as they are.
  mutating func readScript(at index: Int, before end: Int) -> Int? {
    let mark = source.bytes[index]
    let isRaised = mark == UInt8(ascii: "^")
    guard index > lineStart,
      Self.isWord(source.bytes[index - 1]) || isRaised || source.has("^/", at: index - 2, before: index)
    else { return nil }
    var close = index + 1
    while close < end, close < index + 32, Self.isWord(source.bytes[close]) || isInner(close, before: end) {
      close += 1
    }
    guard close > index + 1, close < end, source.bytes[close] == mark,
      close + 1 == end || source.bytes[close + 1] != mark
    else { return nil }
    // Between numbers and letters of a formula a caret is a caret; a raised number by itself may be a note's.
    let follows = close + 1 < end && Self.isWord(source.bytes[close + 1])
    if isRaised,
      follows
        || source.bytes[index + 1..<close].allSatisfy(SourceText.isDigit)
          && !source.beginsDenominator(at: close + 1, before: end, after: index..<close + 1)
    {
      return nil
    }
    let kind: EmphasisSpan.Kind = isRaised ? .superscript : .subscript
    emit(.furniture(.markup), index..<index + 1)
    add(.open(kind), index + 1..<index + 1)
    emit(.text, index + 1..<close)
    add(.close(kind), close..<close)
    emit(.furniture(.markup), close..<close + 1)
    return close + 1
  }

  /// `4051 [st]`: an ordinal's raised ending as a converter of PDF writes whatever is raised.
  mutating func readRaisedEnding(at index: Int, before end: Int) -> Int? {
    guard source.bytes[index] == UInt8(ascii: "["), index - 1 > max(textStart, lineStart),
      source.bytes[index - 1] == 0x20,
      SourceText.isDigit(source.bytes[index - 2]),
      let close = source.offset(of: "]", in: index..<end, limit: 5),
      ["st", "nd", "rd", "th"].contains(source.string(index + 1..<close))
    else { return nil }
    emit(.furniture(.markup), index - 1..<index + 1)
    add(.open(.superscript), index + 1..<index + 1)
    emit(.text, index + 1..<close)
    add(.close(.superscript), close..<close)
    emit(.furniture(.markup), close..<close + 1)
    return close + 1
  }

  /// `19\textsuperscript{th}`, `H\textsubscript{2}O`: raised and lowered letters as LaTeX writes them.
  mutating func readCommandScript(at index: Int, before end: Int) -> Int? {
    guard let script = source.commandScript(at: index, before: end) else { return nil }
    let kind: EmphasisSpan.Kind = script.isRaised ? .superscript : .subscript
    emit(.furniture(.markup), index..<script.content.lowerBound)
    add(.open(kind), script.content.lowerBound..<script.content.lowerBound)
    emit(.text, script.content)
    add(.close(kind), script.content.upperBound..<script.content.upperBound)
    emit(.furniture(.markup), script.content.upperBound..<script.end)
    return script.end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    SourceText.isLetter(byte) || SourceText.isDigit(byte) || byte >= 0x80
  }

  /// A sign that may stand among raised letters.
  private func isInner(_ index: Int, before end: Int) -> Bool {
    [0x2B, 0x2C, 0x2D, 0x2E, 0x28, 0x29].contains(source.bytes[index])
  }
}
