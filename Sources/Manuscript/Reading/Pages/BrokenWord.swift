/// The two halves of a word that a hyphen at a line's end breaks.
struct BrokenWord {
  var left: String
  var right: String
  /// The hyphen's bytes.
  var hyphen: Range<Int>
  /// Whether the hyphen is of a kind that only ever breaks words.
  var isBreakOnly: Bool
  /// Whether it is U+2010, which is no key of a keyboard.
  var isTypeset: Bool
  /// Whether a small word is the right half, and another hyphen follows it: `Aix-`, `la-Chapelle`; `state-`,
  /// `of-the-art`; `a-`, `t-il`.
  var isChained: Bool
  /// Whether a blank or nothing follows the right half.
  var standsAlone: Bool
  /// The word after the right half, in small letters, if the line has one.
  var next: String
  /// Whether small words of Dutch alone stand around it, in a paper of several languages.
  var isAmongDutch: Bool
  /// How many words after the right half the first compound comes, `or three-storey`; nil if none is near.
  var wordsToCompound: Int?

  /// Nil if no hyphen ends the first line, or no word stands before or after it.
  init?(_ first: Range<Int>, _ second: Range<Int>, in source: SourceText) {
    hyphen = source.hyphen(endingAt: first)
    guard !hyphen.isEmpty, hyphen.lowerBound > first.lowerBound else { return nil }
    let end = hyphen.lowerBound
    let last = source.scalar(before: end)
    guard last.properties.isAlphabetic || last.isASCII && last.properties.numericType != nil else {
      return nil
    }
    isTypeset = source.scalar(at: end).scalar == "\u{2010}"
    isBreakOnly = ["\u{AD}", "¬", "\u{2E17}"].contains(source.scalar(at: end).scalar)
    let head = source.string(max(first.lowerBound, end - 60)..<end).unicodeScalars
    let start = hyphen.upperBound == first.upperBound ? second.lowerBound : source.endOfEmphasis(second)
    let tail = source.string(start..<min(second.upperBound, start + 120)).unicodeScalars
    let left = head.reversed().prefix { Self.isInWord($0) || $0 == "-" || $0 == "\u{2010}" }
    let right = tail.prefix { Self.isInWord($0) || $0 == "'" || $0 == "’" }
    guard !left.isEmpty, !right.isEmpty else { return nil }
    self.left = String(String.UnicodeScalarView(left.reversed()))
    self.right = String(String.UnicodeScalarView(right))
    let after = tail.dropFirst(right.count).first
    standsAlone = after.map { $0 == " " } ?? true
    isChained =
      (after == "-" || after == "\u{2010}") && (right.count == 1 || Self.particles.contains(self.right))
    isAmongDutch =
      standsAlone && (self.right == "en" || self.right == "of") && Self.holdsDutch(head, tail)
    let words = tail.dropFirst(right.count).split(maxSplits: Self.nearWords) { $0 == " " }
    next = words.first.map { String(String.UnicodeScalarView($0)).lowercased() } ?? ""
    wordsToCompound = words.prefix(Self.nearWords).firstIndex { word in
      word.dropLast().contains { $0 == "-" || $0 == "\u{2010}" }
    }.map { $0 + 1 }
  }

  /// Words after the right half among which a compound completes it.
  private static let nearWords = 4

  private static let particles = Set(
    words: "la le les l de du des d en sur sous lès aux au à am an der den dem im in of on upon the by to and"
  )

  private static func holdsDutch(_ head: String.UnicodeScalarView, _ tail: String.UnicodeScalarView) -> Bool {
    let words = [head, tail].flatMap { $0.split { !isInWord($0) }.map { String($0).lowercased() } }
    return words.contains(where: dutch.contains) && !words.contains(where: english.contains)
  }

  private static let dutch = Set(words: "het een niet ook bij aan naar uit deze wordt werd zijn voor")
  /// In English `en` ends words: `wood-en`.
  private static let english = Set(words: "the and was that with")

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    // A soft hyphen within a word shows where it may break.
    scalar.properties.isAlphabetic || scalar == "\u{AD}"
      || scalar.isASCII && scalar.properties.numericType != nil
  }
}

extension SourceText {
  /// Where a line's text begins after the marks of emphasis that open it.
  fileprivate func endOfEmphasis(_ line: Range<Int>) -> Int {
    line.first { bytes[$0] != UInt8(ascii: "*") && bytes[$0] != UInt8(ascii: "_") } ?? line.upperBound
  }

  /// Whether a line ends in a dash between numbers that the next line goes on: `1742–`, `1801`.
  func isRange(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count > 3, let next = second.first, Self.isDigit(bytes[next]),
      has("–", at: first.upperBound - 3, before: first.upperBound)
    else { return false }
    return Self.isDigit(bytes[first.upperBound - 4])
  }

  /// Whether a line ends in what stands before the next without a blank: an en dash after a word, as in `London–`,
  /// `Paris`; the hyphen between the initials of a name, as in `J.-`, `P. Weber`.
  func isDashed(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count > 3, let start = second.first else { return false }
    let next = scalar(at: start).scalar
    if has("–", at: first.upperBound - 3, before: first.upperBound) {
      return next.isLetter && scalar(before: first.upperBound - 3).isLetter
    }
    guard has(".-", at: first.upperBound - 2, before: first.upperBound), next.properties.isUppercase else {
      return false
    }
    let initial = first.upperBound - 3
    return (0x41...0x5A).contains(bytes[initial])
      && (initial == first.lowerBound || !scalar(before: initial).isLetter)
  }

  /// Whether a line ends within a URL that the next line goes on: `https://undocs.org/S/RES/`, `1383(2001)`.
  func isURL(brokenAfter first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard let last = first.last, "/=&?_%".utf8.contains(bytes[last]) else { return false }
    let near = max(first.lowerBound, first.upperBound - 240)..<first.upperBound
    let blank = near.last { Self.isBlank(bytes[$0]) }
    let url = (blank.map { $0 + 1 } ?? near.lowerBound)..<first.upperBound
    guard let scheme = offset(of: "://", in: url),
      bytes[scheme + 3..<max(scheme + 3, last)].contains(UInt8(ascii: "/"))
    else { return false }
    // A slash may end a URL too, before a word.
    let next = bytes[second].prefix { !Self.isBlank($0) }.dropLast()
    return next.contains { Self.isDigit($0) || "-./_%=~&?".utf8.contains($0) }
      || bytes[second.lowerBound..<second.lowerBound + 1].allSatisfy(Self.isDigit)
  }

  func beginsWithSemicolon(_ line: Range<Int>) -> Bool {
    line.first.map { bytes[$0] == UInt8(ascii: ";") } ?? false
  }

  /// Whether a line begins with the stop that ends the word before: converters of PDF set it apart.
  func isStop(_ line: Range<Int>) -> Bool {
    guard let first = line.first, ".,;)".utf8.contains(bytes[first]) else { return false }
    return line.count == 1 || Self.isBlank(bytes[first + 1])
  }
}
