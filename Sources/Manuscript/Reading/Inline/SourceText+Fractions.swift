/// Fractions that are written of a raised and a lowered number, `3<sup>1</sup>/<sub>2</sub>`.
extension SourceText {
  /// Whether such a fraction begins right behind a figure: read without a blank between, 3½ would be 31/2.
  func beginsFraction(at offset: Int, onLineFrom start: Int, before end: Int) -> Bool {
    guard offset > start, Self.isDigit(bytes[offset - 1]), let raised = raisedScript(at: offset, before: end)
    else {
      return false
    }
    let content = trimmed(raised.content)
    let digits = endOfDigits(at: content.lowerBound, before: content.upperBound)
    guard digits > content.lowerBound else { return false }
    if digits == content.upperBound {
      return beginsDenominator(at: raised.end, before: end, after: offset..<raised.end)
    }
    // All of it is raised: `3<sup>1/2</sup>`
    return endOfSlash(at: digits, before: content.upperBound).map { slash in
      slash < content.upperBound && endOfDigits(at: slash, before: content.upperBound) == content.upperBound
    } ?? false
  }

  /// What stands raised at an offset, by whatever marks.
  private func raisedScript(at offset: Int, before end: Int) -> (content: Range<Int>, end: Int)? {
    if has("<sup", at: offset, before: end, ignoringCase: true) {
      guard let open = self.offset(of: ">", in: offset + 4..<end, limit: Self.longestTag),
        let close = self.offset(of: "</sup>", in: open + 1..<end, limit: Self.longestTag)
      else { return nil }
      return (open + 1..<close, close + 6)
    }
    if let inner = pandocRaised(at: offset, before: end) { return (inner, inner.upperBound + 1) }
    return commandScript(at: offset, before: end).flatMap { $0.isRaised ? ($0.content, $0.end) : nil }
  }

  /// Most bytes of a tag, and of what it raises.
  private static let longestTag = 80

  /// Whether a stroke and a lowered number stand at an offset, right behind a raised one; or a plain number that makes it a
  /// fraction of the figure before, `3<sup>1</sup>/2`.
  func beginsDenominator(at offset: Int, before end: Int, after raised: Range<Int>) -> Bool {
    if has("⁄", at: offset, before: end) { return true }
    guard let slash = endOfSlash(at: offset, before: end), slash < end else { return false }
    if has("<sub", at: slash, before: end, ignoringCase: true)
      || has("\\textsubscript{", at: slash, before: end)
    {
      return true
    }
    if bytes[slash] == UInt8(ascii: "~") { return slash + 1 < end && Self.isDigit(bytes[slash + 1]) }
    if bytes[slash] == 0xE2 { return ("₀"..."₉").contains(scalar(at: slash).scalar) }
    let denominator = slash..<endOfDigits(at: slash, before: end)
    let figure = bytes[..<raised.lowerBound].suffix(Self.longestFigure + 1).reversed().prefix(
      while: Self.isDigit)
    guard (1...Self.longestFigure).contains(figure.count), (1...3).contains(denominator.count),
      let number = Int(string(denominator)), let over = numerator(in: raised)
    else { return false }
    return over < number
  }

  /// Most figures of a number that a fraction follows, rather than of a year.
  private static let longestFigure = 3

  private func numerator(in raised: Range<Int>) -> Int? {
    let figures = scalars(in: raised).compactMap { scalar in
      Self.superscriptDigit(scalar) ?? (("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil)
    }
    return (1...2).contains(figures.count) ? figures.reduce(0) { $0 * 10 + $1 } : nil
  }

  /// The end of a fraction's stroke at an offset.
  private func endOfSlash(at offset: Int, before end: Int) -> Int? {
    if has("/", at: offset, before: end) { return offset + 1 }
    if has("⁄", at: offset, before: end) || has("∕", at: offset, before: end) { return offset + 3 }
    return has("&frasl;", at: offset, before: end) ? offset + 7 : nil
  }
}
