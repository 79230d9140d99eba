/// Finds the alignment of a pattern with a text that takes the fewest errors (insertions, deletions,
/// substitutions). Bit-parallel over columns of 64 rows, in blocks for longer patterns: Myers, "A fast
/// bit-vector algorithm for approximate string matching based on dynamic programming" (1999), figure 8 for the
/// block; traced back over the columns' vertical differences (Hyyrö, "A note on bit-parallel alignment
/// computation", 2004). Takes ⌈pattern ÷ 64⌉ × text steps.
///
/// Holds the memory it works in, so that many alignments in one alphabet cost no allocations.
struct Aligner {
  /// Which ends of the pattern may lie anywhere in the text.
  enum Ends {
    /// Both: the pattern is sought in the text.
    case free
    /// None: the two are compared whole.
    case fixed
  }

  /// Block steps done, for those who must know that work stays in bounds.
  private(set) var steps = 0

  /// Which row of masks is a symbol's; 0 has none set.
  private var rows: [Int32]
  private var masks: [UInt64] = []
  private var positive: [UInt64] = []
  private var negative: [UInt64] = []

  init(alphabet: SymbolAlphabet) { rows = Array(repeating: 0, count: Int(alphabet.count) + 1) }

  /// The fewest errors with which the pattern aligns with the text.
  mutating func errors(_ pattern: ArraySlice<Int32>, _ text: ArraySlice<Int32>, ends: Ends) -> Int {
    guard !pattern.isEmpty else { return ends == .free ? 0 : text.count }
    return run(pattern, text, ends: ends, tracing: false).errors
  }

  /// The best alignment; of several, one that ends first.
  mutating func align(_ pattern: ArraySlice<Int32>, _ text: ArraySlice<Int32>, ends: Ends) -> Alignment {
    var alignment = Alignment(pattern: pattern.count)
    let (errors, column) = run(pattern, text, ends: ends, tracing: true)
    alignment.errors = errors
    trace(&alignment, pattern, text, from: column, ends: ends)
    return alignment
  }

  private mutating func run(
    _ pattern: ArraySlice<Int32>, _ text: ArraySlice<Int32>, ends: Ends, tracing: Bool
  ) -> (errors: Int, column: Int) {
    let blocks = max(1, (pattern.count + 63) / 64)
    setMasks(pattern, blocks: blocks)
    defer { for symbol in pattern { rows[Int(symbol)] = 0 } }
    let size = tracing ? blocks * (text.count + 1) : blocks
    if positive.count < size {
      positive = Array(repeating: 0, count: size)
      negative = Array(repeating: 0, count: size)
    }
    for block in 0..<blocks {
      positive[block] = .max
      negative[block] = 0
    }
    steps += blocks * text.count
    let stride = tracing ? blocks : 0
    let last = UInt64(1) << UInt64((pattern.count + 63) % 64)
    var errors = pattern.count
    var best = (errors: errors, column: 0)
    let carriedIn = ends == .fixed ? 1 : 0
    positive.withUnsafeMutableBufferPointer { positive in
      negative.withUnsafeMutableBufferPointer { negative in
        masks.withUnsafeBufferPointer { masks in
          rows.withUnsafeBufferPointer { rows in
            text.withUnsafeBufferPointer { text in
              var old = 0
              for column in 0..<text.count {
                let row = Int(rows[Int(text[column])]) * blocks
                let new = old + stride
                var carry = carriedIn
                for block in 0..<blocks {
                  let high = block == blocks - 1 ? last : 1 << 63
                  var equal = masks[row + block]
                  let (up, down) = (positive[old + block], negative[old + block])
                  let vertical = equal | down
                  if carry < 0 { equal |= 1 }
                  let horizontal = (((equal & up) &+ up) ^ up) | equal
                  var more = down | ~(horizontal | up)
                  var fewer = up & horizontal
                  let carried = (more & high != 0 ? 1 : 0) - (fewer & high != 0 ? 1 : 0)
                  more <<= 1
                  fewer <<= 1
                  if carry < 0 { fewer |= 1 } else if carry > 0 { more |= 1 }
                  positive[new + block] = fewer | ~(vertical | more)
                  negative[new + block] = more & vertical
                  carry = carried
                }
                errors += carry
                if errors < best.errors { best = (errors, column + 1) }
                old = new
              }
            }
          }
        }
      }
    }
    return ends == .free ? best : (errors, text.count)
  }

  private mutating func setMasks(_ pattern: ArraySlice<Int32>, blocks: Int) {
    masks.removeAll(keepingCapacity: true)
    masks.append(contentsOf: repeatElement(0, count: blocks))
    var count: Int32 = 1
    let unknown = rows.count - 1
    for (index, symbol) in pattern.enumerated() where symbol < unknown {
      if rows[Int(symbol)] == 0 {
        rows[Int(symbol)] = count
        count += 1
        masks.append(contentsOf: repeatElement(0, count: blocks))
      }
      masks[Int(rows[Int(symbol)]) * blocks + index / 64] |= 1 << UInt64(index % 64)
    }
  }

  private func trace(
    _ alignment: inout Alignment, _ pattern: ArraySlice<Int32>, _ text: ArraySlice<Int32>, from column: Int,
    ends: Ends
  ) {
    let blocks = max(1, (pattern.count + 63) / 64)
    func bit(_ vectors: [UInt64], _ row: Int, _ column: Int) -> Bool {
      vectors[column * blocks + (row - 1) / 64] >> UInt64((row - 1) % 64) & 1 == 1
    }
    var (row, column) = (pattern.count, column)
    alignment.last[row] = column
    alignment.first[row] = column
    while row > 0 {
      if column == 0 || bit(positive, row, column) {
        row -= 1
        alignment.last[row] = column
      } else if column > 1, bit(negative, row, column - 1) {
        column -= 1
      } else {
        row -= 1
        column -= 1
        let symbol = pattern[pattern.startIndex + row]
        alignment.isMatch[row] = symbol == text[text.startIndex + column]
        alignment.last[row] = column
      }
      alignment.first[row] = column
    }
    if ends == .fixed { alignment.first[0] = 0 }
  }
}

/// Where each symbol of a pattern stands in a text. Offsets count from the text's beginning.
struct Alignment {
  var errors = 0
  /// For each place between two symbols of the pattern, the first offset of the text that it may be…
  var first: [Int]
  /// …and the last; between them is what was inserted there.
  var last: [Int]
  /// Whether a symbol of the pattern stands unchanged, namely at `last` of the place before it.
  var isMatch: [Bool]

  init(pattern count: Int) {
    first = Array(repeating: 0, count: count + 1)
    last = first
    isMatch = Array(repeating: false, count: count)
  }

  /// Where a passage of the pattern lies. What was put in at its edge is none of it, unless the symbol there
  /// is changed too: then it is likely a part of the change (`rn` for `m`).
  func range(of passage: Range<Int>) -> Range<Int> {
    let (low, high) = (passage.lowerBound, passage.upperBound)
    if passage.isEmpty {
      let place = low < isMatch.count && !isMatch[low] && low > 0 && isMatch[low - 1] ? first[low] : last[low]
      return place..<place
    }
    let start = isMatch[low] ? last[low] : first[low]
    let end = isMatch[high - 1] ? first[high] : last[high]
    return start..<max(start, end)
  }
}
