/// Short titles and shelf marks: `Cod. Vat. gr. 1`, `Plut. Alex. 3`, `J. Vall. Hist. 12`.
extension Stop {
  /// Whether the stop stands between the shortened words of a title and its number.
  var isInShortTitle: Bool {
    // After `fol. 3v` the number has been said.
    guard !isClosed, following.opener == nil, !preceding.word.unicodeScalars.contains(where: Marks.isDigit),
      !preceding.isRoman || preceding.abbreviation?.isInTitles == true,
      !Self.placeholders.contains(preceding.word)
    else { return false }
    let isKnown = preceding.abbreviation.map(\.isInTitles) ?? false
    let isChained =
      preceding.isAfterStop && preceding.letters <= 6 && preceding.prior.unicodeScalars.count > 1
      && !Self.placeholders.contains(preceding.prior)
      && AbbreviationClass.of(preceding.prior, isCapitalised: true)?.isInTitles == true
    if let first = following.first, Marks.isDigit(first) { return isKnown || isChained }
    if preceding.abbreviation?.name == "work or shelf mark",
      Self.books.contains(following.small) || isBeforePressMark || isBeforeNamedNumber
    {
      return true
    }
    if preceding.word != "codex", Self.books.contains(preceding.word), isBeforeHolder { return true }
    if preceding.isCapitalised, Self.owners.contains(preceding.word), Self.houses.contains(following.small),
      following.isShortened
    {
      return true
    }
    if isKnown || preceding.word == "aug", preceding.isCapitalised, isBeforeLatinTitle { return true }
    guard following.isShortened, leadsToNumber else { return false }
    let next = AbbreviationClass.of(following.small, isCapitalised: true)
    // So does `Cf. Moore 3`.
    if next?.name == "connective" { return false }
    // `Fig. 3 shows` may begin a sentence.
    if next?.name == "reference", !Self.codices.contains(following.small),
      !(isKnown && preceding.isCapitalised && Self.letters.contains(following.word))
    {
      return false
    }
    if isKnown || isChained { return true }
    // An unknown word must stand where no sentence can have ended: at its beginning, or after an initial.
    let isAuthor = preceding.isFirst || preceding.isAfterStop && preceding.prior.unicodeScalars.count == 1
    return isAuthor && preceding.isCapitalised && preceding.isWhole && (2...6).contains(preceding.letters)
      && next?.isInTitles == true
  }

  /// `Vesp. A. 22`: an emperor's bust over the press, its shelf, the book.
  private var isBeforePressMark: Bool {
    following.after == "." && following.word.unicodeScalars.count == 1
      && (following.first.map(Marks.isCapital) ?? false) && following.end + 2 < limit
      && Marks.isBlank(text[following.end + 1]) && isDigitOrRoman(at: following.end + 2)
  }

  /// `ms. BnF`, `Hs. Berlin, SBB`: a library's letters, or its town and a comma.
  private var isBeforeHolder: Bool {
    guard following.first.map(Marks.isCapital) ?? false, !following.isStarter else { return false }
    return following.after == "," || following.word.unicodeScalars.count(where: Marks.isCapital) >= 2
  }

  /// `Cass. Dio 12, 3`
  private var isBeforeNamedNumber: Bool {
    following.first.map(Marks.isCapital) ?? false && !following.isStarter
      && following.next.map(Marks.isDigit) ?? false
  }

  private func isDigitOrRoman(at offset: Int) -> Bool {
    let next = Following(at: offset, in: text, before: limit)
    return next.opener == nil && (next.first.map(Marks.isDigit) ?? false || Following.isRoman(next.word))
  }

  /// `Aug. De civ. 3.1`, `Cic. In Verr. 2.1`: an author, and a title that begins with a preposition.
  private var isBeforeLatinTitle: Bool {
    guard Self.latinLeads.contains(following.small), following.word != following.small, following.next != nil
    else { return false }
    let word = Following(at: following.end + 1, in: text, before: limit)
    // Not `In vol. 3 he` and `In Sept. 1800 he`.
    let kind = AbbreviationClass.of(word.small, isCapitalised: word.small != word.word)
    guard word.isShortened, word.end + 1 < limit, kind.map(\.isInTitles) ?? true,
      kind?.name != "reference" || word.small == word.word && Self.latinWords.contains(word.small)
    else { return false }
    return isDigitOrRoman(at: word.end + 1)
      || Following(at: word.end + 1, in: text, before: limit).isShortened
  }

  /// `De civ. 3.1`, `de bapt. 4`: a word of a Latin title in small letters, after its preposition.
  var isInLatinTitle: Bool {
    guard !isClosed, following.opener == nil, !preceding.isAfterStop,
      Self.latinLeads.contains(preceding.prior), Self.latinWords.contains(preceding.word)
    else { return false }
    if following.isLocus { return true }
    let isNumber = following.first.map(Marks.isDigit) ?? false
    return preceding.prior == "de" && (isNumber || ["Dei", "D"].contains(following.word))
  }

