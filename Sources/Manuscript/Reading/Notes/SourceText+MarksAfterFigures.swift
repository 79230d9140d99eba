/// Plain numbers right behind the stop after a figure, `on p. 12.1 The ford`, which look like decimals and may be marks, and
/// right behind a year.
extension SourceText {
  /// Whether a plain number stands right behind a figure and the stop of its sentence, and another sentence begins behind
  /// it, or none. A decimal, the number of a table or section and a place in a work, `Hdt. 2.1`, are none.
  func followsFigure(_ mark: Range<Int>, on line: Range<Int>) -> Bool {
    let head = unescaped(max(line.lowerBound, mark.lowerBound - Self.longestHead)..<mark.lowerBound)
      .unicodeScalars.reversed()[...]
    let closers = head.prefix { Self.closers.contains($0) }
    let rest = head.dropFirst(closers.count)
    guard let last = rest.first else { return false }
    let isFigure = ("0"..."9").contains(last)
    // No decimals stand behind `12;`, `50%.` and `[sic].`
    if isFigure, closers.contains(where: { $0 != "." && $0 != "," && $0 != ":" }) { return true }
    let sum = rest.prefix { !$0.properties.isWhitespace }
    let before = rest.dropFirst(sum.count)
    if let isName = followsCapitals(sum, and: closers, after: before.isEmpty ? textAbove(line) : before) {
      let isWithin = closers.first.map { ",;:".unicodeScalars.contains($0) } ?? false
      return isName && (isWithin || beginsSentence(behind: mark.upperBound, on: line))
    }
    if !isFigure { return !closers.isEmpty && Self.signsAfterFigures.contains(last) }
    guard closers.count == 1, closers.first == ".", beginsSentence(behind: mark.upperBound, on: line) else {
      return false
    }
    // `than £8.11 But`
    let figure = sum.last.map { Self.currencies.contains($0) } == true ? sum.dropLast() : sum
    if figure.contains(where: { $0 == "," || $0 == ":" }) {
      // `3,5.2`: a verse, or a decimal that is whole.
      return figure.contains { ("0"..."9").contains($0) } && !figure.contains(".")
    }
    // `3.200` are thousands.
    if mark.count >= 3 || figure.contains(".") { return false }
    // `the area as r2.1 If`: a power that is no longer raised. `v2.1` is a version.
    if figure.count == 2, let symbol = figure.last, ("a"..."z").contains(symbol), symbol != "v" {
      return mayEnd(inFigureAfter: before)
    }
    guard figure.count <= 3, figure.allSatisfy({ ("0"..."9").contains($0) }) else { return false }
    // A sum may begin its line, where other figures are those of a heading or a list.
    return mayEnd(inFigureAfter: before.isEmpty && sum.count > figure.count ? textAbove(line) : before)
  }

  /// The end of what stands before a line, backwards.
  private func textAbove(_ line: Range<Int>) -> Slice<ReversedCollection<String.UnicodeScalarView>> {
    string(max(0, line.lowerBound - Self.longestHead)..<line.lowerBound).unicodeScalars.reversed()[...]
  }

  /// Whether a name in capitals that a clause or sentence may end with stands before its stop, all given backwards: `the BBC`,
  /// `CO2`, `H2O`, `Louis XIV`, a siglum, `of B2`. What stands between blanks is `word`. Nil where it is no such name.
  private func followsCapitals(
    _ word: some Collection<Unicode.Scalar>, and closers: some Collection<Unicode.Scalar>,
    after text: some Collection<Unicode.Scalar>
  ) -> Bool? {
    let name = word.prefix { !"([“‘«\"'".unicodeScalars.contains($0) }
    let letters = name.filter(\.isLetter)
    guard letters.contains(where: \.properties.isUppercase), !letters.reversed()[0].properties.isLowercase,
      name.allSatisfy({ $0.isLetter && $0.isASCII || ("0"..."9").contains($0) || $0 == "." || $0 == "-" }),
      letters.count(where: \.properties.isUppercase) * 2 >= letters.count
    else { return nil }
    let isRoman = letters.count == name.count && letters.allSatisfy { "IVXLC".unicodeScalars.contains($0) }
    // `in Ps. XC,1`: a place in a work.
    if isRoman, closers.contains(where: { $0 == "," || $0 == ":" }) { return false }
    if closers.count > 1 || closers.first != "." { return !closers.isEmpty && letters.count > 1 }
    // `of B2.1`, `the gas H2.1`: German writes all nouns with capitals.
    let isNumbered = letters.count < name.count
    return mayEnd(inFigureAfter: text, orName: letters.count > 1 || isRoman, orNoun: isNumbered)
  }

  static let yearLength = 4

