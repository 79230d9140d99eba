/// The rules for languages other than English. Shorter than its own: they know the commonest abbreviations,
/// initials, ordinals and eras.
enum ForeignRules {
  /// The rules for a language with its own words.
  static func language(
    _ words: ForeignWords, endings: WordEndings = .any, in script: ProseLanguage.Script = .latin,
    asksWithSemicolon: Bool = false
  ) -> ProseLanguage {
    ProseLanguage(
      rules: [
        [lettered(words)], SharedRules.any, [SharedRules.smallLetter, SharedRules.bracket], cries,
        SharedRules.ellipses,
        SharedRules.numbers, SharedRules.dates, ordinals(words),
        abbreviations(words) + citedPlaces + SharedRules.cutWords,
      ].flatMap { $0 },
      starters: SentenceStarters(words: words.starters), asksWithSemicolon: asksWithSemicolon,
      script: script, endings: endings, capitalisesNouns: words.capitalisesNouns,
      isForeign: true)
  }

  private static func lettered(_ words: ForeignWords) -> SentenceRule {
    SentenceRule(
      "letter of a part", .goesOn, example: "Das steht in lit. a) und Abs. b) des Vertrags.",
      reason: "An abbreviation of a part stands before its letter.",
      when: {
        $0.mark == .period && !$0.isClosed && $0.following.opener == nil && $0.following.after == ")"
          && words.numbered.contains($0.preceding.word)
      })
  }

  /// The rules for a text of which it is unknown which of several languages it is in.
  static func shortened(in languages: [ForeignWords]) -> [SentenceRule] {
    let numbered = languages.reduce(into: Set<String>()) { $0.formUnion($1.numbered) }
    let always = languages.reduce(into: Set<String>()) { $0.formUnion($1.always) }
    let starters = languages.reduce(into: Set<String>()) { $0.formUnion($1.starters) }
    return [
      SentenceRule(
        "abbreviation of some language before a number", .goesOn, example: "Zob. rozdz. 3, exp. 12.",
        reason: "The number of the page or the part follows.",
        when: {
          ($0.preceding.letters > 1 || $0.preceding.word == "č") && numbered.contains($0.preceding.word)
            && $0.following.isNumber && !$0.isClosed
        }),
      SentenceRule(
        "abbreviation of some language before a name", .goesOn, example: "Vgl. Weber, zob. Kowalski.",
        reason: "Something must follow; a common beginning begins a new sentence.",
        when: {
          $0.preceding.letters > 1 && always.contains($0.preceding.word) && !$0.isClosed
            && !$0.following.isStarter && !starters.contains($0.following.small)
        }),
    ]
  }

  private static let cries = [
    SentenceRule(
      "doubt", .goesOn, example: "Er gab es dem Müller (?) Weber.",
      reason: "A mark alone in brackets says only that the writer doubts.",
      when: { $0.mark == .cry && $0.isAloneInBrackets && !$0.following.isStarter }),
    SentenceRule(
      "question or exclamation", .ends, example: "« Qui ? »| Il partit.",
      reason: "These marks have no other use.", when: { $0.mark == .cry }),
  ]

  // MARK: - Numbers

  private static func ordinals(_ words: ForeignWords) -> [SentenceRule] {
    [
      SentenceRule(
        "reference to a quotation", .goesOn, example: "Sie schrieb: „Es ist spät.“ (Weber 1998, S. 2).",
        reason: "The reference in brackets belongs to the words it follows.", when: { $0.isBeforeCitation }),
      SentenceRule(
        "number of a caption", .goesOn, example: "Tab. 3. Ausfuhr nach Häfen.",
        reason: "The number at the head of a caption belongs to what it heads.",
        when: {
          $0.preceding.isNumber && captioned.contains($0.preceding.prior) && !$0.isClosed
            && $0.start - $0.sentence
              <= $0.preceding.prior.unicodeScalars.count + $0.preceding.word.unicodeScalars.count + 2
        }),
      SentenceRule(
        "numbered parts in a row", .goesOn,
        example: "РГАДА, ф. 5. Оп. 2. Д. 3. Л. 12 об.; ПСРЛ. Т. 1. Стб. 3.",
        reason: "Russian references part the numbers of a shelf mark by stops.",
        when: {
          ($0.preceding.isNumber && words.numbered.contains($0.preceding.prior) && $0.preceding.isAfterStop
            || $0.followsCyrillicLetters)
            && words.numbered.contains($0.following.small) && $0.following.isBeforeNumber
        }),
      SentenceRule(
        "number of a century", .ends,
        example: "Le ms. est du XVe s.| Le copiste est inconnu.",
        reason: "A century's Roman number, or the word after it, ends what it tells.",
        when: { $0.endsCentury }),
      SentenceRule(
        "ordinal", .goesOn,
        example: "Am 3. Oktober 1742 und im XVIII. Jahrhundert.| Es war 1893.| Niemand kam.",
        reason: "A stop after a number of one or two digits makes an ordinal, where a noun follows.",
        when: { words.isOrdinal($0) }),
    ]
  }

  private static let captioned = Set(
    words:
      "abb tab taf fig abbildung tabelle tafel karte tableau carte figura tabla tavola рис табл εικ πίν πιν")

  // MARK: - Abbreviations

