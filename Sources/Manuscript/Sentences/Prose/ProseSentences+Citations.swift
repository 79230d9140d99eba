/// Citations in brackets after a stop: `so.[13, p. 4] Then`, `so.[Holt 1999] Then`, `“So.” (Holt 1999, 34) Then`.
/// They belong to the sentence that they close.
extension ProseSentences {
  /// The longest citation, in scalars.
  private static let longestCitation = 100

  /// The end of the citation that begins with the bracket at an offset; nil if what it holds is none, or belongs to
  /// what follows.
  func citation(at offset: Int, isAttached: Bool) -> Int? {
    guard let close = brackets.close(of: offset), close < range.end, close - offset <= Self.longestCitation,
      close == range.end - 1 || Marks.isBlank(text[close + 1]) || isAttached && isBeforeOpening(close + 1)
    else { return nil }
    if let first = following(at: close + 1).first, Marks.isSmall(first) { return nil }
    let words = text[ScalarRange(offset + 1, close)]
      .split { $0.isWhitespace || ",;:–-—/".contains($0) }
      .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
    let cited = words.drop { Self.leads.contains($0.lowercased()) }
    let isCitation =
      text[offset] == "[" && holdsNumbers(cited)
      || !Marks.isTerminator(text[close - 1]) && holdsNames(cited)
    return isCitation ? close + 1 : nil
  }

  /// `13, p. 4`
  private func holdsNumbers(_ words: ArraySlice<Substring>) -> Bool {
    guard let first = words.first, first.utf8.count <= 3,
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return words.dropFirst().allSatisfy(isPlace)
  }

  /// `Holt 1999`, `Holt and Lund 1999a, p. 4; Weber et al. 2001`
  private func holdsNames(_ words: ArraySlice<Substring>) -> Bool {
    guard let first = words.first, first.unicodeScalars.count >= 2, isName(first),
      !language.starters.words.contains(first.lowercased())
    else { return false }
    return words.contains(where: isYear)
      && words.allSatisfy { isName($0) || isPlace($0) || Self.links.contains($0.lowercased()) }
  }

  private func isName(_ word: Substring) -> Bool { word.unicodeScalars.first.map(Marks.isCapital) ?? false }

  /// `1999`, `1999a`
  private func isYear(_ word: Substring) -> Bool {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, let year = Int(digits), word.count - digits.count <= 1 else { return false }
    return (1000...2100).contains(year)
  }

  /// A number, or a word for what is numbered in a work.
  private func isPlace(_ word: Substring) -> Bool {
    word.unicodeScalars.first.map { Marks.isDigit($0) || $0 == "§" } ?? false
      || Following.isRoman(word.lowercased())
      || Self.places.contains(word.lowercased())
  }

  private static let leads = Set(
    words: "see cf cp vgl siehe s also e.g eg voir cfr véase vid ver zie quoted cited from in after nach zit")
  private static let links = Set(
    words: """
      and & und et al y e i u og och en con of de la le van von der den du da di dos del ed eds hg hrsg ca c cf see also
      vgl siehe voir cfr véase zie quoted cited in as by after nach forthcoming press n.d o.j s.d trans tr
      """)
  private static let places = Set(
    words: """
      p pp s ss f ff n nn fn note notes no nos nr nrn ch chs chap chaps cap kap vol vols bd bde t tome tom § sec sect
      section fig figs figure table tab art para par l ll line lines col cols sp fol fols app appendix pl plate z abs
      anm rn ziff pag pág págs blz bl page pages seite seiten chapter verse vv at and σ σελ с стр т том
      """)
}
