/// Short titles and shelf marks: `Cod. Vat. gr. 1`, `Plut. Alex. 3`, `J. Vall. Hist. 12`.
extension Stop {
  /// Whether the stop stands between the shortened words of a title and its number.
  var isInShortTitle: Bool {
    guard !isClosed, following.opener == nil, !preceding.isNumber,
      !preceding.isRoman || preceding.abbreviation?.isInTitles == true,
      !Self.placeholders.contains(preceding.word)
    else { return false }
    let isKnown = preceding.abbreviation.map(\.isInTitles) ?? false
    let isChained =
      preceding.isAfterStop && preceding.letters <= 6 && !Self.placeholders.contains(preceding.prior)
      && AbbreviationClass.of(preceding.prior, isCapitalised: true)?.isInTitles == true
    if let first = following.first, Marks.isDigit(first) { return isKnown || isChained }
    if preceding.abbreviation?.name == "work or shelf mark", Self.books.contains(following.small) {
      return true
    }
    guard following.isShortened, leadsToNumber else { return false }
    let next = AbbreviationClass.of(following.small, isCapitalised: true)
    // So does `Cf. Moore 3`.
    if next?.name == "connective" { return false }
    // `Fig. 3 shows` may begin a sentence.
    if next?.name == "reference", !Self.codices.contains(following.small) { return false }
    if isKnown || isChained { return true }
    // An unknown word must stand where no sentence can have ended: at its beginning, or after an initial.
    let isAuthor = preceding.isFirst || preceding.isAfterStop && preceding.prior.unicodeScalars.count == 1
    return isAuthor && preceding.isCapitalised && preceding.isWhole && (2...6).contains(preceding.letters)
      && next?.isInTitles == true
  }

  private static let books = Set(words: "ms mss cod codex hs")
  private static let codices = books.union(
    Set(words: "lat gr germ gall ital hebr arab syr copt slav hisp misc reg inv"))

  /// They stand for a title, after which another may begin.
  private static let placeholders = Set(words: "ibid ib id cit op loc al ed eds")

  /// Whether a few shortened words lead from what follows to a number.
  private var leadsToNumber: Bool {
    var word = following
    for _ in 0..<4 {
      guard word.isShortened, word.end + 1 < limit else { return false }
      word = Following(at: word.end + 1, in: text, before: limit)
      guard let first = word.first, word.opener == nil else { return false }
      if Marks.isDigit(first) { return true }
    }
    return false
  }
}

extension AbbreviationClass {
  /// Whether its words are parts of short titles and shelf marks.
  fileprivate var isInTitles: Bool {
    name == "reference" || name == "journal" || name == "work or shelf mark" || name == "given name"
  }
}
