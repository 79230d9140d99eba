/// That one block of text goes on in another, and how.
struct Continuation {
  var joint: SourceLine.Joint
  /// Whether the interruption is itself the sign that a page ended there.
  var breaksPage: Bool

  /// A text shorter than this many bytes may stand without a full stop: an author's name, a caption.
  private static let shortText = 60

  /// Nil unless the evidence holds that `second` goes on from `first`. The surer it is that a page ended
  /// between them, the less else it takes.
  init?(_ first: SourceBlock, _ second: SourceBlock, over boundary: PageBoundary, in source: SourceText) {
    guard first.isRunning, !first.isNote, second.label == nil, !second.standsApart,
      second.kind == .paragraph || first.kind == second.kind
    else { return nil }
    let end = TextEnd(of: first, in: source)
    let start = TextStart(of: second, in: source)
    // A number by itself begins no sentence, and at a page's top none goes on with one unless it ends there: `1742.`
    guard start.first != nil,
      boundary != .certain || PageNumbers.number(of: second, in: source) == nil
        || source.endsSentence(second.bytes),
      PageNumbers.numeral(of: first, in: source).map({ $0.form != .plain && $0.form != .roman }) ?? true,
      !source.endsWithPage(first.lines[first.lines.count - 1].content),
      boundary == .certain || !Self.isDate(second, in: source), !Self.areInColumns(first, second, in: source)
    else { return nil }
    // A quotation goes on as one; only in mid-sentence may its mark be lost.
    guard first.quoteDepth == second.quoteDepth || boundary != .none && start.goesOn else { return nil }

    let isLong = first.hasLength(atLeast: Self.shortText)
    let goesOn: Bool
    if end.isOpen, !start.goesOn, Self.mayNotFollow(second, start, after: end, over: boundary, in: source) {
      goesOn = false
    } else if end.isOpen {
      goesOn =
        switch boundary {
        case .certain:
          start.goesOn && !Self.beginAlike(first, second, in: source) || end.isDangling
            || isLong && !end.isQuoted || Self.foreignDangling.contains(end.word)
        case .possible: start.goesOn || end.isDangling && !end.isQuoted && isLong
        // A stanza ends where it ends, with a stop or without.
        case .none:
          !end.isQuoted && !first.keepsLines
            && (start.goesOn
              ? (isLong || first.kind == .paragraph && Self.mayBeginSentence(first, second, in: source))
                && !ListedLines.areItems(second, in: source)
              : isLong && start.isWord && end.isDangling && end.last != ",")
        }
    } else {
      // A colon or an abbreviation at a page's end, and the next page in mid-sentence.
      // Verse that a colon leads in begins with a small letter too.
      let isLedIn = second.keepsLines && !first.keepsLines || source.isSetIn(second, from: first)
      let mayGoOn =
        end.last == ":" && !isLedIn || end.last == "." && AbbreviationClass.isAlwaysFollowed(end.word)
      let isName = end.last == "." && Self.titles.contains(end.word) && start.isWord
      goesOn = boundary == .certain && !start.isQuoted && (mayGoOn && start.goesOn || isName)
    }
    guard goesOn else { return nil }
    // A page that ends between two lines of verse ends no line in the middle.
    let (isVerse, goesOnVerse) = (Self.isVerse(first, in: source), Self.isVerse(second, in: source))
    let isLine = second.lines.count == 1 && (!start.goesOn || source.standsLike(second, first))
    let isKept =
      isVerse && (goesOnVerse || isLine)
      || goesOnVerse && first.lines.count == 1 && source.standsLike(second, first)
    joint = end.isHyphenated ? .keptHyphen : isKept ? .hardBreak : .pageBreak
    breaksPage = boundary == .none
  }

