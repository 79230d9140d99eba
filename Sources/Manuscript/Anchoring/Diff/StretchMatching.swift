/// Finds stretches that stand once in each of two texts.
enum StretchMatching {
  /// Stretches of at least a length, each part of which stands once in both ranges; in the order of both. Of
  /// those that cross, those that are longest together.
  static func runs(
    _ old: [Int32], _ oldRange: Range<Int>, _ new: [Int32], _ newRange: Range<Int>, length: Int
  ) -> [TextDiff.Run] {
    guard oldRange.count >= length, newRange.count >= length else { return [] }
    var table = StretchTable(capacity: oldRange.count)
    rolling(old, oldRange, length: length) { table.insert($0, $1) }
    rolling(new, newRange, length: length) { table.meet($0, $1) }
    var runs: [TextDiff.Run] = []
    for (start, other) in table.matches where isSame(old, start, new, other, length) {
      if let last = runs.last, last.old + last.count - length + 1 == start,
        last.new + last.count - length + 1 == other
      {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(TextDiff.Run(old: start, new: other, count: length))
      }
    }
    return parted(heaviestRow(runs))
  }

  private static func isSame(_ old: [Int32], _ start: Int, _ new: [Int32], _ other: Int, _ length: Int)
    -> Bool
  {
    (0..<length).allSatisfy { old[start + $0] == new[other + $0] }
  }

  /// Gives the hash of each stretch and where it begins (Karp and Rabin).
  private static func rolling(
    _ symbols: [Int32], _ range: Range<Int>, length: Int, _ body: (UInt64, Int) -> Void
  ) {
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    var top: UInt64 = 1
    for _ in 0..<length { top = top &* base }
    var hash: UInt64 = 0
    symbols.withUnsafeBufferPointer { symbols in
      for index in range {
        hash = hash &* base &+ UInt64(UInt32(bitPattern: symbols[index]) &+ 1)
        let start = index - length + 1
        if start > range.lowerBound {
          hash = hash &- top &* UInt64(UInt32(bitPattern: symbols[start - 1]) &+ 1)
        }
        if start >= range.lowerBound { body(hash, start) }
      }
    }
  }

  /// Of runs in the order of the old text, those that rise in the new one too and are longest together.
  private static func heaviestRow(_ runs: [TextDiff.Run]) -> [TextDiff.Run] {
    let order = runs.indices.sorted { runs[$0].new < runs[$1].new }
    var rank = [Int](repeating: 0, count: runs.count)
    for (place, index) in order.enumerated() { rank[index] = place + 1 }
    // A Fenwick tree of the heaviest row that ends at or before each rank.
    var tree = [(weight: Int, run: Int)](repeating: (0, -1), count: runs.count + 1)
    var previous = [Int](repeating: -1, count: runs.count)
    for index in runs.indices {
      var best = (weight: 0, run: -1)
      var place = rank[index] - 1
      while place > 0 {
        if tree[place].weight > best.weight { best = tree[place] }
        place &= place - 1
      }
      previous[index] = best.run
      let weight = best.weight + runs[index].count
      place = rank[index]
      while place <= runs.count {
        if weight > tree[place].weight { tree[place] = (weight, index) }
        place += place & -place
      }
    }
    var best = (weight: 0, run: -1)
    var place = runs.count
    while place > 0 {
      if tree[place].weight > best.weight { best = tree[place] }
      place &= place - 1
    }
    var row: [TextDiff.Run] = []
    var index = best.run
    while index >= 0 {
      row.append(runs[index])
      index = previous[index]
    }
    return row.reversed()
  }

  /// The same without what lies over the run before.
  private static func parted(_ runs: [TextDiff.Run]) -> [TextDiff.Run] {
    var parted: [TextDiff.Run] = []
    for var run in runs {
      if let last = parted.last {
        let over = max(0, last.old + last.count - run.old, last.new + last.count - run.new)
        if over >= run.count { continue }
        run = TextDiff.Run(old: run.old + over, new: run.new + over, count: run.count - over)
      }
      parted.append(run)
    }
    return parted
  }
}

/// Which stretches stand once in an old text and once in a new one, by their hashes.
private struct StretchTable {
  private struct Entry {
    var hash: UInt64 = 0
    /// Where it stands; −1 for nowhere, −2 for several places.
    var old: Int32 = -1
    var new: Int32 = -1
  }

  private var entries: [Entry]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    mask = size - 1
  }

  private func slot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (hash &* 0xD6E8_FEB8_6659_FD93) >> 32) & mask
    while entries[slot].old != -1, entries[slot].hash != hash { slot = (slot + 1) & mask }
    return slot
  }

  mutating func insert(_ hash: UInt64, _ start: Int) {
    let slot = slot(hash)
    entries[slot].old = entries[slot].old == -1 ? Int32(start) : -2
    entries[slot].hash = hash
  }

  mutating func meet(_ hash: UInt64, _ start: Int) {
    let slot = slot(hash)
    if entries[slot].old != -1 { entries[slot].new = entries[slot].new == -1 ? Int32(start) : -2 }
  }

  /// In the order of the old text.
  var matches: [(old: Int, new: Int)] {
    entries.lazy.filter { $0.old >= 0 && $0.new >= 0 }
      .map { (old: Int($0.old), new: Int($0.new)) }
      .sorted { $0.old < $1.old }
  }
}
