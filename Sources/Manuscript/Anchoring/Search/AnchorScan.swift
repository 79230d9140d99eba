/// A pass over a text for passages sought in it, with the memory that it works in.
struct AnchorScan {
  let text: [Int32]
  let edges: WordEdges
  let index: GramIndex
  var aligner: Aligner
  private let isLetter: [Bool]
  private var votes: [UInt32] = []

  /// A quote longer than this is sought by its ends.
  static let longestQuote = 512
  /// So much of each end.
  static let longestEnd = 160
  /// A quote of which so much stands together is whole; of which less than that, only a part.
  static let wholeShare = 0.95
  static let partShare = 0.88
  /// A shorter quote is not sought by its ends.
  static let shortestParted = 12

  init(_ edges: WordEdges, index: GramIndex, alphabet: SymbolAlphabet) {
    self.edges = edges
    text = edges.compared.symbols
    self.index = index
    aligner = Aligner(alphabet: alphabet)
    isLetter = alphabet.isLetter + [false]
  }

  /// The places that share enough with what is sought, best first, none over another.
  mutating func places(of sought: SoughtPassage) -> [Agreement] {
    guard !sought.symbols.isEmpty, !text.isEmpty else { return [] }
    var places: [Agreement] = []
    if sought.quote.count <= Self.longestQuote {
      for window in windows(for: sought.symbols[...], near: sought.position - sought.quote.lowerBound) {
        if let place = bestPlace(of: sought, in: window) { places.append(place) }
      }
    }
    let isCertain = places.contains { place in
      let isWhole = min(place.prefix, place.suffix) >= Agreement.contextFloor || place.quote > 0.97
      return isWhole && place.quote > 0.8 && place.suffices(for: sought)
    }
    if !isCertain, sought.quote.count >= Self.shortestParted {
      // Where nearly the whole quote stands together, its ends are there.
      let whole = places.filter { $0.quote >= 0.9 && !$0.isCutShort }
      places += partedPlaces(of: sought).filter { parted in
        !whole.contains { $0.range.overlaps(parted.range) }
      }
    }
    for index in places.indices { places[index] = withWholeWords(places[index], of: sought) }
    return Self.distinct(places)
  }

  /// Stretches of the text in which the pattern may lie whole.
  mutating func windows(for pattern: ArraySlice<Int32>, near expected: Int?) -> [Range<Int>] {
    let slack = max(16, pattern.count / 3)
    var diagonals = index.windows(for: pattern, votes: &votes)
    if let expected { diagonals.append(expected..<expected + 1) }
    return diagonals.compactMap { diagonal in
      let low = min(max(0, diagonal.lowerBound - slack), text.count)
      let high = min(max(low, diagonal.upperBound + pattern.count + slack), text.count)
      return low < high ? low..<high : nil
    }
  }

  /// Where in the window what is sought fits best.
  mutating func bestPlace(of sought: SoughtPassage, in window: Range<Int>) -> Agreement? {
    let joint = aligner.align(sought.symbols[...], text[window], ends: .free)
    let together = Self.moved(joint.range(of: sought.quote), by: window.lowerBound)
    var best = agreement(of: sought, at: together)
    if min(best.prefix, best.suffix) < 0.75, !sought.quote.isEmpty {
      // Where the context is another, the quote alone tells its ends better.
      let lone = aligner.align(sought.quoteSymbols, text[window], ends: .free)
      let alone = Self.moved(lone.range(of: 0..<sought.quote.count), by: window.lowerBound)
      for (start, end) in [
        (alone.lowerBound, alone.upperBound), (together.lowerBound, alone.upperBound),
        (alone.lowerBound, together.upperBound),
      ] where start < end && start..<end != together {
        let other = agreement(of: sought, at: start..<end)
        // The whole quote is not to be given up for a context that something put in has parted from it.
        let isWhole = other.quote >= Self.wholeShare && best.quote < Self.partShare
        let isPart = best.quote >= Self.wholeShare && other.quote < Self.partShare
        if isWhole || other.score > best.score && !isPart { best = other }
      }
    }
    best = grown(best, of: sought)
    best.isCutShort = isCutShort(best, of: sought)
    return best
  }

