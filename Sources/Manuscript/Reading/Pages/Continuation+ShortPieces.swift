/// First pieces of a sentence that are so short that they might be names, titles or entries as well.
extension Continuation {
  /// Fewest words of a piece of which nearly all begin in small letters, as no name's do.
  private static let fewestOfClause = 8
  /// Fewest letters of opening words in capitals, and fewest bytes of the text that goes on from them, with a stop at its end and
  /// without.
  private static let fewestCapitals = 8
  private static let shortestText = 40
  private static let longText = 160

  /// What may be wrong about joining a short text with the next or keeping them apart; nil if that is sure enough.
  static func doubt(
    aboutShort first: SourceBlock, _ second: SourceBlock, _ continuation: Continuation?,
    over boundary: PageBoundary, in source: SourceText
  ) -> String? {
    guard second.kind == .paragraph, first.quoteDepth == second.quoteDepth, !first.keepsLines else {
      return nil
    }
    if continuation != nil {
      return boundary == .none && opensInCapitals(first, over: second, in: source)
        ? "Words in capitals stand over a text that begins in small letters. They are joined." : nil
    }
    if isInitial(first, of: second, in: source) {
      return "One letter stands over what may be the rest of its word. They are kept apart."
    }
    let (end, start) = (TextEnd(of: first, in: source), TextStart(of: second, in: source))
    guard end.isOpen, !end.isQuoted, !second.keepsLines, let last = first.lines.last?.content,
      source.isProse(last)
    else { return nil }
    if !start.goesOn {
      if mustGoOn(first, end, in: source) {
        return "This breaks off, and a capital begins what follows. They are kept apart."
      }
      return boundary == .certain && start.isWord && isClause(first, in: source)
        ? "This ends a page without a stop, and a capital begins what follows. They are kept apart." : nil
    }
    // Entries of one list begin alike.
    let begins = TextStart(of: first, in: source)
    return boundary == .none && begins.isWord && !begins.goesOn && areEntries(first, second, in: source)
      ? "This ends without a stop, and a small letter begins what follows. They are kept apart." : nil
  }

  /// Whether a text has many words, and hardly any begins with a capital.
  private static func isClause(_ block: SourceBlock, in source: SourceText) -> Bool {
    let words = block.lines.flatMap { source.string($0.content).split(separator: " ") }
    return words.count >= fewestOfClause
      && words.count { $0.first?.isLowercase ?? false } * 4 >= words.count * 3
  }

  /// Whether a text is the first words of the next one, set in capitals: a word among them stands in no name, and the next text
  /// begins in small letters and is as long as a sentence.
  static func opensInCapitals(_ first: SourceBlock, over second: SourceBlock, in source: SourceText) -> Bool {
    guard first.lines.count <= 2, second.kind == .paragraph, second.hasLength(atLeast: shortestText),
      TextStart(of: second, in: source).first?.properties.isLowercase == true,
      second.hasLength(atLeast: longText) || !TextEnd(of: second, in: source).isOpen
    else { return false }
    let text = first.lines.map { source.string($0.content) }.joined(separator: " ")
    let letters = text.filter(\.isLetter)
    guard letters.count >= fewestCapitals, letters.allSatisfy(\.isUppercase) else { return false }
    return text.split(whereSeparator: { !$0.isLetter }).contains { isInNoName($0.lowercased()) }
  }

  /// Whether a text is one capital letter, and the next begins with another one's capitals or in small letters: the first
  /// letter of a chapter, set large. Over the words of a dictionary stands the letter with which they begin.
  private static func isInitial(_ first: SourceBlock, of second: SourceBlock, in source: SourceText) -> Bool {
    guard first.lines.count == 1, second.hasLength(atLeast: shortestText),
      let line = second.lines.first?.content
    else { return false }
    let letters = source.string(first.lines[0].content)
    guard letters.count == 1, let letter = letters.first, letter.isUppercase else { return false }
    let word = source.string(line).prefix { $0.isLetter }
    guard let next = word.first, next.uppercased() != letters else { return false }
    return word.allSatisfy(\.isLowercase) || word.allSatisfy(\.isUppercase)
  }

  /// Words that stand within names.
  private static let ofNames = Set(words: "van von de der den di da del le la du des y e af av og dos das do")

  private static func isInNoName(_ word: String) -> Bool {
    (TextEnd.danglingWords.contains(word) || followedAbroad.contains(word)) && !ofNames.contains(word)
  }
}
