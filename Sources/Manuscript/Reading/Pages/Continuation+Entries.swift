/// Short paragraphs without stops, one under another: words of a glossary, variants, names, stanzas.
extension Continuation {
  /// An entry is shorter than this many bytes.
  private static let longestEntry = 120

  /// Whether two texts are entries of a list rather than two halves of a sentence: both are short, and neither ends with a
  /// stop or a word that something must follow, and no sentence has ended in them. The half of a sentence that comes second
  /// ends it.
  static func areEntries(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool {
    isEntry(first, in: source) && isEntry(second, in: source)
  }

  /// - Parameter comma: whether a comma may end it, as in a list of first lines.
  static func isEntry(_ block: SourceBlock, orEndsWith comma: Bool = false, in source: SourceText) -> Bool {
    if block.hasLength(atLeast: longestEntry) { return false }
    let end = TextEnd(of: block, in: source)
    // A dash parts two halves.
    return end.isOpen && end.last != "—" && end.last != "–" && !end.isHyphenated
      && (end.last == "," ? comma : !end.isDangling && !isDangling(end)) && !holdsSentence(block, in: source)
  }

  /// Whether two short texts begin with words in emphasis, which the rest of each explains, with a stop or without, and the
  /// first has come to its end.
  static func haveLemmasInEmphasis(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool
  {
    func hasLemma(_ block: SourceBlock) -> Bool {
      !block.hasLength(atLeast: longestEntry)
        && block.lines.first.map { source.beginsWithEmphasis($0.content) } ?? false
    }
    guard hasLemma(first), hasLemma(second) else { return false }
    let end = TextEnd(of: first, in: source)
    return !end.isDangling && !isDangling(end) && !end.isHyphenated
  }

  /// Whether both texts are a word and, with a wide gap between, what is said of it, set below one another as a dictionary's
  /// entries are.
  static func areInColumns(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool {
    guard let line = first.lines.first?.content, let next = second.lines.first?.content,
      let column = source.secondColumn(of: line)
    else { return false }
    return source.secondColumn(of: next) == column
  }

  /// Whether two entries begin with the words that they explain, which emphasis, a colon or a dash parts from the rest: a page
  /// may end between them. Behind a colon or a dash the second may go on over a page itself.
  static func haveLemmas(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool {
    guard let line = first.lines.first?.content, let next = second.lines.first?.content,
      source.beginsWithLemma(line), source.beginsWithLemma(next), isEntry(first, in: source)
    else { return false }
    return isEntry(second, in: source) || source.beginsWithWordApart(line) && source.beginsWithWordApart(next)
  }

  /// Whether a list's entries stand before and after a page's end: they begin with words that they explain, or with one word
  /// and numbers that rise, `fol. 3`, `fol. 7`.
  static func beginAlike(_ first: SourceBlock, _ second: SourceBlock, in source: SourceText) -> Bool {
    haveLemmas(first, second, in: source) || ListedLines.goOn(from: first, in: second, of: source)
  }

  /// Whether a sentence ends within a text.
  static func holdsSentence(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.contains { line in
      zip(line.content, line.content.dropFirst()).contains { offset, next in
        ".?!".utf8.contains(source.bytes[offset]) && SourceText.isBlank(source.bytes[next])
      }
    }
  }
}

extension PageReader {
  /// Most entries that are looked over for one that ends a sentence.
  private static let nearEntries = 8

  /// Whether a block is an entry after another, and none that goes on from it ends a sentence.
  func isEntry(_ index: Int, after first: SourceBlock) -> Bool {
    if Continuation.haveLemmasInEmphasis(first, input[index], in: source)
      || Continuation.haveLemmas(first, input[index], in: source)
    {
      return true
    }
    guard Continuation.areEntries(first, input[index], in: source) || isInRow(index) else { return false }
    let rest = input[(index + 1)...].prefix(Self.nearEntries).prefix { block in
      block.kind == .paragraph && TextStart(of: block, in: source).goesOn
    }
    return rest.allSatisfy { TextEnd(of: $0, in: source).isOpen }
  }

  /// Fewest lines in a list of first lines.
  private static let fewestInRow = 3

  /// Whether a block and those around it, three or more, are single lines that begin in small letters, some of them with a comma
  /// at their end.
  private func isInRow(_ index: Int) -> Bool {
    func isFirstLine(_ place: Int) -> Bool {
      let block = input[place]
      return block.kind == .paragraph && block.lines.count == 1 && TextStart(of: block, in: source).goesOn
        && Continuation.isEntry(block, orEndsWith: true, in: source)
    }
    guard isFirstLine(index) else { return false }
    let before = input.indices[..<index].suffix(Self.fewestInRow).reversed().prefix(while: isFirstLine).count
    let after = input.indices[(index + 1)...].prefix(Self.fewestInRow).prefix(while: isFirstLine).count
    return before > 0 && before + 1 + after >= Self.fewestInRow
  }
}

extension SourceText {
  /// Most bytes of a lemma.
  private static let longestLemma = 40

  /// Whether a line begins with some words in emphasis and others follow them.
  fileprivate func beginsWithEmphasis(_ line: Range<Int>) -> Bool {
    guard let first = line.first, Self.isEmphasis(bytes[first]) else { return false }
    let inner = bytes[line].drop(while: Self.isEmphasis)
    guard let close = inner.prefix(Self.longestLemma).firstIndex(where: Self.isEmphasis) else { return false }
    let rest = bytes[close..<line.upperBound].drop(while: Self.isEmphasis)
    return rest.first.map(Self.isBlank) ?? false
  }

  /// Whether a line begins with a word in emphasis, or one that a colon or a dash follows.
  fileprivate func beginsWithLemma(_ line: Range<Int>) -> Bool {
    guard let first = line.first, !Self.isEmphasis(bytes[first]) else { return !line.isEmpty }
    return beginsWithWordApart(line)
  }

  /// Whether a colon or a dash follows a line's first word.
  fileprivate func beginsWithWordApart(_ line: Range<Int>) -> Bool {
    guard mayBeginWithWordApart(line) else { return false }
    let words = string(line.lowerBound..<scalarStart(atOrAfter: min(line.upperBound, line.lowerBound + 60)))
      .split(separator: " ", maxSplits: 2)
    return words.count > 2 && (words[0].last == ":" || ["–", "—", "=", "-"].contains(words[1]))
  }

  /// Whether a line's first word may end with a colon, or its second begins like a dash, as hardly any does. What is beyond ASCII
  /// may be either, or make one character with the blank beside it.
  private func mayBeginWithWordApart(_ line: Range<Int>) -> Bool {
    guard let start = line.first(where: { bytes[$0] != 0x20 }),
      let end = (start..<line.upperBound).first(where: { bytes[$0] == 0x20 }),
      let next = (end..<line.upperBound).first(where: { bytes[$0] != 0x20 })
    else { return false }
    let (last, first) = (bytes[end - 1], bytes[next])
    return last == UInt8(ascii: ":") || last >= 0x80 || first >= 0x80 || "=-".utf8.contains(first)
  }

  /// The scalars before what stands behind a line's only wide gap; zero where a tab makes the gap, nil where there is none.
  fileprivate func secondColumn(of line: Range<Int>) -> Int? {
    if let tab = line.first(where: { bytes[$0] == 0x09 }) {
      return line.dropFirst(tab + 1 - line.lowerBound).contains { bytes[$0] == 0x09 } ? nil : 0
    }
    guard let gap = offset(of: "   ", in: line), case let rest = trimmed(gap..<line.upperBound),
      !rest.isEmpty, offset(of: "   ", in: rest) == nil
    else { return nil }
    return width(of: line.lowerBound..<rest.lowerBound)
  }
}
