extension GramIndex {
  /// Where a run of symbols stands in the text that the index was made of, in its order; `nil` where that cannot be told
  /// at a bounded cost, or the run is too short for the index.
  func occurrences(of pattern: ArraySlice<Int32>, in text: [Int32]) -> [Int]? {
    guard let (offset, bucket) = rarestGram(of: pattern), bucket.count <= Self.mostLikely else { return nil }
    return bucket.lazy.map { Int(offsets[$0]) - offset }.filter { start in
      start >= 0 && start + pattern.count <= text.count
        && text[start..<start + pattern.count].elementsEqual(pattern)
    }
  }

  /// Of some grams of a pattern, evenly spaced, the one that stands most rarely in the text.
  private func rarestGram(of pattern: ArraySlice<Int32>) -> (offset: Int, bucket: Range<Int>)? {
    let count = pattern.count - Self.length + 1
    guard count > 0 else { return nil }
    let step = (count + Self.mostAsked - 1) / Self.mostAsked
    return pattern.withUnsafeBufferPointer { pattern in
      stride(from: 0, to: count, by: step).lazy.map { ($0, bucket(of: pattern, at: $0)) }
        .min { $0.1.count < $1.1.count }
    }
  }

  /// So many places are looked at for one run, and so many of its grams asked.
  private static let mostLikely = 8_000
  private static let mostAsked = 32
}
