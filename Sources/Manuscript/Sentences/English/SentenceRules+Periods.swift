extension SentenceRules {
  /// The rules about a full stop.
  static let periods = [
    SentenceRule(
      "reference to a quotation", .goesOn, example: "She wrote: “It is late.” (Smith 1998, p. 2).| It was.",
      reason: "The reference in brackets belongs to the words it follows.", when: { $0.isBeforeCitation }),
    SentenceRule(
      "report of a statement", .goesOn, example: "“It is over.” Smith said.| No one spoke.",
      reason: "Who said it belongs to what he said.",
      when: { $0.isBeforeReport && $0.following.end < $0.limit && $0.reportEndsSoon }),
    SentenceRule(
      "number of a caption", .goesOn, example: "Table 3. Exports by port.| Figs fell.",
      reason: "The number at the head of a caption or a theorem belongs to what it heads.",
      when: {
        $0.preceding.isNumber && captioned.contains($0.preceding.prior) && !$0.isClosed
          && $0.start - $0.sentence <= $0.preceding.prior.unicodeScalars.count + $0.preceding.word.count + 1
      }),
    SentenceRule(
      "sum of money", .goesOn, example: "It cost £12. 15s. 6d. in 1788.",
      reason: "Pounds, shillings and pence are parted by stops.",
      when: { $0.following.isCoin }),
    SentenceRule(
      "number of a volume", .ends, example: "See Smith, vol. v.| The rest is lost.",
      reason: "A roman number after the word for a part is no abbreviation.",
      when: {
        $0.preceding.isRoman && $0.preceding.isAfterStop && !$0.preceding.isCapitalised
          && !(["c", "d", "l"].contains($0.preceding.word) && $0.following.isNumber)
          && $0.preceding.pair != "s.v"
          && AbbreviationClass.of($0.preceding.prior, isCapitalised: false)?.name == "reference"
      }),
    SentenceRule(
      "volume of a collection", .goesOn,
      example: "It is in CIL VI. 1234 and IG II². 45.| It was in CIL VI.| It fell.",
      reason: "The inscriptions of a volume are numbered.",
      when: {
        guard !$0.isClosed, $0.following.isNumber else { return false }
        let volume =
          $0.isRaisedEdition ? Preceding($0.start - 1, in: $0.text, from: $0.sentence) : $0.preceding
        return volume.isRoman && volume.isCapitalised && !volume.isAfterStop
          && collections.contains(volume.prior)
      }),
    SentenceRule(
      "short title", .goesOn, example: "See Cod. Vat. gr. 1, Hist. eccl. 3.1 and J. Vall. Hist. 12 (1913).",
      reason: "Shortened words of a title or a shelf mark stand before its number.",
      when: { $0.isInShortTitle }),
    SentenceRule(
      "number of a volume, and one in it", .goesOn,
      example: "It is P. Oxy. 1. 24, Hom. Il. 2. 484 or MS Auct. F. 1. 15.| See p. 3.| 12 men stayed.",
      reason: "After a work, a collection or a press come its volume and what is counted in that.",
      when: { $0.isBetweenNumbers }),
    SentenceRule(
      "number that is cited", .goesOn,
      example: "So Purg. 3, 12 and Infl. 4, 1.| He came late.| 12, 13 or 14 left.",
      reason: "A short name with a stop, a number and a comma are a place in a work.",
      when: {
        $0.preceding.isCapitalised && $0.isBeforeCitedNumber
          && (!$0.preceding.isFirst || $0.isBeforeCitedPair)
      }),
    SentenceRule(
      "opening with a leaf", .goesOn,
      example: "On fol. 3v. Tacitus is quoted.| It is on fol. 4r.| Livy follows.",
      reason: "A sentence that has said no more than where has not ended.", when: { $0.isOpeningLeaf }),
    SentenceRule(
      "word of a Latin title", .goesOn,
      example: "It is in De civ. 3.1 and De nat. deor. 2.3.| So says De trin. 4.",
      reason: "Its words are shortened in small letters, and the book's number follows.",
      when: { $0.isInLatinTitle }),
    SentenceRule(
      "small letter for a word", .goesOn,
      example:
        "So say Holt u. Weber, as does Karl d. Große.| He was b. London 1450 and m. Jane Holt.| It is so.",
      reason: "German joins names by such letters; those who write of families have them for verbs.",
      when: { $0.isLetterForWord }),
    SentenceRule(
      "letter as a name", .ends,
      example: "They took vitamin C.| Blood was drawn from group B.| Patients slept.",
      reason: "After such a word a letter is a name, no initial.",
      when: { $0.preceding.isInitial && lettered.contains($0.preceding.prior) && !$0.preceding.isAfterStop }),
    SentenceRule(
      "initial", .goesOn, example: "He met A. J. P. Taylor.| He was in room Q.| It was late.",
      reason: "A capital with a stop is part of a name, unless a common beginning follows.",
      when: { $0.preceding.isInitial && !$0.following.isStarter }),
    SentenceRule(
      "hour before a day", .goesOn, example: "They came at 9 a.m. Monday and left at 5 p.m. Greenwich time.",
      reason: "The day or the zone belongs to the hour.",
      when: {
        hours.contains($0.preceding.word) && ($0.following.isNumber || zones.contains($0.following.small))
      }),
    SentenceRule(
      "opening with a time", .goesOn, example: "At 5 a.m. Smith left.| In 44 B.C. Caesar fell.",
      reason: "A sentence that has said no more than when has not ended.",
      when: { hoursAndEras.contains($0.preceding.word) && $0.isOpeningPhrase }),
    SentenceRule(
      "number after an era", .goesOn, example: "It burned in A.D. 532 and again.",
      reason: "The year may stand after the era.",
      when: { eras.contains($0.preceding.word) && $0.following.isNumber }),
    SentenceRule(
      "hour or era", .ends,
      example: "They came at 5 p.m.| Smith was late.| It fell in 240 B.C.| Rome rejoiced.",
      reason: "Both end what they tell; a capital after them begins anew.",
      when: { hoursAndEras.contains($0.preceding.word) }),
    SentenceRule(
      "abbreviation before anything", .goesOn,
      example: "The letter to Dr. So is lost; cf. The Times, i.e. Its second page.",
      reason: "After such an abbreviation something must follow.",
      when: { $0.preceding.abbreviation?.follower == .anything }),
    SentenceRule(
      "abbreviation before a number", .goesOn, example: "See p. 34 and Art. VI and fig. B of the book.",
      reason: "The number of the page or the part follows.",
      when: { $0.preceding.abbreviation?.follower == .number && $0.following.isNumber }),
    SentenceRule(
      "abbreviation before a bracket", .goesOn,
      example: "Lund et al. (2010) say so, as do Wool Bros. (Leeds).",
      reason: "What stands in brackets explains the word before it.",
      when: {
        $0.preceding.abbreviation != nil && !$0.isClosed
          && ($0.following.opener == "(" || $0.following.opener == "[") && !$0.following.isStarter
      }),
    SentenceRule(
      "and others", .goesOn,
      example: "The work of Lund et al. Smith has read.| So have Bell et al.| The rest is lost.",
      reason: "A name may follow; a common beginning begins.",
      when: { $0.preceding.word == "al" && $0.preceding.prior == "et" && !$0.following.isStarter }),
    SentenceRule(
      "abbreviation before a name", .goesOn, example: "The chairman of Apple Inc. Smith was late.",
      reason: "A name or a date may follow; a common beginning begins a new sentence.",
      when: { $0.preceding.abbreviation?.follower == .name && !$0.following.isStarter }),
    SentenceRule(
      "acronym", .goesOn, example: "He served the U.S. Government and the U.K. Treasury.",
      reason: "An acronym with stops stands before a name, unless a common beginning follows.",
      when: {
        $0.preceding.isAcronym && $0.preceding.abbreviation == nil && $0.preceding.isDotted
          && !$0.following.isStarter
      }),
    SentenceRule(
      "place in a work", .goesOn, example: "It occurs at Kov. 3.212 and at Lod. 5:16 and in Nul. xi.",
      reason: "A short capitalised word before a number with parts is a work's name.",
      when: {
        $0.preceding.isCapitalised && $0.preceding.letters <= 5 && !$0.isClosed && $0.following.isLocus
          && $0.following.opener == nil
      }),
    SentenceRule(
      "ordinal of another language", .goesOn,
      example: "The decree of 3. Oktober 1742 and the play im 18. Jahrhundert are lost.",
      reason: "German and its neighbours write ordinals with a stop, before months and nouns.",
      when: { $0.isForeignOrdinal }),
  ]

  private static let captioned = Set(
    words: """
      table figure fig chapter section plate map chart graph box scheme appendix part example theorem lemma
      proposition corollary definition remark act scene book canto
      """)
  fileprivate static let lettered = Set(
    words: """
      vitamin vitamins plan type types class group groups appendix panel part point case condition sample factor
      hepatitis influenza manuscript witness option level phase category model experiment lemma site zone area
      column version variant text set series stage block section section's grade exhibit schedule annex table
      figure line team company war coli
      """)
  /// Of inscriptions and of the Fathers, named by their letters.
  private static let collections = Set(words: "cil ig cig ils ogis seg rib igr ae icur pg pl csel ccsl")
  private static let hours = Set(words: "a.m p.m")
  private static let eras = Set(words: "b.c a.d b.c.e c.e a.h b.p")
  private static let hoursAndEras = hours.union(eras)
  private static let zones = Set(
    words: """
      monday tuesday wednesday thursday friday saturday sunday greenwich eastern central pacific mountain standard
      local gmt est edt cst pst utc cet bst january february march april may june july august september october
      november december
      """)
}