  /// How well a range of the text agrees with what is sought.
  mutating func agreement(
    of sought: SoughtPassage, at range: Range<Int>, method: AnchorPlacement.Method? = nil
  ) -> Agreement {
    let longest = max(sought.quote.count, range.count)
    let errors = longest == 0 ? 0 : aligner.errors(sought.quoteSymbols, text[range], ends: .fixed)
    let share = longest == 0 ? 1 : 1 - Double(errors) / Double(longest)
    return agreement(
      of: sought, at: range, quote: share, method: method ?? (errors == 0 ? .exact : .approximate))
  }

  mutating func agreement(
    of sought: SoughtPassage, at range: Range<Int>, quote: Double, method: AnchorPlacement.Method
  ) -> Agreement {
    Agreement(
      sought, at: range, quote: quote, prefix: prefixShare(of: sought, before: range.lowerBound),
      suffix: suffixShare(of: sought, after: range.upperBound), textCount: text.count, method: method)
  }

  /// Scalars by which the context may stand apart from the quote.
  static let gap = 12

  mutating func prefixShare(of sought: SoughtPassage, before end: Int) -> Double {
    let window = max(0, end - sought.prefix.count - Self.gap)..<end
    return share(of: sought.prefix, in: window)
  }

  mutating func suffixShare(of sought: SoughtPassage, after start: Int) -> Double {
    share(of: sought.suffix, in: start..<min(text.count, start + sought.suffix.count + Self.gap))
  }

  private mutating func share(of pattern: ArraySlice<Int32>, in window: Range<Int>) -> Double {
    guard !pattern.isEmpty else { return 1 }
    return 1 - Double(aligner.errors(pattern, text[window], ends: .free)) / Double(pattern.count)
  }

  /// Whether the passage breaks off where its context does: the end of the quote may be further on.
  private mutating func isCutShort(_ place: Agreement, of sought: SoughtPassage) -> Bool {
    guard !sought.quote.isEmpty else { return false }
    let (quote, range) = (sought.quote, place.range)
    if place.prefix < Agreement.contextFloor, !partsWord(sought.symbols, at: quote.lowerBound),
      partsWord(text, at: range.lowerBound)
    {
      return true
    }
    if place.suffix < Agreement.contextFloor, !partsWord(sought.symbols, at: quote.upperBound),
      partsWord(text, at: range.upperBound)
    {
      return true
    }
    guard place.quote < 1 else { return false }
    let length = min(Self.edge, sought.quote.count)
    let reach = min(length + length / 4, place.range.count)
    if place.prefix < Agreement.contextFloor {
      let window = place.range.lowerBound..<place.range.lowerBound + reach
      if share(of: sought.quoteSymbols.prefix(length), in: window) < Self.edgeShare { return true }
    }
    guard place.suffix < Agreement.contextFloor else { return false }
    let window = place.range.upperBound - reach..<place.range.upperBound
    return share(of: sought.quoteSymbols.suffix(length), in: window) < Self.edgeShare
  }

  /// Whether there are letters on both sides.
  private func partsWord(_ symbols: [Int32], at offset: Int) -> Bool {
    guard offset > 0, offset < symbols.count else { return false }
    return isLetter[Int(symbols[offset - 1])] && isLetter[Int(symbols[offset])]
  }

  /// So much of a quote is its edge, and so much of that must stand where the context does not.
  private static let edge = 20
  private static let edgeShare = 0.6

  static func moved(_ range: Range<Int>, by distance: Int) -> Range<Int> {
    range.lowerBound + distance..<range.upperBound + distance
  }

  /// The best of those that lie over one another, in the order of their scores.
  private static func distinct(_ places: [Agreement]) -> [Agreement] {
    let sorted = places.sorted {
      ($1.score, $0.range.lowerBound, $0.range.upperBound)
        < ($0.score, $1.range.lowerBound, $1.range.upperBound)
    }
    var kept: [Agreement] = []
    for place in sorted where !kept.contains(where: { $0.range.touches(place.range) }) { kept.append(place) }
    return kept
  }
}

extension Range where Bound == Int {
  /// Whether the two share an element, or one is a point in the other or the same point.
  fileprivate func touches(_ other: Range<Int>) -> Bool {
    overlaps(other) || isEmpty && other.lowerBound <= lowerBound && lowerBound <= other.upperBound
      || other.isEmpty && lowerBound <= other.lowerBound && other.lowerBound <= upperBound
  }
}
