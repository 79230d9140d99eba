/// Where each four symbols in a row stand in a text. Made once, it tells for any number of patterns where in
/// the text much of a pattern stands together, without reading the text again.
///
/// A pattern of m symbols that stands in the text with e errors keeps at least m − 3 − 4e of its grams (Jokinen
/// and Ukkonen, 1991), on diagonals no further apart than e. Rare grams say more, and count by their information.
struct GramIndex: Sendable {
  static let length = 4

  private let textCount: Int
  private let mask: UInt32
  /// Where the offsets of each bucket begin in `offsets`.
  private let buckets: [Int32]
  let offsets: [Int32]

  init(_ symbols: [Int32]) {
    textCount = symbols.count
    let count = max(0, symbols.count - Self.length + 1)
    var bits = 8
    while bits < 20, 1 << bits < count { bits += 1 }
    let mask = (UInt32(1) << bits) - 1
    var buckets = [Int32](repeating: 0, count: (1 << bits) + 1)
    var offsets = [Int32](repeating: 0, count: count)
    symbols.withUnsafeBufferPointer { symbols in
      for offset in 0..<count { buckets[Int(Self.hash(symbols, at: offset) & mask) + 1] += 1 }
      for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
      var next = buckets
      for offset in 0..<count {
        let bucket = Int(Self.hash(symbols, at: offset) & mask)
        offsets[Int(next[bucket])] = Int32(offset)
        next[bucket] += 1
      }
    }
    self.mask = mask
    self.buckets = buckets
    self.offsets = offsets
  }

  /// Where in `offsets` the places of the gram at an offset of a pattern are listed.
  func bucket(of pattern: UnsafeBufferPointer<Int32>, at offset: Int) -> Range<Int> {
    let bucket = Int(Self.hash(pattern, at: offset) & mask)
    return Int(buckets[bucket])..<Int(buckets[bucket + 1])
  }

  private static func hash(_ symbols: UnsafeBufferPointer<Int32>, at offset: Int) -> UInt32 {
    var hash: UInt32 = 0
    for index in offset..<offset + length {
      hash = (hash ^ UInt32(bitPattern: symbols[index])) &* 0x9E37_79B1
      hash ^= hash >> 15
    }
    return hash
  }

  /// The most offsets looked at for one pattern, and the most windows given.
  private static let mostOffsets = 40_000
  private static let mostWindows = 32
  /// The most grams of one pattern taken, evenly spaced.
  private static let mostGrams = 512

  /// The diagonals (offset in the text less offset in the pattern) near which most of the pattern's grams
  /// stand, as ranges, those with the most information first. They may reach beyond the text.
  func windows(for pattern: ArraySlice<Int32>, votes: inout [UInt32]) -> [Range<Int>] {
    let grams = grams(of: pattern)
    guard !grams.isEmpty else { return [] }
    // A window is two bins wide: whatever drifts by less than one lies in some window.
    var shift = 6
    while 1 << shift < pattern.count / 4 { shift += 1 }
    let bins = ((textCount + pattern.count) >> shift) + 3
    if votes.count < bins { votes = Array(repeating: 0, count: bins) }
    for bin in 0..<bins { votes[bin] = 0 }
    var budget = Self.mostOffsets
    for gram in grams {
      let known = gram.bucket.prefix(budget)
      let weight = UInt32(Int.bitWidth - (textCount / (gram.bucket.count + 1)).leadingZeroBitCount) + 1
      let base = pattern.count - gram.offset
      for index in known { votes[(Int(offsets[index]) + base) >> shift] += weight }
      budget -= known.count
      if budget == 0 { break }
    }
    return best(votes[..<bins]).map { bin in
      (bin << shift) - pattern.count..<((bin + 2) << shift) - pattern.count
    }
  }

  /// The pattern's grams that stand in the text, the rarest first.
  private func grams(of pattern: ArraySlice<Int32>) -> [(offset: Int, bucket: Range<Int>)] {
    let count = pattern.count - Self.length + 1
    guard count > 0 else { return [] }
    let step = (count + Self.mostGrams - 1) / Self.mostGrams
    var grams: [(offset: Int, bucket: Range<Int>)] = []
    grams.reserveCapacity(count / step + 1)
    pattern.withUnsafeBufferPointer { pattern in
      for offset in stride(from: 0, to: count, by: step) {
        let range = bucket(of: pattern, at: offset)
        if !range.isEmpty { grams.append((offset, range)) }
      }
    }
    grams.sort { ($0.bucket.count, $0.offset) < ($1.bucket.count, $1.offset) }
    return grams
  }

  /// The bins that with the next one hold the most votes, none beside a better one.
  private func best(_ votes: ArraySlice<UInt32>) -> [Int] {
    func sum(_ bin: Int) -> UInt32 {
      (votes.indices.contains(bin) ? votes[bin] : 0) + (votes.indices.contains(bin + 1) ? votes[bin + 1] : 0)
    }
    var most: UInt32 = 0
    var last: UInt32 = 0
    for bin in votes.indices {
      most = max(most, last + votes[bin])
      last = votes[bin]
    }
    let floor = max(2, most / 3)
    var found: [(bin: Int, sum: UInt32)] = []
    last = 0
    for bin in votes.indices {
      let here = sum(bin)
      if here >= floor, here >= sum(bin + 1), here > last { found.append((bin, here)) }
      last = here
    }
    if found.count > Self.mostWindows {
      found.sort { ($1.sum, $0.bin) < ($0.sum, $1.bin) }
      found.removeSubrange(Self.mostWindows...)
    }
    return found.map(\.bin)
  }
}
