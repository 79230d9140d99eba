/// What is sought: a quote with what stood before and after it, as one run of symbols.
struct SoughtPassage {
  /// Prefix, quote and suffix.
  let symbols: [Int32]
  /// Where the quote lies in `symbols`, without white space at its ends.
  let quote: Range<Int>
  /// What of the quote lies outside that: white space, soft hyphens.
  let lead: ArraySlice<Unicode.Scalar>
  let trail: ArraySlice<Unicode.Scalar>
  /// Where the quote is expected in the text, in symbols.
  let position: Int
  /// Whether its first word is whole, and its last.
  let startsWhole: Bool
  let endsWhole: Bool

  init(_ anchor: Anchor, position: Int, alphabet: SymbolAlphabet) {
    let prefix = Array(anchor.prefix.unicodeScalars.suffix(Anchor.contextLength))
    let words = Array(anchor.quote.unicodeScalars)
    let scalars = prefix + words + anchor.suffix.unicodeScalars.prefix(Anchor.contextLength)
    let compared = ComparedText(scalars, in: alphabet)
    let whole = ScalarRange(start: prefix.count, count: words.count)
    var quote = compared.symbols(of: whole)
    while let first = quote.first, SymbolAlphabet.isBlank(compared.symbols[first]) { quote.removeFirst() }
    while let last = quote.last, SymbolAlphabet.isBlank(compared.symbols[last]) { quote.removeLast() }
    symbols = compared.symbols
    self.quote = quote
    self.position = position
    let core = compared.scalars(of: quote)
    let text = ScalarText(scalars)
    startsWhole = !text.partsWord(at: core.start)
    endsWhole = !text.partsWord(at: core.end)
    if quote.isEmpty {
      (lead, trail) = ([], words[...])
    } else {
      lead = scalars[whole.start..<max(whole.start, core.start)]
      trail = scalars[min(core.end, whole.end)..<whole.end]
    }
  }

  var quoteSymbols: ArraySlice<Int32> { symbols[quote] }
  var prefix: ArraySlice<Int32> { symbols[..<quote.lowerBound] }
  var suffix: ArraySlice<Int32> { symbols[quote.upperBound...] }

  /// The range with as much of the text around it as stood at the quote's ends and does not count.
  func widened(_ range: ScalarRange, in text: ScalarText) -> ScalarRange {
    var range = range
    for scalar in lead.reversed() {
      guard range.start > 0, Self.agree(scalar, text[range.start - 1]) else { break }
      range.start -= 1
    }
    for scalar in trail {
      guard range.end < text.count, Self.agree(scalar, text[range.end]) else { break }
      range.end += 1
    }
    return range
  }

  private static func agree(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || left.properties.isWhitespace && right.properties.isWhitespace
  }
}