extension Stop {
  /// With what a report goes on that says no more than that something was said: `Smith said to him.`
  private static let manners = Set(
    words:
      "in on at to with a an the voice tone letter letters again then later too once no more so him her me them us aloud"
  )

  /// Whether the report is no more than name and verb, or goes on in small letters: `Smith said.`
  fileprivate var reportEndsSoon: Bool {
    var index = following.start
    while index < min(limit, following.start + 40),
      Marks.isLetter(text[index]) || text[index] == " " || isAfterInitial(index)
    {
      index += 1
    }
    guard index < limit, text[index] == "." || text[index] == "," else { return false }
    // `Smith noted it.` is a sentence of its own.
    let words = text[ScalarRange(following.start, index)].split(separator: " ")
      .drop { $0.first?.isUppercase ?? false }
    return words.dropFirst().allSatisfy { $0.hasSuffix("ly") || Self.manners.contains(String($0)) }
  }
}

extension Stop {
  /// The stop of `J. Ashby`.
  private func isAfterInitial(_ index: Int) -> Bool {
    text[index] == "." && index > following.start && Marks.isCapital(text[index - 1])
      && (index - 1 == following.start || Marks.isBlank(text[index - 2]))
  }
}

extension Stop {
  /// `Holt u. Weber`, `Karl d. Große`, `b. London`: a small letter alone, and a name.
  fileprivate var isLetterForWord: Bool {
    // `u. Prof. Weber`
    guard preceding.isLetterAlone, preceding.isWhole, !preceding.isCapitalised, !preceding.isAfterStop,
      !isClosed, !following.isStarter || following.isShortened, following.first.map(Marks.isCapital) ?? false
    else { return false }
    let prior = preceding.prior.unicodeScalars
    let isAfterComma = start >= sentence + 3 && text[start - 2] == " " && text[start - 3] == ","
    switch preceding.word {
    case "u": return prior.first.map { !Marks.isDigit($0) } ?? false
    case "d" where !isAfterComma:
      return !prior.isEmpty && prior.allSatisfy(Marks.isLetter)
        && !SentenceRules.lettered.contains(preceding.prior)
    case "b", "d", "m": return isAfterComma || subjects.contains(preceding.prior)
    default: return false
    }
  }

