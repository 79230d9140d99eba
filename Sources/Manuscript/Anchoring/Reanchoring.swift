/// Carries places from one text to another that came of it: a later version of the same source.
///
/// The two texts are compared whole. Where the comparison leads to a passage's very words, it is there, unless they
/// stand elsewhere too with as much around them; then the passage is ambiguous. Words that it shows as taken out, and that
/// stand elsewhere, were moved there, if they can have come from nowhere else (`SameWords`). Where the words changed,
/// the passage is where the comparison leads if it is still much the same, else it is sought (`AnchorSearch`), and
/// never where another passage of the old text stands now.
///
/// Making one takes time near linear in the texts.
public struct Reanchoring: Sendable {
  let oldText: ScalarText
  let old: ComparedText
  let diff: TextDiff
  let same: SameWords
  private let search: AnchorSearch

  var newText: ScalarText { search.text }
  var new: ComparedText { search.compared }
  var alphabet: SymbolAlphabet { search.alphabet }

  /// Compares the reading texts of two documents.
  public init(from old: Document, to new: Document) { self.init(from: old.text, to: new.text) }

  /// Compares two texts.
  public init(from oldText: ScalarText, to newText: ScalarText) {
    var alphabet = SymbolAlphabet()
    let new = ComparedText(newText.scalars, extending: &alphabet)
    let old = ComparedText(oldText.scalars, extending: &alphabet)
    var aligner = Aligner(alphabet: alphabet)
    var diff = TextDiff(from: old.symbols, to: new.symbols, aligner: &aligner)
    diff.settle(old.symbols, new.symbols, stop: alphabet.symbol(of: 0x2E))
    self.diff = diff
    search = AnchorSearch(text: newText, compared: new, alphabet: alphabet)
    same = SameWords(
      old: WordEdges(text: oldText, compared: old), new: search.edges, newIndex: search.index,
      ends: TextEnds(alphabet))
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
    let passage = Passage(
      symbols: core(of: range), sought: search.sought(oldText.anchor(for: range, base: Self.noBase)))
    let image = diff.image(of: passage.symbols, newCount: search.compared.count)
    if let outcome = outcome(of: placesOfWhole(passage, &scan), passage.sought) { return outcome }
    let standing = standing(passage.symbols, passage.sought, image, &scan).map { place, method in
      scan.agreement(of: passage.sought, at: place, method: method)
    }
    if standing.count > 1 { return .ambiguous(standing.map { search.placement($0, passage.sought) }) }
    let place = image.map { ledPlace(of: passage, $0, &scan) }
    if let only = standing.first {
      // Where the old place has nearly the same words, those in a strange place may be a mere mention.
      if let place, min(place.score, place.quote) >= Self.certain, !place.range.overlaps(only.range),
        only.isAmongStrangers
      {
        return .ambiguous([only, place].map { search.placement($0, passage.sought) })
      }
      return .found(search.placement(only, passage.sought))
    }
    var places = place.map { [$0] } ?? []
    if let place,
      place.score >= Self.certain || place.suffices(for: passage.sought) && passage.symbols.isEmpty
    {
      return verdict(places, passage.sought)
    }
    // Where the comparison leads to a doubtful place or none, the passage may have been moved.
    for place in scan.places(of: passage.sought)
    where !isAnothers(place, of: passage.symbols) && same.hasEdges(of: passage.symbols, place.range) {
      let isNew = !places.contains { $0.range.overlaps(place.range) || $0.range == place.range }
      if isNew { places.append(place) }
    }
    return verdict(places, passage.sought)
  }

  /// A passage of the old text.
  private struct Passage {
    /// Without white space at its ends.
    var symbols: Range<Int>
    var sought: SoughtPassage
  }

  /// Where the sentences or the paragraph stand that a passage is part of, word for word, its own places in them.
  private func placesOfWhole(_ passage: Passage, _ scan: inout AnchorScan) -> [Agreement] {
    for whole in same.wholes(of: passage.symbols) {
      let before = passage.symbols.lowerBound - whole.lowerBound
      let image = diff.image(of: whole, newCount: new.count)
      let places = standing(whole, passage.sought, image, &scan)
      if places.isEmpty { continue }
      return places.map { place in
        let start = place.range.lowerBound + before
        return scan.agreement(
          of: passage.sought, at: start..<start + passage.symbols.count, method: place.method)
      }
    }
    return []
  }

  /// Found, where there is one place, else ambiguous; `nil` where there is none.
  private func outcome(of places: [Agreement], _ sought: SoughtPassage) -> AnchorOutcome? {
    if places.isEmpty { return nil }
    let placements = places.map { search.placement($0, sought) }
    return placements.count == 1 ? .found(placements[0]) : .ambiguous(placements)
  }

  /// The places with the very words there of which none has more around it than another, if they can be no other words'.
  private func standing(
    _ symbols: Range<Int>, _ sought: SoughtPassage, _ image: TextDiff.Image?, _ scan: inout AnchorScan
  ) -> [(range: Range<Int>, method: AnchorPlacement.Method)] {
    var places = same.places(of: symbols).map(\.range)
    var led: Range<Int>?
    if let image, let place = same.place(of: symbols, at: image.range.lowerBound), place.range == image.range
    {
      led = place.range
      places.removeAll { $0 == place.range || isOtherEnd($0, of: symbols) }
      if same.isTelling(place, of: symbols)
        || scan.agreement(of: sought, at: place.range, method: .diff).score >= Self.certain
      {
        places.insert(place.range, at: 0)
        places += same.repeats(beside: place, of: symbols).map(\.range).filter { !places.contains($0) }
      }
    }
    guard var foremost = places.first else { return [] }
    // Words that stood once and are said twice in a row now: nothing tells which it is.
    let isOnly = places.count > 1 && same.standsOnce(symbols)
    func lead(_ first: Range<Int>, _ second: Range<Int>) -> Double {
      if isOnly, scan.areSideBySide(first, second, for: symbols, in: old.symbols) { return 0 }
      return scan.lead(of: first, over: second, for: symbols, in: old.symbols)
    }
    for place in places.dropFirst() where lead(foremost, place) <= -AnchorScan.leadThatTells {
      foremost = place
    }
    return places.filter { $0 == foremost || lead(foremost, $0) < AnchorScan.leadThatTells }.map {
      ($0, $0 == led ? .diff : .exact)
    }
  }

  /// Whether a place is the other end of what was put in at a point: the comparison tells which is meant.
  private func isOtherEnd(_ place: Range<Int>, of symbols: Range<Int>) -> Bool {
    symbols.isEmpty && place.lowerBound == diff.end(before: symbols.lowerBound)
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
    while let first = symbols.first, SymbolAlphabet.isBlank(old.symbols[first]) { symbols.removeFirst() }
    while let last = symbols.last, SymbolAlphabet.isBlank(old.symbols[last]) { symbols.removeLast() }
    return symbols
  }

  /// Where the comparison leads.
  private func ledPlace(
    of passage: Passage, _ image: TextDiff.Image, _ scan: inout AnchorScan
  ) -> Agreement {
    let longest = max(passage.symbols.count, image.range.count)
    let share = longest == 0 ? 1 : Double(image.matches) / Double(longest)
    let place = scan.agreement(of: passage.sought, at: image.range, quote: share, method: .diff)
    return scan.withWholeWords(refined(place, of: passage.sought, &scan), of: passage.sought) { word in
      2 * diff.strangers(in: word, outside: passage.symbols) > word.count
    }
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

  private static let noBase = BaseID(raw: [], document: [])
}