  /// Whether what begins with no small letter is hardly the rest of a sentence: a number after half a word, a capital that
  /// no name has after an article, `for the` `The duke`; and where nothing shows a page's end, a line by itself, which may
  /// be a head, a caption or a note without its mark.
  private static func mayNotFollow(
    _ second: SourceBlock, _ start: TextStart, after end: TextEnd, over boundary: PageBoundary,
    in source: SourceText
  ) -> Bool {
    guard start.isWord else { return end.isHyphenated && !start.isQuoted }
    guard end.isDangling, !end.isHyphenated, let line = second.lines.first?.content else { return false }
    if boundary == .none, second.lines.count == 1, !second.hasLength(atLeast: shortText),
      source.looksApart(line)
    {
      return true
    }
    guard let word = source.words(in: line.lowerBound..<min(line.upperBound, line.lowerBound + 24)).first,
      beginnings.contains(word)
    else { return false }
    return boundary != .certain || determiners.contains(end.word)
  }

  /// Words that begin a sentence and no name.
  private static let beginnings = Set(
    words: """
      the a an he she it they we you this that these those there then when while if his her their its in on at
      der die das ein eine er sie es wir ich im am auf le les un une il elle ils elles nous dans
      """)

  /// Words of which no two follow each other.
  private static let determiners = Set(words: "a an the my your its our their whose")

  /// Whether the source forces a block's lines to end, by a tag too.
  private static func isVerse(_ block: SourceBlock, in source: SourceText) -> Bool {
    if block.keepsLines { return true }
    return block.lines.dropLast().suffix(2).contains { line in
      let end = line.content.upperBound
      return source.offset(of: "<br", in: max(line.content.lowerBound, end - 6)..<end) != nil
    }
  }

  /// Whether a short text is part of a sentence rather than a name.
  private static func mayBeginSentence(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText)
    -> Bool
  {
    isPhrase(first, in: source) || opensInCapitals(first, over: second, in: source)
  }

  /// Whether a word of a text begins with a small letter.
  private static func isPhrase(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.contains { line in
      source.string(line.content).split(separator: " ").contains { $0.first?.isLowercase ?? false }
    }
  }

  /// Titles that a name follows.
  private static let titles = Set(words: "mr mrs ms dr prof mme mlle")

  /// Words after which a sentence goes on, whatever letter begins what follows: few sentences, and no
  /// headings or lines of an address, end with them.
  private static let surelyFollowed = Set(
    words: """
      a an the my your its our their whose of to from at with into onto upon between among against per than
      and or nor because although whereas if unless which
      """)

  /// Articles, prepositions and the like of other languages: as English words some end a sentence.
  private static let foreignDangling = Set(
    words: """
      der die das den dem des ein eine einen einem einer eines und oder von vom zu zum zur mit bei beim auf aus nach
      über unter vor für durch gegen ohne um im am als wie dass daß weil wenn wurde wurden
      le la les un une du de et ou que qui dans par pour sur avec sans sous vers chez entre aux en
      el los las una del y por para con sin sobre su sus
      il lo gli di da per tra fra che nel nella della dello degli delle dei alla allo agli alle dal dalla
      het een van voor met door op te aan bij uit naar
      и в во на с со к о об от до из за под над для при по не что как или но а
      """)

  /// Whether a text ends with a word of any language that something must follow.
  static func isDangling(_ end: TextEnd) -> Bool {
    end.last?.properties.isAlphabetic == true
      && (TextEnd.danglingWords.contains(end.word) || foreignDangling.contains(end.word))
  }

  /// Whether a text ends with a word that no heading ends with.
  static func isSurelyFollowed(_ end: TextEnd) -> Bool {
    end.last?.properties.isAlphabetic == true && surelyFollowed.contains(end.word)
  }

