extension SameWords {
  /// The stretches that a passage is or is part of, and that stand once in the old text: its sentences, and its paragraph.
  /// What a passage is part of tells where it belongs, however often its own words stand.
  func wholes(of passage: Range<Int>) -> [Range<Int>] {
    var wholes: [Range<Int>] = []
    for bound in [ends.isSentenceEdge, ends.isParagraphEdge] {
      guard let whole = self.whole(of: passage, bound), whole != wholes.last else { continue }
      // A point at the edge of a whole is as much part of what stands beside it.
      if passage.isEmpty, whole.lowerBound == passage.lowerBound || whole.upperBound == passage.lowerBound {
        continue
      }
      if standsOnce(whole) { wholes.append(whole) }
    }
    return wholes
  }

  /// From one bound to the next; `nil` where they are too far apart.
  private func whole(of passage: Range<Int>, _ isBound: (Int, [Int32]) -> Bool) -> Range<Int>? {
    var (start, end) = (passage.lowerBound, passage.upperBound)
    while !isBound(start, old) {
      start -= 1
      if passage.lowerBound - start > Self.longestWhole { return nil }
    }
    while !isBound(end, old) {
      end += 1
      if end - passage.upperBound > Self.longestWhole { return nil }
    }
    while start < end, SymbolAlphabet.isBlank(old[start]) { start += 1 }
    return start..<end
  }

  /// In symbols, on either side.
  private static let longestWhole = 2_048
}

/// Where sentences and paragraphs end in compared texts. A sentence that ends too soon, as at an abbreviation, does no harm
/// here: it is but less of a whole.
struct TextEnds: Sendable {
  private let stops: Set<Int32>
  private let closers: Set<Int32>

  init(_ alphabet: SymbolAlphabet) {
    stops = Set([".", "?", "!", "\u{2026}", "\u{3002}"].map { alphabet.symbol(of: Self.key($0)) })
    closers = Set(["\"", "'", ")", "]", "\u{BB}"].map { alphabet.symbol(of: Self.key($0)) })
  }

  private static func key(_ scalar: Unicode.Scalar) -> Int { Int(scalar.value) }

  func isParagraphEdge(_ place: Int, _ text: [Int32]) -> Bool {
    place == 0 || place == text.count || text[place] == SymbolAlphabet.paragraphBreak
      || text[place - 1] == SymbolAlphabet.paragraphBreak
  }

  /// Whether a sentence ends before a place, or one begins there.
  func isSentenceEdge(_ place: Int, _ text: [Int32]) -> Bool {
    if isParagraphEdge(place, text) { return true }
    guard SymbolAlphabet.isBlank(text[place]) || SymbolAlphabet.isBlank(text[place - 1]) else { return false }
    var last = SymbolAlphabet.isBlank(text[place]) ? place - 1 : place - 2
    while last > 0, closers.contains(text[last]) { last -= 1 }
    return last >= 0 && stops.contains(text[last])
  }
}