  /// `P. Oxy. 1. 24`, `Il. 2. 484`, `BGU 4. 1024`, `Auct. F. 1. 15`: after a work, a collection or a press its volume, book
  /// or shelf, and what is counted in that.
  var isBetweenNumbers: Bool {
    guard following.first.map(Marks.isDigit) ?? false, !isClosed, following.opener == nil, preceding.isWhole,
      preceding.word.utf8.count <= 4,
      preceding.isNumber && preceding.word.utf8.count <= 3
        || preceding.isRoman && preceding.isAfterStop && preceding.prior.unicodeScalars.count > 1
    else { return false }
    if !preceding.isAfterStop { return Self.collections.contains(preceding.prior) }
    let end = start - preceding.word.unicodeScalars.count
    let blanks = text.scalars[sentence..<end].reversed().prefix(while: Marks.isBlank).count
    let stop = end - blanks - 1
    guard blanks > 0, stop > sentence, text[stop] == "." else { return false }
    let title = Preceding(stop, in: text, from: sentence)
    guard title.isCapitalised, title.isWhole else { return false }
    // `Ff. 1. 27`, and `F. 1. 15` after the press.
    let isPress =
      title.letters == 1 && title.isAfterStop && title.prior.unicodeScalars.count > 1
      || title.letters == 2 && title.word.first == title.word.last
    return isPress || title.abbreviation.map { $0.isInTitles && $0.name != "reference" } ?? false
      || title.isAfterStop && title.prior == "p"
  }

  /// Collections that are named by their letters, without a stop.
  private static let collections = Set(
    words:
      "bgu sb psi cpr upz cpj cil ig seg ils cig sig ogis syll mama pgm sh pmg peg tgf fgrhist frg ced ccsl csel"
  )

  /// `On fol. 3v. Tacitus is quoted`: the sentence has said no more than where.
  var isOpeningLeaf: Bool {
    let digits = preceding.word.unicodeScalars.prefix(while: Marks.isDigit).count
    return digits > 0 && ["r", "v", "ra", "rb", "va", "vb"].contains(preceding.word.dropFirst(digits))
      && !isClosed && !following.isStarter && isOpeningPhrase
  }

  private static let latinLeads = Set(words: "de in ad contra pro adv ab per")
  /// Words with which Latin titles go on after `De`.
  private static let latinWords = Set(
    words: """
      civ trin orat nat deor bapt vir princ spec opif anim rep div ben clem brev tranq const prov vit otio corr grat
      arb eccl doctr doct sens mem somn interpr cael gener incess sen amic leg fat inv dom virg monog pud cult idol
      praescr res carn pall exh paen jejun ieiun pat unit laps mortal eleem myst sacr poen elem puls temp simpl facult
      ling agr arch mund soph dign interd praem post cher gig ebr sobr conf mut abr jos mos decal fin off or ill
      bell excid gest urb cond reg nupt consol phil gen an
      """)

  /// `Bodl. Libr.`, `Brit. Mus.`
  private static let owners = Set(
    words: "brit bodl nat natl univ roy publ cambr camb cantab fitzw ambros laur vat mun")
  private static let houses = Set(words: "libr lib bibl mus arch")

  /// Works that many authors have: `Plin. Ep. 3.5`.
  private static let letters: Set<String> = [
    "Ep", "Epp", "Hom", "Serm", "Or", "Frag", "Fr", "Sent", "Quaest",
  ]

  private static let books = Set(words: "ms mss cod codex hs")
  private static let codices = books.union(
    Set(words: "lat gr germ gall ital hebr arab syr copt slav hisp misc reg inv ch rot"))

  /// They stand for a title, after which another may begin.
  private static let placeholders = Set(words: "ibid ib id cit op loc al ed eds")

  /// `Purg. 3, 12`, `ders. 1908, S. 12`, `(Infl. 4)`: a short word with a stop, and a number after which a comma or a bracket
  /// stands, as no sentence begins.
  var isBeforeCitedNumber: Bool {
    guard !isClosed, following.opener == nil, (2...6).contains(preceding.letters), preceding.isWhole,
      !preceding.isAcronym, !preceding.word.unicodeScalars.contains(where: Marks.isDigit),
      (1...4).contains(following.word.unicodeScalars.count),
      following.word.unicodeScalars.allSatisfy(Marks.isDigit), let after = following.after
    else { return false }
    if after == ")" || after == "]" { return true }
    return (after == "," || after == ";") && following.end + 1 < limit
      && Marks.isBlank(text[following.end + 1])
  }

  /// `Purg. 3, 12`
  var isBeforeCitedPair: Bool {
    following.after == "," && following.end + 2 < limit && Marks.isDigit(text[following.end + 2])
  }

  /// Whether a few shortened words lead from what follows to a number; `MS` needs no stop.
  private var leadsToNumber: Bool {
    var word = following
    for _ in 0..<4 {
      let isBook = Self.books.contains(word.small) && word.next != nil
      guard word.isShortened || isBook, word.end + 1 < limit else { return false }
      word = Following(at: word.end + 1, in: text, before: limit)
      guard let first = word.first, word.opener == nil else { return false }
      if Marks.isDigit(first) { return true }
    }
    return false
  }
}

extension AbbreviationClass {
  /// Whether its words are parts of short titles and shelf marks.
  var isInTitles: Bool {
    name == "reference" || name == "journal" || name == "work or shelf mark" || name == "given name"
  }
}
