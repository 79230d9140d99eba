/// What stands after a stop. Looks ahead a bounded way, whatever the text.
struct Following {
  /// The first letter or digit, opening quotes, brackets and dashes left aside.
  var first: Unicode.Scalar?
  /// The first word as it stands; an apostrophe belongs to it.
  var word = ""
  /// Offset of the word, and the offset after it.
  var start = 0
  var end = 0
  /// What stands before the word.
  var opener: Unicode.Scalar?
  /// Whether the word commonly begins a sentence.
  var isStarter = false
  /// The word in small letters.
  var small = ""

  private let text: ScalarText
  private let limit: Int
  private let starters: SentenceStarters

  init(
    at offset: Int, in text: ScalarText, before limit: Int, starters: SentenceStarters = .english
  ) {
    self.text = text
    self.limit = limit
    self.starters = starters
    var index = offset
    while index < limit, index - offset < 32,
      Marks.isOpener(text[index]) || Marks.isBlank(text[index]) || Marks.opensLikeItCloses(index, in: text)
        || text[index] == "," && index + 1 < limit && (text[index + 1] == "," || index > offset)
    {
      if !Marks.isBlank(text[index]) { opener = text[index] }
      index += 1
    }
    guard index < limit, index - offset < 32 else { return }
    first = text[index]
    start = index
    var letters: [Unicode.Scalar] = []
    while index < limit, letters.count < 32,
      Marks.isLetter(text[index]) || Marks.isDigit(text[index])
        || (text[index] == "'" || text[index] == "’") && !letters.isEmpty && index + 1 < limit
          && Marks.isLetter(text[index + 1])
    {
      letters.append(text[index] == "’" ? "'" : text[index])
      index += 1
    }
    end = index
    word = String(scalars: letters[...])
    small = word.lowercased()
    isStarter = isCommonStart
  }

  /// The scalar after the word; nil at the end.
  var after: Unicode.Scalar? { end < limit ? text[end] : nil }

  /// The first scalar of the next word; nil if something else than one blank lies between.
  var next: Unicode.Scalar? { end + 1 < limit && Marks.isBlank(text[end]) ? text[end + 1] : nil }

  /// The word after the word, as far as it is letters.
  var nextWord: String {
    guard next != nil else { return "" }
    return String(scalars: text.scalars[(end + 1)..<limit].prefix(24).prefix(while: Marks.isLetter))
  }

  private var isCommonStart: Bool {
    // An initial.
    if after == ".", word.unicodeScalars.count == 1 { return false }
    switch small {
    case "a", "i":
      // `A study of`, `I have`; not `A. Lang` or `I of Spain`.
      return next.map(Marks.isSmall) ?? false && !(small == "i" && nextWord == "of")
    case "no" where after == ".": return false
    // A manuscript is no lady.
    case "ms" where word == "MS": return false
    default:
      return starters.words.contains(small) || after == "," && starters.beforeComma.contains(small)
    }
  }

  static func isRoman(_ word: String) -> Bool {
    !word.isEmpty && word.unicodeScalars.allSatisfy { "ivxlcdm".unicodeScalars.contains($0) }
  }

  /// Whether the next word, in small letters, commonly begins a sentence: an article, a preposition, a conjunction.
  var isBeforeSmallWord: Bool { next.map(Marks.isSmall) ?? false && starters.words.contains(nextWord) }

  private static let numberWords = Set(
    words: "one two three four five six seven eight nine ten eleven twelve twenty thirty")

  /// Whether it begins with a capital and goes on in small letters.
  private var isCapitalised: Bool {
    let letters = word.unicodeScalars.prefix(2)
    return letters.count == 2 && Marks.isCapital(letters.first!) && Marks.isSmall(letters.last!)
  }

