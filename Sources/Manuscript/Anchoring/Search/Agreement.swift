/// How well a place agrees with what is sought.
struct Agreement {
  /// Symbols of the text.
  var range: Range<Int>
  /// Shares of the quote, of what stood before it and after it, that stand there too; 0 to 1.
  var quote: Double
  var prefix: Double
  var suffix: Double
  /// All of it and the position together; 0 to 1.
  var score: Double
  var method: AnchorPlacement.Method
  /// Whether it breaks off where something was put into the passage.
  var isCutShort = false

  /// A quote of so many symbols or more weighs as much as its context on both sides.
  static let weightiestQuote = 64
  /// The share of the position in the score. It may order places, never tell them apart: see `margin`.
  static let positionWeight = 0.02

  /// Below this a place is not the one.
  static let floor = 0.68
  /// The least share of the quote that must stand there.
  static let quoteFloor = 0.5
  /// One side of the context must stand there to this share…
  static let contextFloor = 0.6
  /// …unless the quote is at least so long, in symbols, and stands there to that share.
  static let tellingQuote = 110
  static let tellingShare = 0.85
  /// A quote that came without context must stand there to this share.
  static let bareShare = 0.85
  /// The best place must be better than the next by as much; the more it is damaged itself, the more: of two
  /// damaged copies the cleaner is not for that the original.
  static func margin(at score: Double) -> Double { 0.05 + 0.3 * (1 - score) }

  init(
    _ sought: SoughtPassage, at range: Range<Int>, quote: Double, prefix: Double, suffix: Double,
    textCount: Int, method: AnchorPlacement.Method
  ) {
    self.range = range
    self.quote = quote
    self.prefix = prefix
    self.suffix = suffix
    self.method = method
    let quoteWeight = Double(min(sought.quote.count, Self.weightiestQuote))
    let (before, after) = (Double(sought.prefix.count), Double(sought.suffix.count))
    let weight = quoteWeight + before + after
    let words = weight == 0 ? 0 : (quoteWeight * quote + before * prefix + after * suffix) / weight
    let distance = Double(abs(range.lowerBound - sought.position)) / Double(max(1, textCount))
    let position = 1 - min(1, distance)
    score = (1 - Self.positionWeight) * words + Self.positionWeight * position
  }

  /// Whether neither side of it is as it was.
  var isAmongStrangers: Bool { max(prefix, suffix) < Self.contextFloor }

  /// Whether the place is good enough, were it the only one.
  func suffices(for sought: SoughtPassage) -> Bool {
    guard !isCutShort, quote >= Self.quoteFloor || sought.quote.isEmpty else { return false }
    if sought.prefix.isEmpty, sought.suffix.isEmpty { return quote >= Self.bareShare }
    if sought.quote.count >= Self.tellingQuote, quote >= Self.tellingShare { return true }
    return score >= Self.floor && max(prefix, suffix) >= Self.contextFloor
  }

  /// What is to be said of all places found, the best first.
  static func verdict(
    _ places: [Agreement], _ sought: SoughtPassage, placement: (Agreement) -> AnchorPlacement
  ) -> AnchorOutcome {
    guard let best = places.first else { return .orphaned(nearest: nil) }
    guard best.suffices(for: sought) else {
      return .orphaned(nearest: places.first { $0.quote >= quoteFloor }.map(placement))
    }
    let alike = places.filter { $0.score > best.score - margin(at: best.score) }
    return alike.count == 1 ? .found(placement(best)) : .ambiguous(alike.map(placement))
  }
}
