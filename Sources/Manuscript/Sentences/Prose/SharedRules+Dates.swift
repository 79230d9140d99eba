/// Dates and eras, which scholars of every language write in several: `Le 3 janv. 1800`, `3. Jh. n. Chr.`
extension SharedRules {
  static let dates = [
    SentenceRule(
      "day before a month", .goesOn,
      example: "Er starb am 3. Jan. 1800 und nicht am 4. Febr. 1801.| Es war kalt.",
      reason: "German and its neighbours write the day with a stop, before shortened months too.",
      when: { $0.isDayBeforeMonth }),
    SentenceRule(
      "month in a date", .goesOn,
      example:
        "Le 3 janv. 1800, el 4 dic. 1801, il 5 lugl. 1802 and op 6 mrt. 1803 were cold.| In févr. 1804 too.",
      reason: "A year or a day follows a shortened month, of whatever language.", when: { $0.isMonthInDate }),
    SentenceRule(
      "Roman day", .goesOn,
      example: "Natus est III. Kal. Oct. anno 1402, mortuus IV. Non. Maii.| Flevit populus.",
      reason: "Romans counted the days to the Kalends, the Nones and the Ides of a month.",
      when: { $0.isInRomanDay }),
    SentenceRule(
      "Roman month", .goesOn, example: "It is of 4. ix. 1888 and not of 12. XI. 1901.| It is lost.",
      reason: "Many write the month of a date in Roman figures.", when: { $0.isInRomanDate }),
    SentenceRule(
      "first part of an era", .goesOn,
      example: "Das war um 200 n. Chr. und 50 v. Chr. so.| Nel 44 a. C. era così.",
      reason: "An era has two parts, with a blank between them.", when: { $0.isInsideEra }),
    SentenceRule(
      "era follows", .goesOn,
      example: "The 4th c. B.C. mill stood to the 2nd cent. A.D. and fell in the 3rd c. CE at last.",
      reason: "An era belongs to the century or the date before it.", when: { $0.isBeforeEra }),
    SentenceRule(
      "Christian era", .ends, example: "It was built in 50 v. Chr.| Caesar knew it.",
      reason: "An era ends what it tells, unless no more has been said than when.",
      when: { $0.endsChristianEra && !$0.saysOnlyWhen }),
  ]
}

extension Stop {
  /// `3. Jan. 1800`, `am 3. Sept.`
  fileprivate var isDayBeforeMonth: Bool {
    guard !isClosed, following.opener == nil, following.after == ".", let day = preceding.number,
      (1...31).contains(day), Months.isMonth(following.small),
      !preceding.isAfterStop || preceding.prior == "v"
    else { return false }
    if Months.leads.contains(preceding.prior) { return true }
    // `He was 12. Jan. 3 was cold` goes on with a day, a date with its year.
    return following.isBeforeNumber
      && text.scalars[(following.end + 2)..<limit].prefix(5).prefix(while: Marks.isDigit).count >= 3
  }

  /// `janv. 1800`, `3 Sept. 1742`, `Jan. 5`
  fileprivate var isMonthInDate: Bool {
    guard !isClosed, following.opener == nil, let first = following.first, Marks.isDigit(first),
      following.word.unicodeScalars.prefix(while: Marks.isDigit).count <= 4
    else { return false }
    return Months.certain.contains(preceding.word)
      || Months.doubtful.contains(preceding.word) && Months.isDay(preceding.prior)
  }

  /// `III. Kal.`, `Kal. Oct.`
  fileprivate var isInRomanDay: Bool {
    guard !isClosed, following.opener == nil else { return false }
    // `Id.` by itself is an author's, or a court's.
    if following.after == ".", following.word != "Id", Months.romanDays.contains(following.small) {
      return preceding.isRoman || preceding.isNumber
    }
    return preceding.isCapitalised && Months.romanDays.contains(preceding.word)
      && Months.roman.contains { following.word.hasPrefix($0) }
  }

  /// The day or the month of a date whose month is in Roman figures: `4. ix. 1888`
  fileprivate var isInRomanDate: Bool {
    guard !isClosed, following.opener == nil else { return false }
    if preceding.isRoman, preceding.isAfterStop, Months.isDay(preceding.prior) {
      return Int(following.word).map { (1000...2999).contains($0) } ?? false
    }
    guard preceding.number != nil, Following.isRoman(following.small), following.after == "." else {
      return false
    }
    let year = text.scalars[(following.end + 1)..<min(limit, following.end + 6)].drop(while: Marks.isBlank)
    return year.count == 4 && year.allSatisfy(Marks.isDigit)
  }

