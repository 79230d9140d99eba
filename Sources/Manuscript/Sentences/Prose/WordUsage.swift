/// How a text writes its short words: with a stop inside sentences, or without one. What it writes only with a stop is
/// an abbreviation, whatever the language and whatever lists know (after Kiss and Strunk's Punkt).
///
/// Found once for a whole paper, in time linear in its length.
struct WordUsage: Sendable {
  /// By the word's own letters: `Art.` and `art` are two.
  private var uses: [UInt64: UInt8] = [:]

  /// Longer words are seldom cut short.
  private static let longest = 7
  private static let bare: UInt8 = 1
  private static let shortened: UInt8 = 2

  /// Of a text of which nothing is known.
  init() {}

  init(of text: ScalarText) {
    let scalars = text.scalars
    var index = 0
    var before: Unicode.Scalar = " "
    while index < scalars.count {
      guard Marks.isLetter(scalars[index]) else {
        before = scalars[index]
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, Marks.isLetter(scalars[index]) { index += 1 }
      let isWord = Marks.isBlank(before) || Marks.isOpener(before)
      if isWord, (2...Self.longest).contains(index - start),
        let use = Self.use(in: scalars, endingAt: index)
      {
        uses[Self.key(scalars[start..<index]), default: 0] |= use
      }
      before = scalars[index - 1]
    }
  }

  /// What the use of a word shows that ends at an offset; nil where a stop after it may be its sentence's.
  private static func use(in scalars: [Unicode.Scalar], endingAt end: Int) -> UInt8? {
    guard end < scalars.count else { return nil }
    if Marks.isBlank(scalars[end]) || ",;:)".unicodeScalars.contains(scalars[end]) { return bare }
    guard scalars[end] == ".", end + 1 < scalars.count else { return nil }
    if ",;:".unicodeScalars.contains(scalars[end + 1]) { return shortened }
    let isBeforeSmall =
      Marks.isBlank(scalars[end + 1]) && end + 2 < scalars.count && Marks.isSmall(scalars[end + 2])
    return isBeforeSmall ? shortened : nil
  }

  private static func key(_ word: ArraySlice<Unicode.Scalar>) -> UInt64 {
    word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.value)) &* 0x100_0000_01B3 }
  }

  /// Whether the text writes a word only with a stop, inside sentences too.
  func isAbbreviation(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    !uses.isEmpty && uses[Self.key(word)] == Self.shortened
  }

  /// Whether the text writes a word without a stop.
  func isWord(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    !uses.isEmpty && (uses[Self.key(word)] ?? 0) & Self.bare != 0
  }
}
