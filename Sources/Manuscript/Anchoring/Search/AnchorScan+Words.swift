extension AnchorScan {
  /// The place with whole words at its ends where what is sought has them. A word that an end parts belongs to it,
  /// unless it is known to be another's.
  mutating func withWholeWords(
    _ place: Agreement, of sought: SoughtPassage, isAnothers: ((Range<Int>) -> Bool)? = nil
  ) -> Agreement {
    var place = place
    if sought.startsWhole, let word = word(around: place.range.lowerBound) {
      let end = place.range.upperBound
      let without = trimmed(min(word.upperBound, end)..<end)
      let with = word.lowerBound..<end
      let isOut = isLeftOut(word, with, without, sought, isAnothers)
      place.range = isOut ? without : with
    }
    if sought.endsWhole, let word = word(around: place.range.upperBound) {
      let start = place.range.lowerBound
      let without = trimmed(start..<max(start, word.lowerBound))
      let with = start..<word.upperBound
      let isOut = isLeftOut(word, with, without, sought, isAnothers)
      place.range = isOut ? without : with
    }
    return place
  }

  /// Whether a word at an end is to be left out.
  private mutating func isLeftOut(
    _ word: Range<Int>, _ with: Range<Int>, _ without: Range<Int>, _ sought: SoughtPassage,
    _ isAnothers: ((Range<Int>) -> Bool)?
  ) -> Bool {
    if sought.quote.isEmpty || without.isEmpty { return sought.quote.isEmpty }
    if let isAnothers { return isAnothers(word) }
    guard max(with.count, sought.quote.count) <= Self.longestQuote else { return false }
    let (one, other) = (agreement(of: sought, at: with).score, agreement(of: sought, at: without).score)
    return other > one + Self.telling
  }

  /// The word that a place parts.
  private func word(around place: Int) -> Range<Int>? {
    guard edges.partsWord(at: place) else { return nil }
    var (start, end) = (place, place)
    while edges.partsWord(at: start) { start -= 1 }
    while edges.partsWord(at: end) { end += 1 }
    return start..<end
  }

  /// A range without white space at its ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, SymbolAlphabet.isBlank(text[first]) { range.removeFirst() }
    while let last = range.last, SymbolAlphabet.isBlank(text[last]) { range.removeLast() }
    return range
  }

  /// A score better by so much tells.
  private static let telling = 0.03
}
