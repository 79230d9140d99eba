/// Where two texts differ, word by word. A word is changed whole or not at all; so is a stretch of white space, and each
/// other character by itself.
///
/// Takes time near linear in the texts; see ``TextDiff``.
public struct WordDiff: Sendable {
  /// What stands in one text, and in its place in the other; one of them may be empty.
  public struct ReplacedWords: Hashable, Sendable {
    /// In scalars of the old text.
    public var old: ScalarRange
    /// In scalars of the new text.
    public var new: ScalarRange

    public init(old: ScalarRange, new: ScalarRange) {
      self.old = old
      self.new = new
    }
  }

  /// In the order of both texts. Between two of them stands at least one word that both texts have.
  public private(set) var changes: [ReplacedWords] = []

  /// Compares two texts whole.
  public init(from old: ScalarText, to new: ScalarText) {
    self.init(from: old, old.range, to: new, new.range)
  }

  /// Compares a part of one text with a part of another.
  public init(from old: ScalarText, _ oldRange: ScalarRange, to new: ScalarText, _ newRange: ScalarRange) {
    var symbols = WordSymbols()
    let (before, after) = (symbols.read(old, oldRange), symbols.read(new, newRange))
    var aligner = Aligner(alphabet: symbols.alphabet)
    let diff = TextDiff(from: before.symbols, to: after.symbols, aligner: &aligner)
    var (low, newLow) = (0, 0)
    for run in diff.runs + [.init(old: before.symbols.count, new: after.symbols.count, count: 0)] {
      note(before.range(low..<run.old), after.range(newLow..<run.new), in: new)
      (low, newLow) = (run.old + run.count, run.new + run.count)
    }
  }

  /// What only white space parts from the change before is one with it: words are replaced together.
  private mutating func note(_ old: ScalarRange, _ new: ScalarRange, in text: ScalarText) {
    if old.isEmpty, new.isEmpty { return }
    if let last = changes.last,
      text.scalars[last.new.end..<new.start].allSatisfy(\.properties.isWhitespace)
    {
      changes[changes.count - 1] = ReplacedWords(
        old: ScalarRange(last.old.start, old.end), new: ScalarRange(last.new.start, new.end))
    } else {
      changes.append(ReplacedWords(old: old, new: new))
    }
  }
}

/// Texts as words: equal words have equal symbols.
private struct WordSymbols {
  private(set) var alphabet = SymbolAlphabet()
  private var known: [ArraySlice<Unicode.Scalar>: Int32] = [:]

  /// A part of a text in words.
  struct Words {
    var symbols: [Int32] = []
    /// Where each begins, and where the last ends.
    var starts: [Int]

    func range(_ indices: Range<Int>) -> ScalarRange {
      ScalarRange(starts[indices.lowerBound], starts[indices.upperBound])
    }
  }

  mutating func read(_ text: ScalarText, _ range: ScalarRange) -> Words {
    var words = Words(starts: [range.start])
    var start = range.start
    while start < range.end {
      let kind = text[start].wordKind
      var end = start + 1
      if kind != .other { while end < range.end, text[end].wordKind == kind { end += 1 } }
      words.symbols.append(symbol(of: text.scalars[start..<end]))
      words.starts.append(end)
      start = end
    }
    return words
  }

  private mutating func symbol(of word: ArraySlice<Unicode.Scalar>) -> Int32 {
    if let symbol = known[word] { return symbol }
    let symbol = alphabet.add(known.count)
    known[word] = symbol
    return symbol
  }
}

extension Unicode.Scalar {
  fileprivate enum WordKind { case word, space, other }

  fileprivate var wordKind: WordKind {
    if isInWord { return .word }
    return properties.isWhitespace ? .space : .other
  }

  /// Whether it is part of a word: a letter, a digit, a mark on one, or an apostrophe.
  public var isInWord: Bool {
    if properties.isAlphabetic || self == "'" || self == "\u{2019}" { return true }
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }
}