  /// Whether it is a number: arabic, roman, written out, or a letter that serves as one (`fig. B`).
  var isNumber: Bool {
    guard let first else { return false }
    if Marks.isDigit(first) || first == "§" || first == "#" { return true }
    if word.unicodeScalars.contains(where: Marks.isDigit) { return true }
    // `Il` and `Mi` are words.
    if Self.isRoman(small), !isCapitalised { return !(word == "I" && isStarter) }
    if Self.numberWords.contains(small) { return after == "." || after == nil }
    return word.unicodeScalars.count == 1 && !isStarter && after != "."
  }

  /// Whether it is a word cut short, its stop after it: `Vat.`, `gr.`
  var isShortened: Bool {
    after == "." && (2...8).contains(word.unicodeScalars.count)
      && word.unicodeScalars.allSatisfy(Marks.isLetter)
  }

  /// Whether it is an abbreviation with a number after it: `Vol. 3`
  var isBeforeNumber: Bool {
    after == "." && end + 2 < limit && Marks.isBlank(text[end + 1]) && Marks.isDigit(text[end + 2])
  }

  /// Whether it is a word cut short in whose sentence something follows: `Nac. de`, `Max. 3.1`, `Hist., ed.`
  var isShortenedWithin: Bool {
    guard isShortened, end + 1 < limit else { return false }
    let isClosed = end + 2 < limit && (text[end + 1] == "”" || text[end + 1] == "»")
    let next = isClosed ? end + 2 : end + 1
    if ",;:".unicodeScalars.contains(text[next]) { return true }
    guard Marks.isBlank(text[next]), next + 1 < limit else { return false }
    return Marks.isSmall(text[next + 1]) || Marks.isDigit(text[next + 1])
  }

  /// Letters that stand for a title, and a number: `AJ 18.3`
  var isSiglum: Bool {
    (2...4).contains(word.unicodeScalars.count) && word.unicodeScalars.allSatisfy(Marks.isCapital)
      && next.map(Marks.isDigit) ?? false
  }

  /// Whether a year in brackets stands after the number: `12 (1908)`
  var isBeforeYear: Bool {
    guard next == "(", end + 6 < limit else { return false }
    return text.scalars[(end + 2)..<(end + 6)].allSatisfy(Marks.isDigit)
  }

  /// The number is a place in a work: `3.212`, `5:16`.
  var isLocus: Bool {
    guard let first, Marks.isDigit(first) else { return small == word && Self.isRoman(word) }
    guard let after, after == "." || after == ":" else { return after.map(Marks.isSmall) ?? false }
    return end + 1 < limit && Marks.isDigit(text[end + 1])
  }

  /// Whether it is an item's mark: `(i)`, `b)`, `2.`
  var isItemMark: Bool {
    guard word.count <= 4, after == ")" || after == ".",
      end + 1 < limit, Marks.isBlank(text[end + 1]) || after == "." && text[end + 1] == ")"
    else { return false }
    return word.count == 1 || Self.isRoman(word) || word.unicodeScalars.allSatisfy(Marks.isDigit)
  }

  /// A name that begins with a small letter: `iPhone`, `mRNA`, `pH`, `de Gaulle`, `van der Berg`, `p-values`.
  var isSmallName: Bool {
    guard let first, Marks.isSmall(first) else { return false }
    let head = word.unicodeScalars.prefix(6)
    if head.dropFirst().contains(where: Marks.isCapital) { return true }
    if head.count == 1, after == "-", end + 1 < limit, Marks.isSmall(text[end + 1]) { return true }
    guard Self.particles.contains(word), let next else { return false }
    if Marks.isCapital(next) { return true }
    guard Self.particles.contains(nextWord) else { return false }
    let third = end + 1 + nextWord.unicodeScalars.count
    return third + 1 < limit && Marks.isBlank(text[third]) && Marks.isCapital(text[third + 1])
  }

  static let particles = Set(
    words: "de du des della di da dos van von vom zu zum zur ten ter der den ibn bin al el le la af av bell")
}
