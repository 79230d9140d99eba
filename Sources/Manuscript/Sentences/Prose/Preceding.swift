/// The word before a stop, and the one before it. Looks back a bounded way, whatever the text.
struct Preceding {
  /// The word in small letters, with the stops inside it: `u.s`, `vol`, `1998`.
  let word: String
  let isCapitalised: Bool
  let letters: Int
  let capitals: Int
  /// Stops inside it.
  let stops: Int
  let isNumber: Bool
  /// Whether it begins its sentence.
  let isFirst: Bool
  /// Whether it begins after a blank or an opening mark, not inside a name of the net.
  let isWhole: Bool
  /// The word before it, in small letters; empty where something else than blanks lies between.
  let prior: String
  /// Whether a stop parts it from the prior one.
  let isAfterStop: Bool
  let abbreviation: AbbreviationClass?

  private static let reach = 32

  init(_ stop: Int, in text: ScalarText, from start: Int) {
    func isPart(_ index: Int) -> Bool {
      let scalar = text[index]
      return Marks.isLetter(scalar) || Marks.isDigit(scalar) || scalar == "°" || scalar == "&"
        || scalar == "'" && index > start && Marks.isLetter(text[index - 1])
        || scalar == "." && index > start && Marks.isLetter(text[index - 1])
        // `תק"ב`: the last letter of a number or an abbreviation stands behind the mark.
        || (scalar == "\"" || scalar == "״") && index > start && Marks.script(of: text[index - 1]) == .hebrew
    }
    func word(endingAt end: Int) -> Int {
      var index = end
      while index > start, end - index < Self.reach, isPart(index - 1) { index -= 1 }
      return index
    }
    let first = word(endingAt: stop)
    let scalars = Self.withoutArticle(text.scalars[first..<stop])
    let plain = String(scalars: scalars)
    self.word = plain.lowercased()
    isCapitalised = scalars.first.map(Marks.isCapital) ?? false
    letters = scalars.count(where: Marks.isLetter)
    capitals = scalars.count(where: Marks.isCapital)
    stops = scalars.count { $0 == "." }
    isNumber = !scalars.isEmpty && scalars.allSatisfy(Marks.isDigit)
    isWhole =
      first == start || Marks.isBlank(text[first - 1]) || Marks.isOpener(text[first - 1])
      || Marks.opensLikeItCloses(first - 1, in: text)

    var before = first
    while before > start, first - before < 8, !isPart(before - 1), text[before - 1] != "." { before -= 1 }
    isFirst = before == start
    isAfterStop = before > start && text[before - 1] == "."
    if isAfterStop { before -= 1 }
    let isJoined = text.scalars[before..<first].allSatisfy { Marks.isBlank($0) || $0 == "." }
    prior =
      isJoined && before < first
      ? String(scalars: text.scalars[word(endingAt: before)..<before]).lowercased() : ""
    abbreviation = scalars.isEmpty ? nil : AbbreviationClass.of(self.word, isCapitalised: isCapitalised)
  }

  /// A word without the article or preposition that is joined to it: `ing` of `l'ing`.
  private static func withoutArticle(_ word: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard let mark = word.firstIndex(where: { $0 == "'" || $0 == "’" }), word.endIndex - mark > 2,
      joined.contains(String(scalars: word[..<mark]).lowercased())
    else { return word }
    return word[(mark + 1)...]
  }

  private static let joined = Set(words: "l d qu un dell all dall nell sull quell dev")

  /// A single capital: `A. J. P. Taylor`.
  var isInitial: Bool { letters == 1 && stops == 0 && isCapitalised && word.unicodeScalars.count == 1 }
  /// A single letter, a capital or not.
  var isLetterAlone: Bool { letters == 1 && stops == 0 && word.unicodeScalars.count == 1 }
  /// With the word before it, where a stop parts them: `z.b` of `z. B.`
  var pair: String { isAfterStop && !prior.isEmpty ? prior + "." + word : word }
  /// `U.S.`, `Ph.D.`
  var isAcronym: Bool { stops > 0 }
  var isRoman: Bool { Following.isRoman(word) }
  /// Its value, where it is a number of one or two digits.
  var number: Int? { isNumber && isWhole && word.utf8.count <= 2 ? Int(word) : nil }
  /// Neither an abbreviation nor an initial, as far as one can see.
  var isPlain: Bool { abbreviation == nil && !isAcronym && (letters != 1 || isNumber) }
  /// Letters parted by stops: `u.s`, `ph.d`.
  var isDotted: Bool {
    word.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { (1...3).contains($0.count) }
  }

  /// Letters without a vowel among them, which cannot be spoken: `Hrsg`, `św`, `χφ`. Capitals alone are a name: `BBC`.
  var isUnspeakable: Bool {
    letters >= 2 && word.unicodeScalars.count == letters && capitals == (isCapitalised ? 1 : 0)
      && (isCapitalised || !isRoman) && word.unicodeScalars.allSatisfy(WordEndings.isConsonant)
  }
}