  /// `3. Oktober`, `im 18. Jahrhundert`
  fileprivate var isForeignOrdinal: Bool {
    guard preceding.number != nil, !isClosed, following.opener == nil, let first = following.first,
      Marks.isCapital(first)
    else { return false }
    if foreignMonths.contains(following.small) { return true }
    if sharedMonths.contains(following.small) { return following.next.map(Marks.isDigit) ?? false }
    return foreignLeads.contains(preceding.prior) && !following.isStarter
  }
}

private let subjects = Set(words: "he she was were who and or is they both later first")
private let foreignMonths = Set(
  words:
    "januar jänner februar märz mai juni juli oktober dezember jahrhundert jahrhunderts jh weltkrieg hälfte drittel viertel"
)
private let sharedMonths = Set(words: "april august september november")
private let foreignLeads = Set(words: "im der das dem den des vom zum zur beim")

extension Stop {
  /// `II²`: the edition is raised.
  fileprivate var isRaisedEdition: Bool {
    start > sentence && (text[start - 1] == "²" || text[start - 1] == "³")
  }
}

extension Following {
  /// `15s`, `6d`
  fileprivate var isCoin: Bool {
    (word.hasSuffix("s") || word.hasSuffix("d")) && (2...3).contains(word.utf8.count) && opener == nil
      && word.unicodeScalars.dropLast().allSatisfy(Marks.isDigit)
  }
}
