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
    guard close > start, looksSo, isDollar || !isProse(start..<close) else { return nil }
    let stop = close + (isDollar ? 1 : 2)
    emit(.text, index..<stop)
    return stop
  }

  /// Whether what stands between `\(` and `\)` is a text in brackets that a converter escaped, as it escapes stops and
  /// hyphens: nothing in it is a command of TeX, a raised or a lowered letter.
  private func isProse(_ range: Range<Int>) -> Bool {
    let bytes = source.bytes
    var isEscaped = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      defer { offset += 1 }
      switch bytes[offset] {
      case UInt8(ascii: "\\"):
        guard offset + 1 < range.upperBound, "._-*#+!()[]`".utf8.contains(bytes[offset + 1]) else {
          return false
        }
        isEscaped = true
        offset += 1
      case UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "{"): return false
      default: break
      }
    }
    return isEscaped || source.wordsInARow(range) >= 3
  }
}

extension SourceText {
  /// How many words of letters alone stand one after another in a range, at most.
  fileprivate func wordsInARow(_ range: Range<Int>) -> Int {
    var (most, count) = (0, 0)
    for word in bytes[range].split(whereSeparator: Self.isBlank) {
      let letters = word.count { Self.isLetter($0) || $0 >= 0x80 }
      count =
        letters >= 2 && word.allSatisfy({ Self.isLetter($0) || $0 >= 0x80 || ",.;".utf8.contains($0) })
        ? count + 1 : 0
      most = max(most, count)
    }
    return most
  }
}
