/// Words that no list knows, and that what stands in and around them shows to be cut short.
extension SharedRules {
  static let cutWords = [
    SentenceRule(
      "number of what is cut short", .goesOn,
      example: "See Schr. 12 and Inv. 3.| He came late.| 12 men stayed.",
      reason:
        "A word that the text always writes with a stop, or that no word ends like, is short for what is numbered.",
      when: { $0.isBeforeItsNumber }),
    SentenceRule(
      "cut short before what is cut short", .goesOn,
      example: "So Kalp. Pont. 3.1 and Joseph. AJ 18.3.| He left.| Fig. 3 shows it.",
      reason: "Of an author and a work both are cut short.", when: { $0.isCutBeforeCut }),
    SentenceRule(
      "number alone", .goesOn, example: "So says Weber in dies. 1910.",
      reason: "A number alone is no sentence.", when: { $0.isBeforeNumberAlone }),
    SentenceRule(
      "volume of what letters name", .goesOn, example: "It is in MGH DD O III. 12 and is lost.",
      reason: "What is named by capitals has volumes, and numbers in them.",
      when: { $0.isVolumeOfLetters && ($0.following.first.map(Marks.isDigit) ?? false) }),
    SentenceRule(
      "title before a name", .goesOn, example: "So says prof. J. Holt.| So says doc. Lund.",
      reason: "Some languages write the titles of people in small letters.", when: { $0.isBeforePerson }),
    SentenceRule(
      "forename of a Roman", .goesOn, example: "It was Ti. Gracchus, or Sex. Pompeius.",
      reason: "Romans had few forenames, which are written with one to three letters.",
      when: { $0.isRomanForename }),
    SentenceRule(
      "name after what is cut short", .goesOn, example: "See Hrsg. Meier and św. Paweł.",
      reason: "A name may follow; a common beginning begins a new sentence.", when: { $0.isCutBeforeName }),
  ]
}

extension Stop {
  /// The word before it, as it stands.
  private var rawWord: ArraySlice<Unicode.Scalar> {
    text.scalars[max(sentence, start - preceding.word.unicodeScalars.count)..<start]
  }

  /// Whether it follows a short word of letters alone.
  private var followsShortWord: Bool {
    !isClosed && following.opener == nil && (2...7).contains(preceding.letters) && preceding.isWhole
      && preceding.word.unicodeScalars.count == preceding.letters
  }

  /// Whether the word before is written as only abbreviations are.
  var isKnownCut: Bool {
    preceding.isUnspeakable && preceding.letters <= 5 && !(endings.haveSyllabicLiquids && holdsLiquid)
      || usage.isAbbreviation(rawWord)
  }

  private var holdsLiquid: Bool {
    preceding.word.unicodeScalars.dropFirst().dropLast().contains { $0 == "r" || $0 == "l" }
  }

  /// `Inv. 12`, `coll. 4`, `χφ. 12`
  fileprivate var isBeforeItsNumber: Bool {
    guard let first = following.first, Marks.isDigit(first) || isRomanNumber else { return false }
    if isLongCut { return Marks.isDigit(first) }
    // `„Kwart. Hist.” 12 (1999)`
    if closesQuotation, following.isBeforeYear { return true }
    guard followsShortWord else { return false }
    if isKnownCut || isInCutPhrase || isTitleAfterName { return true }
    // `Purg. XXIV, 52`
    guard
      Marks.isDigit(first)
        || following.after == ","
          && (preceding.isCapitalised && isBeforePlace || endings.showCut(preceding.word)),
      !usage.isWord(rawWord)
    else { return false }
    return !Marks.isDigit(first) || endings.showCut(preceding.word) || following.isBeforeYear
      || isCutBeforeCounted
  }

  /// `Var. hist. 3`, `Arch. dép. Nord`: a small word that is cut short after another that was.
  private var isInCutPhrase: Bool {
    guard preceding.isAfterStop, !preceding.isCapitalised, preceding.letters <= 5, endsWithConsonant,
      preceding.abbreviation == nil, (2...6).contains(preceding.prior.unicodeScalars.count),
      preceding.prior.unicodeScalars.allSatisfy(Marks.isLetter)
    else { return false }
    // `ks. prob. Nowak`
    if isForeign, preceding.prior.unicodeScalars.allSatisfy(WordEndings.isConsonant) { return true }
    guard isAfterCapital(apart: 2) else { return false }
    guard let kind = AbbreviationClass.of(preceding.prior, isCapitalised: true) else { return true }
    return kind.follower != .anything && !["company", "suffix", "month or day"].contains(kind.name)
  }

