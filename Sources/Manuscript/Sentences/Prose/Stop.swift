/// A stop in prose with all that the rules ask about: what it is, what stands before and after it.
struct Stop {
  enum Mark: Equatable {
    case period
    /// `!` and `?`, alone or several.
    case cry
    /// `...`, `…` or `. . .`: how many stops, whether they join the word before them.
    case ellipsis(count: Int, isJoined: Bool)
    /// Full-width stops, after which no blank is written.
    case wide
  }

  enum Gap { case blank, reference, none }

  let text: ScalarText
  /// Where its sentence begins, and where the text ends that is read.
  let sentence: Int
  let limit: Int
  /// Offset of the first mark and after the last.
  let start: Int
  let end: Int
  /// Offset after closing quotes and brackets, and a note's mark that was left in the text.
  let close: Int
  /// Whether quotes or brackets close after it.
  let isClosed: Bool
  /// Offset of what follows, blanks left aside.
  let next: Int
  let mark: Mark
  var gap: Gap
  /// Whether a comma or a closing mark follows.
  let isContinued: Bool
  /// Whether it stands in brackets that close after it, in the midst of a sentence.
  let isInBrackets: Bool
  let preceding: Preceding
  let following: Following
  /// How the text writes its words.
  let usage: WordUsage
  /// What its language does.
  let endings: WordEndings
  let capitalisesNouns: Bool
  /// Whether its language is another than English.
  let isForeign: Bool

  /// What directly follows.
  var nextScalar: Unicode.Scalar { text[next] }

  /// Whether a quotation closes after it.
  var closesQuotation: Bool {
    text.scalars[end..<close].contains { $0 == "”" || $0 == "\"" || $0 == "’" || $0 == "'" || $0 == "»" }
  }

  /// The bracket before the mark in `[...]`, `(!)`, `(?)`.
  var isAloneInBrackets: Bool {
    guard start > sentence, close > end else { return false }
    return text[start - 1] == "[" && text[end] == "]" || text[start - 1] == "(" && text[end] == ")"
  }

  /// Whether the sentence so far is only a few words that give a time or a place: `At 5 a.m.`
  var isOpeningPhrase: Bool {
    guard start - sentence <= 40 else { return false }
    let words = text[ScalarRange(sentence, start)].split(separator: " ")
    guard let first = words.first, words.count <= 4 else { return false }
    return ["At", "In", "By", "On", "From", "Since", "Until", "About", "Around", "After", "Before"]
      .contains(String(first))
  }

  /// Where a quotation that closes here opened, if it did so soon.
  var quotationStart: Int? {
    guard let quote = text.scalars[end..<close].first(where: { "”\"’'»".unicodeScalars.contains($0) }) else {
      return nil
    }
    let openers: [Unicode.Scalar] =
      switch quote {
      case "”": ["“", "„"]
      case "’": ["‘"]
      case "»": ["«"]
      default: [quote]
      }
    return text.scalars[max(sentence, start - 200)..<start].lastIndex { openers.contains($0) }
  }

  /// Whether what the quotation holds is a title: most of its long words are written with capitals, and it
  /// follows a comma.
  var closesTitle: Bool {
    guard let open = quotationStart, open >= sentence + 2, text[open - 1] == " ", text[open - 2] == "," else {
      return false
    }
    // The first word has its capital in any case.
    let quoted: [Substring] = text[ScalarRange(open + 1, start)]
      .split { !$0.isLetter && $0 != "'" && $0 != "’" }
    let words = quoted.dropFirst().filter { $0.count >= 4 }
    let capitalised = words.count { $0.first?.isUppercase ?? false }
    let isSeries = following.small == "the" && (following.next.map(Marks.isCapital) ?? false)
    return !words.isEmpty && capitalised * 4 >= words.count * 3 && (!following.isStarter || isSeries)
  }

  /// Whether a name and a verb of saying follow: `“Why?” Smith asked.`
  var isBeforeReport: Bool {
    guard closesQuotation, following.opener == nil, !following.isStarter || following.word == "I",
      let first = following.first, Marks.isCapital(first)
    else { return false }
    var words = text[ScalarRange(following.start, min(limit, following.start + 60))].split(separator: " ")
      .prefix(4)[...]
    while let word = words.first, word.first?.isUppercase == true { words.removeFirst() }
    guard let verb = words.first else { return false }
    return Self.verbsOfSaying.contains(String(verb.prefix { $0.isLetter }))
  }

  private static let verbsOfSaying = Set(
    words: """
      said says asked asks wrote writes replied replies cried answered exclaimed remarked declared noted notes
      added adds shouted whispered observed continued concluded insisted told argued argues
      say ask called cried
      """)

  /// Whether a reference in brackets, with the sentence's stop after it, follows a quotation.
  var isBeforeCitation: Bool {
    guard isClosed, next < limit, nextScalar == "(" else { return false }
    let ahead = text.scalars[next..<min(limit, next + 120)]
    guard let close = ahead.firstIndex(of: ")"), close + 1 < limit else { return false }
    return [".", ",", ";", ":"].contains(text[close + 1]) && ahead[..<close].contains(where: Marks.isDigit)
  }

  /// Whether a blank was lost after it: `shall go.Then`, not `example.Com` or `array.Length()`.
  var lacksBlank: Bool {
    guard let first = following.first, Marks.isCapital(first), following.opener == nil || isClosed else {
      return false
    }
    let isWordAfter =
      following.after.map { Marks.isBlank($0) || $0 == "," || $0 == "’" } ?? true
      && (following.word.count > 1 || following.isStarter)
      && following.word.unicodeScalars.dropFirst().allSatisfy { Marks.isSmall($0) || $0 == "'" }
    guard isWordAfter else { return false }
    if isClosed { return true }
    let isWordBefore =
      preceding.letters >= (following.isStarter ? 2 : 3) && preceding.isPlain && preceding.isWhole
      && preceding.word.unicodeScalars.allSatisfy(Marks.isLetter)
    return isWordBefore || preceding.isNumber && preceding.isWhole && preceding.word.count >= 2
  }
}
