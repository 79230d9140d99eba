extension Document {
  /// Where words stand in the text, in order, letter case ignored. A match lies in one block.
  public func find(_ words: String) -> [ScalarRange] {
    matches(of: words, in: blocks.indices, within: text.range, ignoringCase: true)
  }

  /// Where words stand in the given blocks, within a range. Matches may overlap.
  func matches(
    of words: String, in indices: Range<Int>, within range: ScalarRange, ignoringCase: Bool
  ) -> [ScalarRange] {
    let query = FoldedText.query(words, ignoringCase: ignoringCase)
    guard !query.isEmpty else { return [] }
    let pattern = KeyPattern(query)
    var found: [ScalarRange] = []
    // Whoever looks in a few blocks is done sooner than any aid is asked.
    var candidates = Array(indices)
    if indices.count > Self.searchedAtOnce, let sieve = searchAids.sieve(of: self) {
      let caseless = ignoringCase ? query : FoldedText.query(words, ignoringCase: true)
      candidates = sieve.blocks(indices, thatMayHold: caseless)
    }
    for index in candidates {
      guard let part = blocks[index].range.intersection(range) else { continue }
      let folded = FoldedText(text.scalars[part.offsets], from: part.start, ignoringCase: ignoringCase)
      for first in pattern.matches(in: folded.keys) {
        let range = ScalarRange(folded.starts[first], folded.ends[first + query.count - 1])
        // A ligature or an ellipsis holds the same letter several times.
        if found.last != range { found.append(range) }
      }
    }
    return found
  }

  private static let searchedAtOnce = 16
}

/// A sequence of keys sought in others in linear time (Knuth, Morris, Pratt).
struct KeyPattern {
  private let keys: [Int]
  /// For each length of a prefix, the length of its longest proper border.
  private let borders: [Int]

  init(_ keys: [Int]) {
    var borders = [0, 0]
    borders.reserveCapacity(keys.count + 1)
    var length = 0
    for index in keys.indices.dropFirst() {
      while length > 0, keys[index] != keys[length] { length = borders[length] }
      if keys[index] == keys[length] { length += 1 }
      borders.append(length)
    }
    self.keys = keys
    self.borders = borders
  }

  /// The offsets at which the pattern begins.
  func matches(in text: [Int]) -> [Int] {
    var found: [Int] = []
    var length = 0
    for (index, key) in text.enumerated() {
      while length > 0, key != keys[length] { length = borders[length] }
      if key == keys[length] { length += 1 }
      if length == keys.count {
        found.append(index + 1 - length)
        length = borders[length]
      }
    }
    return found
  }
}