  private static func abbreviations(_ words: ForeignWords) -> [SentenceRule] {
    [
      SentenceRule(
        "first part of an abbreviation", .goesOn, example: "Um 50 v. Chr. war das z. B. so.",
        reason: "It has two parts, with a blank between them.",
        when: { words.isHalf($0) }),
      SentenceRule(
        "era", .ends, example: "Он умер в 1742 г.| Вдова осталась.",
        reason: "After a number such an abbreviation ends what it counts.",
        when: { words.isEra($0) && !words.isOpening($0) }),
      SentenceRule(
        "end of a list", .ends, example: "Er kam um 8 Uhr usw.| Dann ging er.",
        reason: "It ends a list, and a list often ends the sentence.",
        when: { words.lastWords.contains($0.preceding.pair) || words.lastWords.contains($0.preceding.word) }),
      SentenceRule(
        "initial", .goesOn, example: "А. С. Пушкин писал.| Он умер.",
        reason: "A letter with a stop is part of a name, unless a common beginning follows.",
        when: {
          $0.preceding.isLetterAlone && !$0.following.isStarter && !smallWords.contains($0.preceding.word)
        }),
      SentenceRule(
        "abbreviation before anything", .goesOn, example: "Das steht bei Prof. Weber, d. h. Nirgends.",
        reason: "After such an abbreviation something must follow.",
        when: {
          (words.always.contains($0.preceding.word) || words.always.contains($0.preceding.pair))
            && !$0.endsWithWord
        }),
      SentenceRule(
        "abbreviation before a number", .goesOn, example: "Das steht in Bd. 3 und Abb. 4.",
        reason: "The number of the page or the part follows.",
        when: {
          (words.numbered.contains($0.preceding.word) || everywhere.contains($0.preceding.word)
            || $0.preceding.isCapitalised && $0.preceding.abbreviation?.name == "work or shelf mark")
            && $0.following.isNumber
        }),
      SentenceRule(
        "abbreviation before a name", .goesOn,
        example: "Weber et al. Müller nannten es so.| Das meinen Weber et al.| Er nicht.",
        reason: "A name may follow; a common beginning begins a new sentence.",
        when: {
          (words.often.contains($0.preceding.word) || words.often.contains($0.preceding.pair)
            || words.numbered.contains($0.preceding.word) && $0.following.isShortened)
            && !$0.following.isStarter
        }),
      SentenceRule(
        "acronym", .goesOn, example: "Los EE. UU. Mexicanos y la O.N.U. Central.",
        reason: "An acronym with stops stands before a name, unless a common beginning follows.",
        when: { $0.preceding.isAcronym && $0.preceding.isDotted && !$0.following.isStarter }),
    ]
  }

  /// What scholars of every language number.
  private static let everywhere = Set(words: "op opp vol fol ms mss cod cit hob fasc")
  /// Words of one letter: a river and an island in the North.
  private static let smallWords: Set<String> = ["å", "ö", "ø", "é", "è", "à", "ó"]

  // MARK: - Places in works

  private static let citedPlaces = [
    SentenceRule(
      "place in a work", .goesOn, example: "Das steht Il. 3.212 und Matt. 5:16.",
      reason: "A short capitalised word before a number with parts is a work's name.",
      when: {
        $0.preceding.isCapitalised && $0.preceding.letters <= 5 && !$0.isClosed && $0.following.isLocus
          && $0.following.opener == nil
      }),
    SentenceRule(
      "short title", .goesOn, example: "Das steht in Cod. Sang. 914 und bei Plut. Alex. 3.",
      reason: "Shortened words of a title or a shelf mark stand before its number.",
      when: { $0.isInShortTitle || $0.isInLatinTitle }),
    SentenceRule(
      "number that is cited", .goesOn, example: "Vgl. ders. 1908, S. 12, und Purg. 3, 12.",
      reason: "A short word with a stop, a number and a comma are a place in a work.",
      when: { $0.isBeforeCitedNumber }),
    SentenceRule(
      "number of a volume, and one in it", .goesOn, example: "Das steht P. Oxy. 1. 24 und Il. 2. 484.",
      reason: "After a work, a collection or a press come its volume and what is counted in that.",
      when: { $0.isBetweenNumbers }),
  ]
}

extension Stop {
  /// `ПСРЛ.`: letters that stand for a title.
  fileprivate var followsCyrillicLetters: Bool {
    preceding.capitals >= 2 && preceding.capitals == preceding.letters
      && following.first.flatMap(Marks.script) == .cyrillic
  }

  /// `Han var lektor. Han døde`: what is short for a title is a word too, and a sentence begins; not `prof. De Vries`.
  fileprivate var endsWithWord: Bool {
    following.isStarter && preceding.letters >= 3 && !preceding.isAcronym && !preceding.isAfterStop
      && !preceding.isUnspeakable && following.opener == nil && following.next.map(Marks.isSmall) ?? false
      && !pointers.contains(preceding.word)
  }

  /// `sec. XV.`, `XVe s.`: a capital begins anew.
  fileprivate var endsCentury: Bool {
    guard !isClosed, following.first.map(Marks.isCapital) ?? false, following.after != "." else {
      return false
    }
    if preceding.word == "s", !preceding.isCapitalised, !preceding.isAfterStop {
      let roman = preceding.prior.hasSuffix("e") ? preceding.prior.dropLast() : ""
      return Following.isRoman(String(roman))
    }
    return preceding.isRoman && preceding.isCapitalised && preceding.isAfterStop
      && ["sec", "secc", "saec", "s", "ss"].contains(preceding.prior)
  }
}

/// What points at a title, which begins as a sentence does.
private let pointers = Set(words: "zob por zit hist bibl trad coll collana")
