/// What a line says that may be a page's head.
extension RunningHeads {
  /// Most bytes of a line that may be a page's head.
  static let longestLine = 100

  /// The words of a line without the page's number before or after them, which may be a Roman one.
  static func line(_ content: Range<Int>, in source: SourceText) -> (words: [String], number: Int?)? {
    guard content.count <= longestLine else { return nil }
    var words = source.wordsClosedUp(in: content)
    if SourceText.isPart(words) || SourceText.isDate(words) { return (words, nil) }
    func value(of word: String?) -> Int? { word.flatMap { $0.utf8.count <= 4 ? Int($0) : nil } }
    // `2.1 Sources` says a section's number.
    var number = source.beginsWithPartedNumber(content) ? nil : value(of: words.first)
    // `1 Oil 13`: the section's number is the smaller one. A year is no page's.
    if let last = value(of: words.last), number.map({ $0 < last && last < 1000 }) ?? true {
      number = last
      words.removeLast()
    } else if number != nil {
      words.removeFirst()
    }
    if number == nil, words.count > 1, let roman = source.romanPage(in: content) {
      number = roman.number
      if roman.isFirst { words.removeFirst() } else { words.removeLast() }
    }
    guard words.contains(where: \.isLongWord) else { return nil }
    return (words, number)
  }

  static let stamp = "stamp "
  /// Words of a stamp that come again by no chance.
  static let longStamp = 8

  /// The keys of the blocks whose letters come more than once.
  ///
  /// - Parameter said: what each block says if it is a line that may be a page's head, by index.
  static func keys(
    of blocks: [SourceBlock], saying said: [(words: [String], number: Int?)?], in source: SourceText
  ) -> [String?] {
    let letters = blocks.map {
      mayRepeat($0) ? RepeatedLetters.hash(of: $0.lines.lazy.map(\.content), in: source) : nil
    }
    var counts: [Int: Int] = [:]
    for case let hash? in letters { counts[hash, default: 0] += 1 }
    return blocks.indices.map { index in
      guard let hash = letters[index], counts[hash, default: 0] > 1, !isEntry(index, of: blocks, in: source)
      else {
        return nil
      }
      return key(of: blocks[index], saying: said[index], in: source)
    }
  }

  /// Whether a line is one of a table of contents, between others that end with a page's number as well.
  private static func isEntry(_ index: Int, of blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard let line = blocks[index].lines.first, source.endsWithPage(line.content) else { return false }
    return [index - 1, index + 1].contains { near in
      blocks.indices.contains(near)
        && [blocks[near].lines.first, blocks[near].lines.last].contains { line in
          line.map { source.endsWithPage($0.content) } ?? false
        }
    }
  }

  private static func mayRepeat(_ block: SourceBlock) -> Bool {
    (block.kind == .paragraph || block.kind == .runningHead || block.isHeading) && block.quoteDepth == 0
      && (1...8).contains(block.lines.count) && block.length <= 600
  }

  /// What equal heads have in common: the words of a short line without its number, all words of a longer text with `#` for
  /// each number, or those of a short sentence as they are.
  private static func key(
    of block: SourceBlock, saying line: (words: [String], number: Int?)?, in source: SourceText
  ) -> String? {
    if let line {
      let isWhole = block.isHeading || SourceText.isPart(line.words)
      return isWhole ? line.words.joined(separator: " ") : line.words.withoutNumbers
    }
    guard block.kind == .paragraph, block.quoteDepth == 0, (1...8).contains(block.lines.count),
      block.length <= 600
    else { return nil }
    let words = block.lines.flatMap { source.words(in: $0.content) }
    guard words.count > 2 else { return nil }
    // `Ibid., p. 31.`, `Item, he paid 3 shillings.`: a short sentence with other figures says something else.
    return stamp + (words.count < longStamp ? words.joined(separator: " ") : words.withoutNumbers)
  }
}

extension SourceText {
  private static let parts = Set(
    words: "chapter part book kapitel teil chapitre partie capítulo capitolo parte hoofdstuk глава часть")

  /// Whether words are those of a part's number: `Chapter 1`.
  static func isPart(_ words: [String]) -> Bool {
    words.count == 2 && parts.contains(words[0])
      && (words[1].allSatisfy(\.isNumber) || PageNumbers.roman(words[1]) != nil)
  }

  /// Whether a line begins with a number of several parts, as sections have: `2.1 Sources`.
  func beginsWithPartedNumber(_ line: Range<Int>) -> Bool {
    guard let start = line.first(where: { !Self.isEmphasis(bytes[$0]) && !Self.isBlank(bytes[$0]) }) else {
      return false
    }
    let end = endOfDigits(at: start, before: line.upperBound)
    return end > start && has(".", at: end, before: line.upperBound)
      && endOfDigits(at: end + 1, before: line.upperBound) > end + 1
  }

  /// Whether words are those of a day and nothing else: `3 May 1651`.
  static func isDate(_ words: [String]) -> Bool {
    (2...3).contains(words.count) && words.contains(where: months.contains)
      && words.allSatisfy { months.contains($0) || $0.utf8.allSatisfy(isDigit) }
  }

  /// Fewest letters that are words set with blanks between them.
  private static let fewestLetters = 4

  /// The words of a line, those set with a blank after each letter as words: `E L S E  B R A N D T   56`. Wider gaps part them.
  func wordsClosedUp(in line: Range<Int>) -> [String] {
    let words = words(in: line)
    let letters = words.filter { !$0.hasNumber }
    guard letters.count >= Self.fewestLetters, letters.allSatisfy({ $0.count == 1 }) else { return words }
    return string(line).replacing("\t", with: "  ").split(separator: "  ").flatMap { part in
      let signs = part.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      let numbers = signs.filter(\.hasNumber)
      let word = signs.filter { !$0.hasNumber }.joined()
      let isNumberFirst = signs.first?.hasNumber ?? false
      return (isNumberFirst ? numbers : []) + (word.isEmpty ? [] : [word]) + (isNumberFirst ? [] : numbers)
    }
  }

  /// The Roman number in small letters with which a line begins or ends, as the heads of a preface do. A single letter is
  /// one only beside capitals, where no small letter else stands.
  func romanPage(in line: Range<Int>) -> (number: Int, isFirst: Bool)? {
    let text = trimmed(line)
    guard text.count <= Self.longestHead, let first = text.first,
      let start = text.last(where: { Self.isBlank(bytes[$0]) })
    else { return nil }
    let end = text.first { Self.isBlank(bytes[$0]) } ?? first
    for (word, rest) in [(first..<end, end..<text.upperBound), (start + 1..<text.upperBound, first..<start)] {
      guard (1...7).contains(word.count), bytes[word].allSatisfy({ "ivxlc".utf8.contains($0) }),
        let number = PageNumbers.roman(string(word))
      else { continue }
      let isAmongCapitals = !string(rest).contains(where: \.isLowercase)
      if word.count > 1 && beginsLikeSentence(trimmed(rest)) || isAmongCapitals {
        return (number, word.lowerBound == first)
      }
    }
    return nil
  }

  /// Most bytes of a page's head.
  private static let longestHead = 100
}