  /// `im kath. Archiv`: where nouns have capitals, no sentence ends with an article and a small word that is not declined.
  private var isUndeclined: Bool {
    capitalisesNouns && !preceding.isCapitalised && !preceding.isAfterStop && endsWithConsonant
      && articles.contains(preceding.prior) && !preceding.word.hasSuffix("en") && preceding.word != "voraus"
      && !usage.isWord(rawWord)
  }

  /// `El Gob. Soto llegó`: an article and one word are no sentence.
  private var isSubjectAlone: Bool {
    guard isForeign, !capitalisesNouns, endsWithConsonant, following.next.map(Marks.isSmall) ?? false,
      !usage.isWord(rawWord)
    else { return false }
    let first = start - preceding.letters
    // `L'ambass. Roux`
    if first == sentence + 2, text[first - 1] == "’" || text[first - 1] == "'" {
      return text[sentence] == "L"
    }
    guard first - preceding.prior.unicodeScalars.count - 1 == sentence else { return false }
    return plainArticles.contains(preceding.prior)
  }

  /// Whether the word before the one before it begins with a capital, so many scalars apart.
  private func isAfterCapital(apart gap: Int) -> Bool {
    let first = start - preceding.letters - gap - preceding.prior.unicodeScalars.count
    return first >= sentence && Marks.isCapital(text[first])
  }

  /// `Iuvenalis sat. 10`: a work's title in small letters after its author.
  private var isTitleAfterName: Bool {
    guard isForeign || endings.areSure, !preceding.isCapitalised, !preceding.isAfterStop,
      AbbreviationClass.of(preceding.word, isCapitalised: true)?.name == "work or shelf mark"
    else { return false }
    return isAfterCapital(apart: 1)
  }

  /// `XXIV, 52`
  private var isBeforePlace: Bool {
    following.end + 2 < limit && Marks.isBlank(text[following.end + 1])
      && Marks.isDigit(text[following.end + 2])
  }

  /// `XVI`
  private var isRomanNumber: Bool {
    Following.isRoman(following.small) && following.word.unicodeScalars.allSatisfy(Marks.isCapital)
      && (following.word != "I" || isForeign || following.after == "," || following.after == ";")
  }

  /// `Lindenstr. 12`: of a long word only the end shows that it is cut.
  private var isLongCut: Bool {
    !isClosed && following.opener == nil && (8...20).contains(preceding.letters) && preceding.isWhole
      && !endings.areSure && preceding.word.unicodeScalars.count == preceding.letters
      && endings.showCut(preceding.word)
  }

  /// `Rep. 12 verzeichnet`, `Bl. 3 der`: what is counted does not follow, so that the number counts what precedes.
  private var isCutBeforeCounted: Bool {
    guard preceding.letters <= (capitalisesNouns ? 6 : 5), following.word.utf8.count <= 3,
      following.word.unicodeScalars.allSatisfy(Marks.isDigit), following.next.map(Marks.isSmall) ?? false,
      endsWithConsonant || capitalisesNouns && preceding.letters == 2,
      !partitives.contains(following.nextWord)
    else { return false }
    if capitalisesNouns { return preceding.isCapitalised }
    return isForeign
      ? following.isBeforeSmallWord : preceding.isCapitalised && linked.contains(following.nextWord)
  }

  private var endsWithConsonant: Bool {
    preceding.word.unicodeScalars.last.map(WordEndings.isConsonant) ?? false
  }

  /// `Val. Max. 3.1`, `Joseph. AJ 18.3`: a short name before another word that is cut short, or before a siglum.
  fileprivate var isCutBeforeCut: Bool {
    guard followsShortWord, preceding.isCapitalised, preceding.letters <= 6, endsWithConsonant,
      preceding.capitals == 1, following.first.map(Marks.isCapital) ?? false, !usage.isWord(rawWord)
    else { return false }
    if following.isSiglum { return true }
    guard following.isShortenedWithin, !following.isStarter else { return false }
    let next = AbbreviationClass.of(following.small, isCapitalised: true)
    let isSure = endings.areSure && endings.showCut(preceding.word)
    return isSure || next.map { $0.isInTitles && $0.name != "reference" } ?? true
  }

  /// `5 km. 12`: a unit.
  private var countsWhatPrecedes: Bool {
    preceding.letters <= 3 && preceding.prior.unicodeScalars.first.map(Marks.isDigit) ?? false
  }