  /// What may be wrong about joining two texts or keeping them apart, if nothing but a blank line and how
  /// they end and begin decided it; nil if that is sure enough.
  static func doubt(
    _ first: SourceBlock, _ second: SourceBlock, _ continuation: Continuation?, over boundary: PageBoundary,
    in source: SourceText
  ) -> String? {
    guard first.kind == .paragraph else { return nil }
    guard first.hasLength(atLeast: shortText) else {
      return doubt(aboutShort: first, second, continuation, over: boundary, in: source)
    }
    let end = TextEnd(of: first, in: source)
    if second.isHeading, end.isOpen, !end.isQuoted, mustGoOn(first, end, in: source), !first.keepsLines {
      return "This breaks off, and a heading follows. They are kept apart."
    }
    // Over a rule or a picture, too, what must go on and does not is broken off.
    let mustGoOn = end.isHyphenated || mustGoOn(first, end, in: source)
    let isStray = continuation == nil && opensStrayNote(second, after: first, in: source)
    guard boundary == .none || continuation == nil && mustGoOn, second.kind == .paragraph || isStray,
      first.quoteDepth == second.quoteDepth
    else { return nil }
    let start = TextStart(of: second, in: source)
    guard end.isOpen, !end.isQuoted, !start.goesOn,
      start.isWord || end.isDangling || mustGoOn || isStray,
      first.lines.suffix(2).contains(where: { source.isProse($0.content) })
    else { return nil }
    if continuation == nil, !start.isWord, end.isDangling || mustGoOn {
      return "This breaks off, and what follows may be whole by itself. They are kept apart."
    }
    if isStray {
      return "This breaks off, and what follows has a number as a note has. They are kept apart."
    }
    if continuation == nil {
      return "This ends without a stop, and a capital begins what follows. They are kept apart."
    }
    return surelyFollowed.contains(end.word)
      ? nil : "A sentence seems to go on over a blank line, with a capital. The two parts are joined."
  }
}

extension SourceText {
  /// Whether a line looks less like the text than like a head, a caption or a note: capitals or emphasis all through, or a
  /// number in it.
  fileprivate func looksApart(_ line: Range<Int>) -> Bool {
    let text = bytes[line]
    if let first = text.first, "*_".utf8.contains(first), text.last == first { return true }
    return text.contains(where: Self.isDigit) || !string(line).contains(where: \.isLowercase)
  }

  /// Whether two texts are set in alike.
  fileprivate func standsLike(_ second: SourceBlock, _ first: SourceBlock) -> Bool {
    guard let last = first.lines.last, let next = second.lines.first else { return false }
    let margin = indent(before: next.content.lowerBound)
    return margin > 1 && indent(before: last.content.lowerBound) == margin
  }

  /// Whether a text of several lines stands further right than the one before it.
  func isSetIn(_ second: SourceBlock, from first: SourceBlock) -> Bool {
    guard second.lines.count > 1, let last = first.lines.last else { return false }
    let margin = indent(before: last.content.lowerBound) + 2
    return second.lines.allSatisfy { indent(before: $0.content.lowerBound) >= margin }
  }
}

extension Continuation {
  /// Whether a text is whole and has the number of a note that is not the first, while the one before has none: what breaks off
  /// over a list goes on in its first item.
  private static func opensStrayNote(
    _ block: SourceBlock, after before: SourceBlock, in source: SourceText
  ) -> Bool {
    guard let line = block.lines.first?.content, let first = before.lines.first?.content,
      !TextEnd(of: block, in: source).isOpen, !source.opensLikeNote(first)
    else { return false }
    switch block.kind {
    case .paragraph:
      guard let opening = source.opening(line), opening.form != .alone else { return false }
      return opening.label.system == .number && opening.label.ordinal > 1
    case .listItem: return block.label.flatMap { Int($0.filter(\.isNumber)) }.map { $0 > 1 } ?? false
    default: return false
    }
  }

  /// Most bytes of a day by itself.
  private static let longestDate = 32

  /// Whether a block is a month with its year or day and nothing else, `juin 1996`, which stands under a title. With a stop it
  /// ends a sentence.
  private static func isDate(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.count == 1 && !block.hasLength(atLeast: longestDate)
      && !source.endsSentence(block.lines[0].content)
      && SourceText.isDate(source.words(in: block.lines[0].content))
  }
}