  /// A number with which a year has run together before the stop that follows both, `in 17455.`, as marks stand in French. A
  /// raised number often parts the stop from it, by a blank or a line's end.
  func mark(behindYear digits: Range<Int>, on line: Range<Int>) -> NoteMarker? {
    let mark = digits.lowerBound + Self.yearLength..<digits.upperBound
    guard (1...3).contains(mark.count), bytes[mark.lowerBound] != 0x30, digits.lowerBound > line.lowerBound,
      Self.years.contains(bytes[digits.prefix(2)].reduce(0) { $0 * 10 + Int($1 & 0xF) }),
      !".,:'".utf8.contains(bytes[digits.lowerBound - 1]), !Self.isLetter(bytes[digits.lowerBound - 1]),
      let stop = bytes[digits.upperBound...].prefix(Self.longestHead).firstIndex(where: { $0 > 0x20 }),
      Self.closers.contains(scalar(at: stop).scalar),
      endOfDigits(at: stop + 1, before: bytes.count) == stop + 1
    else { return nil }
    return bareMarker(mark)
  }

  /// The centuries in years of which notes are made.
  private static let years = 10...20

  /// Most bytes before a number that are looked at.
  private static let longestHead = 48

  private static let closers: Set<Unicode.Scalar> = [".", ",", ";", ":", "!", "?", "…", ")", "”", "»"]
  private static let currencies: Set<Unicode.Scalar> = ["£", "€", "$", "¥"]
  private static let signsAfterFigures: Set<Unicode.Scalar> = [
    "%", "‰", "°", "€", "£", "$", "½", "¼", "¾", "]",
  ]

  /// Whether a sentence may end in a figure behind some text, which is given backwards: after a word, `rose by 3`, or an
  /// abbreviation that numbers follow, `p. 12`, but none whose own numbers have parts.
  ///
  /// - Parameters:
  ///   - name: whether the word may be a name, `Louis XIV`, and no section is meant by `in`.
  ///   - noun: whether it may be a noun with a capital.
  private func mayEnd(
    inFigureAfter text: some Collection<Unicode.Scalar>, orName name: Bool = false, orNoun noun: Bool = false
  ) -> Bool {
    let before = text.drop { $0.properties.isWhitespace }
    guard text.first?.properties.isWhitespace == true, let last = before.first else { return false }
    let isCut = last == "."
    let letters = before.dropFirst(isCut ? 1 : 0).prefix(while: \.isLetter).reversed()
    let word = String(String.UnicodeScalarView(letters))
    // `in 2.1` is a section, `in CO2.1` none.
    guard let first = letters.first, !Self.wordsOfParts.contains(word.lowercased()) || name && word == "in"
    else {
      return false
    }
    if isCut { return AbbreviationClass.of(word.lowercased(), isCapitalised: false)?.name == "reference" }
    return name || noun || first.properties.isLowercase
  }

  /// Words before numbers that have parts: `Table 2.1`, `section 3.2`.
  private static let wordsOfParts = Set(
    words: """
      chapter chapters section sections figure figures table tables part parts version versions article articles
      equation equations theorem exercise scheme box plate appendix rule step case ch chap chaps fig figs tab tabs eq
      eqs sec secs sect sects art arts app kapitel abschnitt tabelle tabellen abbildung abbildungen abb kap ziffer
      ziff punkt teil anlage anhang chapitre tableau annexe capitolo sezione figura tabella tavola sección capítulo
      cuadro tabla no nr nos § in anm def thm prop lem cor hom serm ep fr frag d dist lect ref phase level type lemma
      theorems proposition corollary definition remark example examples algorithm problem question axiom satz lemmata
      sätze korollar bemerkung beispiel beispiele formel gleichung aufgabe frage regel stufe annex théorème exemple
      proposizione esempio teorema ejemplo
      niveau niveaus modul module modules kurs course unit units gruppe group zone raum typ modell model serie series reihe
      variante variant blatt tafel feld release
      """)

  /// Whether what begins a sentence stands behind an offset, with a blank between, and is no measure, `12.5 Mark`; or the
  /// line ends there.
  private func beginsSentence(behind offset: Int, on line: Range<Int>) -> Bool {
    guard offset < line.upperBound else { return true }
    let rest = trimmed(offset..<line.upperBound)
    guard rest.lowerBound > offset, beginsWord(at: rest.lowerBound, before: line.upperBound) else {
      return false
    }
    let word = bytes[rest].prefix(Self.longestMeasure + 1).prefix { Self.isLetter($0) || $0 >= 0x80 }
    return !Self.measures.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  /// Nouns of measures, which German writes with a capital.
  static let measures = Set(
    words: """
      million millionen milliarde milliarden prozent promille mark reichsmark gulden taler thaler pfund schilling kreuzer
      groschen pfennig heller dukaten batzen meter metern kilometer kilometern zentimeter millimeter kilogramm gramm liter
      tonnen zentner hektar morgen joch ruten ellen zoll fuß euro dollar cent franken kronen rubel lire jahre jahren stunden
      minuten sekunden tage tagen wochen monate grad quadratmeter quadratkilometer kubikmeter punkte punkten
      """)
  private static let longestMeasure = measures.map(\.utf8.count).max()!
}