  /// `dies. 1910.`, `coll. 4.` at the end: no sentence is a number alone.
  fileprivate var isBeforeNumberAlone: Bool {
    guard followsShortWord, !countsWhatPrecedes, following.after == ".",
      following.word.unicodeScalars.allSatisfy(Marks.isDigit)
    else { return false }
    let digits = following.word.utf8.count
    if following.end + 1 >= limit { return digits <= 4 }
    return (3...4).contains(digits) && Marks.isBlank(text[following.end + 1])
  }

  /// `DD O III.`, `CIL VI.`
  fileprivate var isVolumeOfLetters: Bool {
    guard !isClosed, preceding.isRoman, preceding.isCapitalised, preceding.letters == preceding.capitals,
      !preceding.isAfterStop, (1...6).contains(preceding.prior.unicodeScalars.count)
    else { return false }
    let end = start - preceding.letters - 1
    let name = text.scalars[max(sentence, end - preceding.prior.unicodeScalars.count)..<max(sentence, end)]
    return name.allSatisfy(Marks.isCapital) && !(following.next.map(Marks.isCapital) ?? false)
  }

  /// `prof. J. Kowalski`, `sv. Václav`
  fileprivate var isBeforePerson: Bool {
    !isClosed && preceding.isWhole && isBeforeName && !countsWhatPrecedes
      && titles.contains(preceding.word) && (isForeign || preceding.word != "arch")
  }

  /// `Ti. Gracchus`, `Cn. Pompeius`
  fileprivate var isRomanForename: Bool {
    guard !isClosed, isBeforeName, following.word.unicodeScalars.count >= 3 else { return false }
    // `M’. Curius`
    if start >= sentence + 2, text[start - 1] == "’" || text[start - 1] == "'", text[start - 2] == "M" {
      return start == sentence + 2 || Marks.isBlank(text[start - 3])
    }
    return preceding.isCapitalised && preceding.isWhole && forenames.contains(preceding.word)
  }

  /// A capital that begins no sentence commonly.
  private var isBeforeName: Bool {
    following.opener == nil && !following.isStarter && following.first.map(Marks.isCapital) ?? false
  }

  /// `Dipl.-Ing. Holt`, `чл.-корр. Иванов`
  private var isAfterStopAndHyphen: Bool {
    let first = start - preceding.word.unicodeScalars.count
    // `С.-Петербург` and `J.-Louis` are whole.
    return !isClosed && preceding.letters >= 2 && first >= sentence + 4 && text[first - 1] == "-"
      && text[first - 2] == "." && Marks.isLetter(text[first - 3]) && Marks.isLetter(text[first - 4])
  }

  /// `Hrsg. Meier`, `św. Paweł`
  fileprivate var isCutBeforeName: Bool {
    if isBeforeName, isAfterStopAndHyphen { return true }
    guard followsShortWord, isBeforeName, !countsWhatPrecedes else { return false }
    if preceding.isCapitalised, preceding.isUnspeakable { return true }
    if let kind = preceding.abbreviation, kind.follower == .number || kind.follower == .smallLetter {
      return false
    }
    // A town may stand before small letters in a list of books alone: `Leiden. vol. 3`.
    if isKnownCut, preceding.letters <= 4 || !preceding.isCapitalised { return true }
    if isInCutPhrase || isUndeclined || isSubjectAlone { return true }
    guard endings.showCut(preceding.word), !usage.isWord(rawWord) else { return false }
    return capitalisesNouns || endings.areSure && !preceding.isCapitalised && preceding.letters <= 5
  }
}

/// Of people, in the small letters in which Romance, Slavic and Northern languages write them.
private let titles = Set(
  words: """
    prof dr doc doz ing inż mgr hab gen płk ppłk kpt abp bp ks kard św sv bł br bl hr frk mons dott avv arch geom sig
    sigg mme mlle capt col maj sgt adm sra srta dña lic exmo proff kand cand stud burg oo śś
    gén gral cnel cdte excmo excma ilmo ilma rvdo rvda sgto pbro lcdo lcda cdt gal lieut chev chan mej serg magg ammir
    проф акад доц св преп прп митр архиеп еп свящ прот
    """)
/// German ones after which an adjective ends with `en` or a vowel.
private let articles = Set(words: "im am vom zum zur beim ins ans aufs dem des einem einer eines")
/// Romance and Dutch ones that are no pronouns before consonants.
private let plainArticles = Set(words: "il le el o de")
/// The forenames of Romans that are written with two letters and more.
private let forenames = Set(words: "agr ap app cn mam opet proc ser sert sex sp st ti tib vop gn")
/// What joins a number to what goes on.
private let linked = Set(words: "and in is at on to et e ed y ou und en och og")
/// What parts a number from what it counts: `12 of them`.
private let partitives = Set(words: "of de di von van z ze из av af od από")
