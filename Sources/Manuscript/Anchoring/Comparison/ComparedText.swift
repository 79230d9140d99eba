/// A text as anchoring compares it: folded as `FoldedText` folds (letter case kept), words broken by a hyphen
/// joined, paragraphs parted by a symbol of their own, each character a small number; and where each lies in the
/// text.
struct ComparedText: Sendable {
  /// One for a character. Equal characters have equal symbols, in all texts of one alphabet.
  private(set) var symbols: [Int32] = []
  private var starts: [Int32] = []
  private var ends: [Int32] = []
  private let scalarCount: Int

  /// Adds to the alphabet what it lacks.
  init(_ scalars: [Unicode.Scalar], extending alphabet: inout SymbolAlphabet) {
    self.init(scalars) { alphabet.add($0) }
  }

  /// What the alphabet lacks becomes its unknown symbol.
  init(_ scalars: [Unicode.Scalar], in alphabet: SymbolAlphabet) {
    self.init(scalars) { alphabet.symbol(of: $0) }
  }

  private init(_ scalars: [Unicode.Scalar], symbol: (Int) -> Int32) {
    scalarCount = scalars.count
    let folded = FoldedText(scalars, from: 0, ignoringCase: false)
    let keys = folded.keys
    symbols.reserveCapacity(keys.count)
    starts.reserveCapacity(keys.count)
    ends.reserveCapacity(keys.count)
    var index = 0
    while index < keys.count {
      if keys[index] == 0x2D, Self.breaksWord(folded, scalars, at: index) {
        index += 2
        continue
      }
      let isBreak = keys[index] == 0x20 && Self.isBreak(scalars[folded.starts[index]..<folded.ends[index]])
      symbols.append(isBreak ? SymbolAlphabet.paragraphBreak : symbol(keys[index]))
      starts.append(Int32(truncatingIfNeeded: folded.starts[index]))
      ends.append(Int32(truncatingIfNeeded: folded.ends[index]))
      index += 1
    }
  }

  /// Whether the hyphen there ends a line in the midst of a word: `inter-` and, after white space, `national`.
  private static func breaksWord(_ folded: FoldedText, _ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index > 0, index + 2 < folded.keys.count, folded.keys[index + 1] == 0x20 else { return false }
    let hyphen = scalars[folded.starts[index]]
    guard hyphen == "-" || hyphen == "\u{2010}" else { return false }
    return scalars[folded.starts[index - 1]].properties.isAlphabetic
      && scalars[folded.starts[index + 2]].properties.isLowercase
  }

  /// Whether white space holds a blank line, as that between two paragraphs does.
  private static func isBreak(_ blank: ArraySlice<Unicode.Scalar>) -> Bool {
    blank.count > 1 && blank.count { $0 == "\n" } > 1
  }

  var count: Int { symbols.count }

  /// The symbols that a range of scalars touches. That of a point is the place between two symbols.
  func symbols(of range: ScalarRange) -> Range<Int> {
    let first = ends.partitioningIndex { Int($0) > range.start }
    if range.isEmpty { return first..<first }
    let end = starts.partitioningIndex { Int($0) >= range.end }
    return first..<max(first, end)
  }

  /// The scalars of a range of symbols. An empty range is the point after the symbol before it.
  func scalars(of range: Range<Int>) -> ScalarRange {
    if range.isEmpty {
      let point = range.lowerBound > 0 ? Int(ends[range.lowerBound - 1]) : 0
      return ScalarRange(point, point)
    }
    return ScalarRange(Int(starts[range.lowerBound]), Int(ends[range.upperBound - 1]))
  }

  /// Where the symbol begins; past the last, where the text ends.
  func start(of symbol: Int) -> Int { symbol < count ? Int(starts[symbol]) : scalarCount }
}

/// The symbols of compared texts, numbered as they are met.
struct SymbolAlphabet: Sendable {
  private var basic = [Int32](repeating: -1, count: 128)
  private var others: [Int: Int32] = [:]
  private(set) var count: Int32 = 0
  /// Whether a symbol is likely a letter or digit of a script that parts words: all that folds to no ASCII and
  /// is no ideograph counts as one.
  private(set) var isLetter: [Bool] = []

  /// White space, and what parts two paragraphs: in every alphabet.
  static let blank: Int32 = 0
  static let paragraphBreak: Int32 = 1
  static func isBlank(_ symbol: Int32) -> Bool { symbol <= paragraphBreak }

  init() {
    _ = add(0x20)
    // No other white space is a key of its own.
    _ = add(0x0A)
  }

  /// Equal to no symbol of a text that made the alphabet.
  var unknown: Int32 { count }

  func symbol(of key: Int) -> Int32 {
    if (0..<128).contains(key) { return basic[key] < 0 ? unknown : basic[key] }
    return others[key] ?? unknown
  }

  mutating func add(_ key: Int) -> Int32 {
    let known = (0..<128).contains(key) ? basic[key] : others[key] ?? -1
    if known >= 0 { return known }
    if (0..<128).contains(key) { basic[key] = count } else { others[key] = count }
    count += 1
    isLetter.append(
      key < 0 || (0..<128).contains(key) && Unicode.Scalar(UInt8(key)).properties.isAlphanumeric)
    return count - 1
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}
