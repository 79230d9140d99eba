/// The words of a language that tell what a stop means. In small letters, without the last stop; of an
/// abbreviation in two parts the parts are joined by a stop alone: `z.b` stands for `z. B.` too. Small on
/// purpose; extend freely, and raise `SentenceSegmenter.version` when you do.
struct ForeignWords: Sendable {
  /// Words that commonly begin a sentence.
  let starters: Set<String>
  /// Abbreviations that something always follows: `Prof.`, `vgl.`
  let always: Set<String>
  /// Abbreviations of numbered parts: they go on before a number.
  let numbered: Set<String>
  /// Abbreviations that go on unless a common beginning follows.
  var often: Set<String> = []
  /// Abbreviations after which a capital begins a sentence: `usw.`
  var lastWords: Set<String> = []
  /// Abbreviations that end a sentence where they count what stands before them: `1742 г.`, `12 ff.`
  var counted: Set<String> = []
  /// Eras as they are written, `v. Chr`: they end what they tell.
  var eras: [String] = []
  /// Nouns that are numbered by what follows them; after `Seite 3.` no noun is counted.
  var countedNouns: Set<String> = []
  /// What stands before an ordinal; empty where a language writes none with a stop.
  var ordinalLeads: Set<String> = []
  /// Nouns before which a number with a stop is an ordinal in any case.
  var ordinalNouns: Set<String> = []
  /// Whether nouns begin with capitals.
  var capitalisesNouns = false

  /// Whether a stop makes an ordinal of the number before it: `am 3. Oktober`, `der 2. und 3. Band`.
  func isOrdinal(_ stop: Stop) -> Bool {
    guard !ordinalLeads.isEmpty, !stop.isClosed, stop.following.opener == nil || stop.following.opener == "„",
      let first = stop.following.first, Marks.isCapital(first), !stop.following.isStarter
    else { return false }
    let word = stop.preceding
    if word.number != nil {
      // `v. 3. Mai 1990`
      if ordinalNouns.contains(stop.following.small), stop.following.next.map(Marks.isDigit) ?? false {
        return true
      }
      if numbered.contains(word.prior) || countedNouns.contains(word.prior) { return false }
      return ordinalNouns.contains(stop.following.small) || ordinalLeads.contains(word.prior)
        || stop.followsOrdinal
    }
    let isRoman = word.isRoman && word.isCapitalised && word.word.count <= 6
    return isRoman && (ordinalNouns.contains(stop.following.small) || ordinalLeads.contains(word.prior))
  }

  /// Whether an era ends at a stop, or what a number counts.
  func isEra(_ stop: Stop) -> Bool {
    let word = stop.preceding
    if eras.contains(where: stop.ends(with:)) { return true }
    let isCounting =
      word.prior.unicodeScalars.first.map(Marks.isDigit) ?? false || Following.isRoman(word.prior)
    guard isCounting, !word.isAfterStop else { return false }
    return counted.contains(word.word)
      || !always.contains(word.word) && word.isLetterAlone && !word.isCapitalised && !isNumberNext(stop)
  }

  /// Whether the sentence has said no more than when: `Nel 44 a.C. Cesare morì`.
  func isOpening(_ stop: Stop) -> Bool {
    guard stop.start - stop.sentence <= 24, !stop.following.isStarter, !stop.isClosed else { return false }
    let said = stop.text.scalars[stop.sentence..<stop.start].split(whereSeparator: Marks.isBlank)
    guard let first = said.first, said.count <= 4 else { return false }
    return starters.contains(String(String.UnicodeScalarView(first)).lowercased())
  }

  private func isNumberNext(_ stop: Stop) -> Bool { stop.following.first.map(Marks.isDigit) ?? false }

  /// Whether the word before a stop and the one after it are two parts of one abbreviation: `v. Chr.`
  func isHalf(_ stop: Stop) -> Bool {
    guard stop.following.after == ".", stop.following.opener == nil else { return false }
    let pair = stop.preceding.word + "." + stop.following.small
    return always.contains(pair) || often.contains(pair) || lastWords.contains(pair)
      || eras.contains { $0.lowercased().replacing(" ", with: "") == pair }
  }
}

extension Stop {
  /// Whether an ordinal stands before the number, joined to it: `der 2. und 3. Band`.
  fileprivate var followsOrdinal: Bool {
    let before = text.scalars[max(sentence, start - 16)..<start].split(whereSeparator: Marks.isBlank)
    guard before.count >= 3 else { return false }
    let (number, link) = (before[before.count - 3], before[before.count - 2])
    return number.last == "." && number.dropLast().allSatisfy(Marks.isDigit) && number.count >= 2
      && ["und", "bis", "oder"].contains(String(String.UnicodeScalarView(link)))
  }

  fileprivate func ends(with suffix: String) -> Bool {
    let suffix = suffix.unicodeScalars
    let first = start - suffix.count
    return first >= sentence && text.scalars[first..<start].elementsEqual(suffix)
      && (first == sentence || !Marks.isLetter(text[first - 1]))
  }
}
