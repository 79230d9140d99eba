extension AnchorScan {
  /// By how much one of two places has more of what stood around a passage of an old text than the other.
  ///
  /// From both places it goes outward for as long as they are alike: what both have tells nothing. So the words of a
  /// doubled paragraph are told apart as the paragraph is, by what stands around the whole of it. Of two sides the
  /// sum counts: where each place has one, neither leads.
  mutating func lead(
    of first: Range<Int>, over second: Range<Int>, for passage: Range<Int>, in old: [Int32]
  ) -> Double {
    lead(before: passage.lowerBound, old, first.lowerBound, second.lowerBound)
      + lead(after: passage.upperBound, old, first.upperBound, second.upperBound)
  }

  /// Whether two places with the words of a passage of an old text lie in copies, as long as they are alike with it, that
  /// stand side by side.
  func areSideBySide(
    _ first: Range<Int>, _ second: Range<Int>, for passage: Range<Int>, in old: [Int32]
  ) -> Bool {
    let (first, second) = first.lowerBound < second.lowerBound ? (first, second) : (second, first)
    var (reach, low) = (0, passage.lowerBound)
    var (end, start) = (first.upperBound, second.lowerBound)
    while reach < Self.longestStep, low > 0, start > end, text[start - 1] == old[low - 1],
      first.lowerBound - reach > 0, text[first.lowerBound - reach - 1] == old[low - 1]
    {
      (reach, low, start) = (reach + 1, low - 1, start - 1)
    }
    (reach, low) = (0, passage.upperBound)
    while reach < Self.longestStep, low < old.count, end < start, text[end] == old[low],
      second.upperBound + reach < text.count, text[second.upperBound + reach] == old[low]
    {
      (reach, low, end) = (reach + 1, low + 1, end + 1)
    }
    return end >= start || text[end..<start].allSatisfy(SymbolAlphabet.isBlank)
  }

  /// Less than this is no lead.
  static let leadThatTells = 0.3

  private mutating func lead(before end: Int, _ old: [Int32], _ first: Int, _ second: Int) -> Double {
    var (end, first, second) = (end, first, second)
    for _ in 0..<Self.mostSteps {
      var same = 0
      while same < Self.longestStep, min(end, first, second) > 0, old[end - 1] == text[first - 1],
        old[end - 1] == text[second - 1]
      {
        (end, first, second, same) = (end - 1, first - 1, second - 1, same + 1)
      }
      if end == 0 { return Self.edge(first == 0) - Self.edge(second == 0) }
      let pattern = old[max(0, end - Anchor.contextLength)..<end]
      let (one, other) = (alignment(of: pattern, before: first), alignment(of: pattern, before: second))
      if min(one.share, other.share) < Self.alike { return one.share - other.share }
      (end, first, second) = (pattern.startIndex, one.place, other.place)
    }
    return 0
  }

  private mutating func lead(after start: Int, _ old: [Int32], _ first: Int, _ second: Int) -> Double {
    var (start, first, second) = (start, first, second)
    for _ in 0..<Self.mostSteps {
      var same = 0
      while same < Self.longestStep, start < old.count, max(first, second) < text.count,
        old[start] == text[first], old[start] == text[second]
      {
        (start, first, second, same) = (start + 1, first + 1, second + 1, same + 1)
      }
      if start == old.count { return Self.edge(first == text.count) - Self.edge(second == text.count) }
      let pattern = old[start..<min(old.count, start + Anchor.contextLength)]
      let (one, other) = (alignment(of: pattern, after: first), alignment(of: pattern, after: second))
      if min(one.share, other.share) < Self.alike { return one.share - other.share }
      (start, first, second) = (pattern.endIndex, one.place, other.place)
    }
    return 0
  }

  private mutating func alignment(
    of pattern: ArraySlice<Int32>, before end: Int
  ) -> (share: Double, place: Int) {
    let low = max(0, end - pattern.count - Self.gap)
    let alignment = aligner.align(pattern, text[low..<end], ends: .free)
    return (Self.share(alignment, pattern), low + alignment.first[0])
  }

  private mutating func alignment(
    of pattern: ArraySlice<Int32>, after start: Int
  ) -> (share: Double, place: Int) {
    let window = start..<min(text.count, start + pattern.count + Self.gap)
    let alignment = aligner.align(pattern, text[window], ends: .free)
    return (Self.share(alignment, pattern), start + alignment.last[pattern.count])
  }

  /// Any two texts have so much in common: less tells nothing.
  private static let chance = 0.5
  private static let alike = 0.7
  private static let mostSteps = 256
  private static let longestStep = 4_096

  private static func share(_ alignment: Alignment, _ pattern: ArraySlice<Int32>) -> Double {
    max(chance, 1 - Double(alignment.errors) / Double(pattern.count))
  }

  /// A text's end is a surrounding too, of less weight: what is added to a text is often added there.
  private static func edge(_ isThere: Bool) -> Double { isThere ? 0.27 : 0 }
}