  /// `n. Chr.`, `a. C.`, `av. J.-C.`
  fileprivate var isInsideEra: Bool {
    guard !isClosed, following.opener == nil, following.after == "." else { return false }
    switch following.word {
    case "Chr": return ["v", "n", "a", "p", "post", "ante"].contains(preceding.word)
    case "Z", "Zr": return ["u", "d", "n", "v"].contains(preceding.word)
    case "C":
      return ["a", "d"].contains(preceding.word) && !preceding.isCapitalised
        && (preceding.prior.unicodeScalars.first.map(Marks.isDigit) ?? false
          || Following.isRoman(preceding.prior))
    case "J", "JC": return ["av", "ap", "apr"].contains(preceding.word)
    default: return false
    }
  }

  /// `4th c. B.C.`, `s. a.C.`: an abbreviation, and then an era.
  fileprivate var isBeforeEra: Bool {
    guard !isClosed, following.opener == nil, preceding.abbreviation != nil || preceding.letters == 1 else {
      return false
    }
    let ahead = text.scalars[following.start..<min(limit, following.start + 12)]
    let written = ahead.prefix { Marks.isLetter($0) || $0 == "." || $0 == "-" }
    let isWhole = written.endIndex == limit || !Marks.isDigit(text[written.endIndex])
    return isWhole && Self.eras.contains(String(scalars: written))
  }

  private static let eras = Set(
    words: """
      B.C. A.D. B.C.E. C.E. BC AD BCE CE BC. AD. BCE. CE. B.C B.C.E C.E A.D A.H. A.H AH A.U.C. AUC B.P. BP J.-C. J.-C
      """)

  fileprivate var endsChristianEra: Bool {
    preceding.isAfterStop
      && (preceding.word == "chr" && ["v", "n", "a", "p"].contains(preceding.prior)
        || preceding.word == "z" && preceding.isCapitalised && preceding.prior == "u")
  }

  /// Whether the sentence so far is no more than a time: `Um 50 v. Chr.`
  fileprivate var saysOnlyWhen: Bool {
    guard start - sentence <= 24, !following.isStarter else { return false }
    let words = text[ScalarRange(sentence, start)].split(separator: " ")
    return words.count <= 4 && words.first.map { Months.times.contains($0.lowercased()) } ?? false
  }
}

/// Months as they are shortened in English, German, French, Italian, Spanish, Portuguese, Dutch, Swedish, Russian and
/// Greek.
private enum Months {
  /// What means nothing else.
  static let certain = Set(
    words: """
      jan feb apr jun jul aug sept oct nov dec janv févr fév fevr avr juil juill aoû déc jän jänn jaen febr feber
      märz mrz okt dez genn febbr giu giugn lug lugl ott dic ene abr mrt maj janr septemb octob novemb decemb 7bre
      8bre 9bre xbre stycz kwiec czerw sierp wrześ paźdz październ listop grudz
      янв февр фев апр июн июл авг сент окт нояб дек ιαν φεβρ φεβ απρ ιουν ιουλ αυγ σεπτ οκτ νοεμ νοε δεκ
      """)
  /// What is a word or a name too: only between a day and a year.
  static let doubtful = Set(
    words:
      "mar mär mag gen magg sep set sett ago ag may mai fev abril out sty lut kwi cze lip sie wrz paź lis gru"
  )
  static let romanDays = Set(words: "kal kalend non id")
  /// How Latin months begin.
  static let roman = [
    "Ian", "Jan", "Feb", "Mart", "Apr", "Mai", "Iun", "Jun", "Iul", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
  ]
  /// What stands before a day.
  static let leads = Set(
    words: "am vom zum dem den der bis bis zum seit ab v on of from until since till op van tot den le du au")
  /// What begins a sentence that tells a time first.
  static let times = Set(
    words: "um im am seit ab nach vor gegen bis in ca etwa circa bereits schon erst noch")

  static func isMonth(_ word: String) -> Bool { certain.contains(word) || doubtful.contains(word) }

  /// `3`, `1er`, `3rd`
  static func isDay(_ word: String) -> Bool {
    let digits = word.unicodeScalars.prefix(while: Marks.isDigit)
    guard let day = Int(String(digits)), word.unicodeScalars.count - digits.count <= 2 else { return false }
    return (1...31).contains(day)
  }
}
