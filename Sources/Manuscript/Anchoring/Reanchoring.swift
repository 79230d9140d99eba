/// Carries places from one text to another that came of it: a later version of the same source.
///
/// The two texts are compared whole; where the comparison leads to a passage that is still much the same, it is
/// there. Only what the comparison shows as taken out is sought elsewhere (`AnchorSearch`), and never where
/// another passage of the old text stands now. Where the new text repeats the passage with the same words
/// around it right beside it, it is ambiguous.
///
/// Making one takes time near linear in the texts.
public struct Reanchoring: Sendable {
  private let oldText: ScalarText
  private let old: ComparedText
  private let search: AnchorSearch
  private let diff: TextDiff

  /// Compares the reading texts of two documents.
  public init(from old: Document, to new: Document) { self.init(from: old.text, to: new.text) }

  /// Compares two texts.
  public init(from oldText: ScalarText, to newText: ScalarText) {
    var alphabet = SymbolAlphabet()
    let new = ComparedText(newText.scalars, extending: &alphabet)
    let old = ComparedText(oldText.scalars, extending: &alphabet)
    var aligner = Aligner(alphabet: alphabet)
    var diff = TextDiff(from: old.symbols, to: new.symbols, aligner: &aligner)
    let (blank, stop) = (alphabet.symbol(of: 0x20), alphabet.symbol(of: 0x2E))
    diff.settle(old.symbols, new.symbols, blank: blank, stop: stop)
    diff.findRepeats(in: new.symbols)
    self.diff = diff
    search = AnchorSearch(text: newText, compared: new, alphabet: alphabet)
    self.oldText = oldText
    self.old = old
  }

  /// Where a range of the old text stands in the new. What of the range lies outside the old text does not
  /// count.
  public func carry(_ range: ScalarRange) -> AnchorOutcome { carry([range])[0] }

  /// Where each range stands.
  public func carry(_ ranges: [ScalarRange]) -> [AnchorOutcome] {
    var scan = search.scan()
    return ranges.map { carry($0, &scan) }
  }

  private func carry(_ range: ScalarRange, _ scan: inout AnchorScan) -> AnchorOutcome {
    let range = ScalarRange(min(range.start, oldText.count), min(range.end, oldText.count))
    let anchor = oldText.anchor(for: range, base: Self.noBase)
    let symbols = core(of: range)
    let sought = search.sought(anchor)
    var places: [Agreement] = []
    if let image = diff.image(of: symbols, newCount: search.compared.count) {
      let place = refined(agreement(of: sought, at: image, of: symbols, &scan), of: sought, &scan)
      places = [place] + slides(of: symbols, to: image.range, sought, &scan)
      if place.score >= Self.certain || place.suffices(for: sought) && symbols.isEmpty {
        return verdict(places, sought)
      }
    }
    // Where the comparison leads to a doubtful place or none, the passage may have been moved.
    for place in scan.places(of: sought) where !isAnothers(place, of: symbols) {
      let isNew = !places.contains { $0.range.overlaps(place.range) || $0.range == place.range }
      if isNew { places.append(place) }
    }
    return verdict(places, sought)
  }

  /// A place to which the comparison leads is taken at once with this score.
  private static let certain = 0.85

  /// Whether another passage of the old text stands now at a place. One that agrees in all, context included,
  /// is no other, whatever the comparison made of it.
  private func isAnothers(_ place: Agreement, of symbols: Range<Int>) -> Bool {
    if min(place.quote, place.prefix, place.suffix) >= Self.certain { return false }
    return 2 * diff.strangers(in: place.range, outside: symbols) > place.range.count
  }

  /// The symbols of a range without white space at its ends.
  private func core(of range: ScalarRange) -> Range<Int> {
    var symbols = old.symbols(of: range)
    let blank = search.alphabet.symbol(of: 0x20)
    while let first = symbols.first, old.symbols[first] == blank { symbols.removeFirst() }
    while let last = symbols.last, old.symbols[last] == blank { symbols.removeLast() }
    return symbols
  }

  private func agreement(
    of sought: SoughtPassage, at image: TextDiff.Image, of symbols: Range<Int>, _ scan: inout AnchorScan
  ) -> Agreement {
    let longest = max(symbols.count, image.range.count)
    let share = longest == 0 ? 1 : Double(image.matches) / Double(longest)
    return scan.agreement(of: sought, at: image.range, quote: share, method: .diff)
  }

  /// The place, or a better one about it: what was put in beside a passage may by chance match what was changed
  /// at its end.
  private func refined(_ place: Agreement, of sought: SoughtPassage, _ scan: inout AnchorScan) -> Agreement {
    guard place.score < 0.9, !sought.quote.isEmpty, sought.quote.count <= AnchorScan.longestQuote else {
      return place
    }
    let low = max(0, place.range.lowerBound - Anchor.contextLength)
    let high = min(search.compared.count, place.range.upperBound + Anchor.contextLength)
    guard high - low <= 4 * AnchorScan.longestQuote, low < high,
      var better = scan.bestPlace(of: sought, in: low..<high), !better.isCutShort, better.score > place.score
    else { return place }
    better.method = .diff
    return better
  }

  private func verdict(_ places: [Agreement], _ sought: SoughtPassage) -> AnchorOutcome {
    let sorted = places.sorted { ($1.score, $0.range.lowerBound) < ($0.score, $1.range.lowerBound) }
    return Agreement.verdict(sorted, sought) { search.placement($0, sought) }
  }

  /// Other places that the comparison might as well have led to: where what was put in beside the passage says
  /// the same again.
  private func slides(
    of symbols: Range<Int>, to image: Range<Int>, _ sought: SoughtPassage, _ scan: inout AnchorScan
  ) -> [Agreement] {
    diff.slides(of: symbols).map { distance in
      let range = AnchorScan.moved(image, by: distance)
      return scan.agreement(of: sought, at: range, method: .diff)
    }
  }

  private static let noBase = BaseID(raw: [], document: [])
}
