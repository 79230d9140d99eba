/// Verse set in as paragraphs of its own that a page's end divides, so that one part alone may be too short to show what it is.
///
/// Quotations of prose stand in, too. Their lines are filled to a measure of their own; verse has lines in mid-sentence that would
/// have had room for the next one's first word, and begins its lines with capitals or ends them with stops and commas.
struct StanzasOverPages {
  private let source: SourceText
  private let blocks: [SourceBlock]
  private let measure: Int

  /// Fewest columns by which verse stands in, and fewest lines of both its parts.
  private static let indent = 2
  private static let fewest = 3
  /// Lines of which hardly any prose has two thirds with a capital before or a stop or comma behind.
  private static let many = 6
  /// Most scalars of a line that is verse's however wide the text is.
  private static let longestLine = 40
  /// Most blocks of a page's foot and the next page's head.
  private static let longestFoot = 12

  /// The paragraphs that are such verse's parts. The text's lines are as long as the measure.
  static func found(in blocks: [SourceBlock], of source: SourceText, measure: Int) -> Set<Int> {
    let stanzas = StanzasOverPages(source: source, blocks: blocks, measure: measure)
    let pairs = blocks.indices.filter { blocks[$0].endsPage }.compactMap { stanzas.pair(around: $0) }
    guard !pairs.isEmpty else { return [] }
    let margin =
      blocks.lazy.filter { $0.isText && !$0.lines.isEmpty }.map { stanzas.indent(of: $0) }.min() ?? 0
    return Set(pairs.filter { stanzas.areVerse($0, from: margin) }.flatMap { [$0.first, $0.second] })
  }

  /// The blocks of a stanza in a poem, whole or in two parts over a page's end, that has as many lines as the stanza before it:
  /// no more, and often no stops or commas, show the second of two.
  static func stanza(at index: Int, of blocks: [SourceBlock], asLongAs last: Int, in source: SourceText)
    -> [Int]
  {
    let count = blocks[last].lines.count
    guard last < index, count >= fewest, blocks[index].kind == .paragraph, blocks[index].lines.count <= count,
      !blocks[(last + 1)..<index].contains(where: \.isText),
      source.beginsWithCapital(blocks[index].lines[0].content),
      blocks[index].lines.allSatisfy({ source.opening($0.content) == nil })
    else { return [] }
    if blocks[index].lines.count == count { return [index] }
    let gap = blocks[(index + 1)...].prefix(longestFoot).prefix { !$0.isText }
    guard gap.contains(where: \.endsPage), gap.endIndex < blocks.count,
      case let rest = blocks[gap.endIndex], rest.kind == .paragraph,
      blocks[index].lines.count + rest.lines.count == count
    else { return [] }
    return [index, gap.endIndex]
  }

  /// The texts before and after a page's end, its foot and number left aside.
  private func pair(around pageEnd: Int) -> (first: Int, second: Int)? {
    guard let first = blocks[..<pageEnd].suffix(Self.longestFoot).lastIndex(where: isBody),
      let second = blocks[(pageEnd + 1)...].prefix(Self.longestFoot).firstIndex(where: isBody),
      [first, second].allSatisfy({ blocks[$0].kind == .paragraph }),
      blocks[first].quoteDepth == blocks[second].quoteDepth,
      indent(of: blocks[first]) == indent(of: blocks[second])
    else { return nil }
    return (first, second)
  }

  private func isBody(_ block: SourceBlock) -> Bool {
    block.isText && !PageNumbers.isNumber(block, in: source)
      && !(block.lines.first.map { source.opensLikeNote($0.content) } ?? true)
  }

  private func indent(of block: SourceBlock) -> Int {
    block.lines.lazy.map { source.indent(before: $0.content.lowerBound) }.min() ?? 0
  }

  private func areVerse(_ pair: (first: Int, second: Int), from margin: Int) -> Bool {
    let lines = (blocks[pair.first].lines + blocks[pair.second].lines).map(\.content)
    let widths = lines.map { source.width(of: $0) }
    guard lines.count >= Self.fewest, indent(of: blocks[pair.first]) >= margin + Self.indent,
      let widest = widths.max(), widest <= Self.longestLine || widest * 4 <= measure * 3,
      source.beginsWithCapital(lines[0]),
      !lines.contains(where: { source.hyphenWidth(endingAt: $0) > 0 || source.opening($0) != nil })
    else { return false }
    let marked = lines.count { source.beginsWithCapital($0) || VerseLines.closes($0, in: source) }
    let roomy = zip(lines.indices, lines.dropFirst()).count { index, next in
      !source.endsSentence(lines[index]) && widths[index] + 1 + source.widthOfFirstWord(of: next) <= widest
    }
    // Where there are many lines, their capitals and stops weigh more than the room that they leave.
    let leaveRoom = roomy * 3 >= lines.count - 1 || roomy > 0 && lines.count >= Self.many
    return marked * 3 >= lines.count * 2 && leaveRoom
  }
}

extension SourceText {
  /// Number of scalars of the word with which a line begins.
  func widthOfFirstWord(of line: Range<Int>) -> Int {
    let word = line.prefix { !Self.isBlank(bytes[$0]) }
    return width(of: line.lowerBound..<line.lowerBound + word.count)
  }
}
