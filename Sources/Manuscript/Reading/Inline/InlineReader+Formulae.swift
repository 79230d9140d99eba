extension InlineReader {
  /// `$x_{i}$`, `\(x_{i}\)`: kept as it stands, so that its signs are no marks. Money is none: what stands between
  /// the signs must look like a formula.
  mutating func readFormula(at index: Int, before end: Int) -> Int? {
    let isDollar = source.bytes[index] == UInt8(ascii: "$")
    if isDollar ? hasUnclosedDollar : hasUnclosedParenthesis { return nil }
    let start = index + (isDollar ? 1 : 2)
    guard start <= end, let close = source.offset(of: isDollar ? "$" : "\\)", in: start..<end) else {
      if isDollar { hasUnclosedDollar = true } else { hasUnclosedParenthesis = true }
      return nil
    }
    let looksSo = source.bytes[start..<close].contains { "\\_^{=".utf8.contains($0) }
    guard close > start, looksSo, isDollar || !isEscapedProse(start..<close) else { return nil }
    let stop = close + (isDollar ? 1 : 2)
    emit(.text, index..<stop)
    return stop
  }

  /// Whether what stands between `\(` and `\)` is prose whose signs a converter has escaped, `\(see p\. 12\)`: words, and
  /// no command; a stop, which mathematics has no command for; or nothing but signs that end a sentence, `\(\!\)`.
  private func isEscapedProse(_ range: Range<Int>) -> Bool {
    guard range.count <= Self.longestProse else { return false }
    if source.bytes[range].allSatisfy({ "\\!?.".utf8.contains($0) }) { return true }
    var words = 0
    var length = 0
    var hasEscapedStop = false
    for offset in range {
      let byte = source.bytes[offset]
      if "_^{=".utf8.contains(byte), offset == range.lowerBound || source.bytes[offset - 1] != 0x5C {
        return false
      }
      if byte == UInt8(ascii: "."), offset > range.lowerBound, source.bytes[offset - 1] == 0x5C {
        hasEscapedStop = true
      }
      if SourceText.isLetter(byte) || byte >= 0x80 {
        if byte < 0x80, offset > range.lowerBound, source.bytes[offset - 1] == 0x5C { return false }
        length += 1
        if length == Self.wordLength { words += 1 }
      } else {
        length = 0
      }
    }
    return words > 0 || hasEscapedStop
  }

  /// Most bytes of such prose.
  private static let longestProse = 1_000
  /// Fewest letters of a word; a formula's names have fewer.
  private static let wordLength = 3
}

extension InlineReader {
  /// Code is text as the source writes it, with its entities.
  mutating func addCode(_ code: Range<Int>) {
    for part in source.entities?.parts(of: code) ?? [(code, nil)] {
      add(part.written.map { .replaced(Array($0.unicodeScalars)) } ?? .text, part.bytes)
    }
    textStart = code.upperBound
  }
}
