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
    guard close > start, looksSo else { return nil }
    let stop = close + (isDollar ? 1 : 2)
    emit(.text, index..<stop)
    return stop
  }
}
