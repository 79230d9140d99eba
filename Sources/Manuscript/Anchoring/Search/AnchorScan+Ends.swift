extension AnchorScan {
  /// Where one end of a quote lies, and how much of it stands there.
  private struct End {
    var place: Int
    var share: Double
  }

  /// The places where the quote's beginning and its end stand in their context, whatever lies between: the
  /// passage may have grown or shrunk, or be too long to be sought whole.
  mutating func partedPlaces(of sought: SoughtPassage) -> [Agreement] {
    let length = min(sought.quote.count / 2, Self.longestEnd)
    let (low, high) = (sought.quote.lowerBound, sought.quote.upperBound)
    let head = sought.symbols[..<(low + length)]
    let tail = sought.symbols[(high - length)...]
    let starts = ends(of: head, passage: low..<head.endIndex, isStart: true)
    guard !starts.isEmpty else { return [] }
    let stops = ends(of: tail, passage: 0..<length, isStart: false)
    var places: [Agreement] = []
    for start in starts {
      for stop in stops where start.place < stop.place {
        let count = stop.place - start.place
        guard count <= sought.quote.count + Self.mostGrowth(of: sought), 3 * count >= sought.quote.count
        else { continue }
        let growth = Double(max(count, sought.quote.count)) / Double(min(count, sought.quote.count))
        let share = (start.share + stop.share) / 2 * (1 - 0.1 * min(4, growth - 1))
        places.append(agreement(of: sought, at: start.place..<stop.place, quote: share, method: .ends))
      }
    }
    return places
  }

  private mutating func ends(of pattern: ArraySlice<Int32>, passage: Range<Int>, isStart: Bool) -> [End] {
    var found: [End] = []
    for window in windows(for: pattern, near: nil) {
      let alignment = aligner.align(pattern, text[window], ends: .free)
      let matches = passage.count { alignment.isMatch[$0] }
      let share = Double(matches) / Double(passage.count)
      guard share >= 0.7 else { continue }
      let range = Self.moved(alignment.range(of: passage), by: window.lowerBound)
      let end = End(place: isStart ? range.lowerBound : range.upperBound, share: share)
      if !found.contains(where: { $0.place == end.place }) { found.append(end) }
    }
    return Array(found.sorted { $0.share > $1.share }.prefix(8))
  }
}
