extension AnchorScan {
  /// The place with the end that lies further on, where something was put into the passage near its end: the
  /// context missed at the place stands a little beyond, right after the quote's last symbols. Else the place.
  mutating func grown(_ place: Agreement, of sought: SoughtPassage) -> Agreement {
    guard place.quote < 1, sought.quote.count >= 2 * Self.hinge else { return place }
    let range = place.range
    let reach = Self.mostGrowth(of: sought)
    var others: [Range<Int>] = []
    if place.suffix < Agreement.contextFloor, place.prefix >= Agreement.contextFloor {
      let pattern = sought.symbols[(sought.quote.upperBound - Self.hinge)...]
      let window = range.lowerBound..<min(text.count, range.upperBound + reach)
      if let hinge = hinge(of: pattern, at: 0, in: window) {
        others.append(range.lowerBound..<hinge.upperBound)
      }
    } else if place.prefix < Agreement.contextFloor, place.suffix >= Agreement.contextFloor {
      let pattern = sought.symbols[..<(sought.quote.lowerBound + Self.hinge)]
      let window = max(0, range.lowerBound - reach)..<range.upperBound
      if let hinge = hinge(of: pattern, at: sought.quote.lowerBound, in: window) {
        others.append(hinge.lowerBound..<range.upperBound)
      }
    }
    for other in others where other.count > range.count {
      let missed = missed(of: sought, in: range)
      let share = 1 - Double(self.missed(of: sought, in: other)) / Double(sought.quote.count)
      let growth = Double(other.count) / Double(sought.quote.count)
      // What explains no more of the quote only swallows what was put in after it.
      guard self.missed(of: sought, in: other) + 1 < missed else { continue }
      let quote = share * (1 - 0.1 * min(4, max(0, growth - 1)))
      let grown = agreement(of: sought, at: other, quote: quote, method: .ends)
      if grown.score > place.score { return grown }
    }
    return place
  }

  /// How many symbols may have been put into a passage: as many as it had, or a sentence. What lies further on
  /// is likely another passage that begins or ends alike.
  static func mostGrowth(of sought: SoughtPassage) -> Int { max(sought.quote.count, leastGrowth) }

  /// How many symbols of the quote do not stand in a range, whatever else does.
  private mutating func missed(of sought: SoughtPassage, in range: Range<Int>) -> Int {
    let errors = aligner.errors(sought.quoteSymbols, text[range], ends: .fixed)
    return errors - max(0, range.count - sought.quote.count)
  }

  /// Where the symbols of the quote next to the context stand, if they stand unchanged and most of it too.
  private mutating func hinge(
    of pattern: ArraySlice<Int32>, at offset: Int, in window: Range<Int>
  ) -> Range<Int>? {
    guard pattern.count >= 3 * Self.hinge else { return nil }
    let alignment = aligner.align(pattern, text[window], ends: .free)
    let hinge = offset..<offset + Self.hinge
    guard hinge.allSatisfy({ alignment.isMatch[$0] }),
      Double(alignment.errors) <= (1 - Self.hingeShare) * Double(pattern.count)
    else { return nil }
    return Self.moved(alignment.range(of: hinge), by: window.lowerBound)
  }

  private static let hinge = 4
  private static let hingeShare = 0.7
  private static let leastGrowth = 150
}
