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

  /// The two parts of each text that breaks off at a page's end and goes on with a small letter, one of them of several lines.
  static func parts(in blocks: [SourceBlock], of source: SourceText) -> [(first: Int, second: Int)] {
    let stanzas = StanzasOverPages(source: source, blocks: blocks, measure: 0)
    return blocks.indices.filter { blocks[$0].endsPage }.compactMap { stanzas.pair(around: $0) }
      .filter { pair in
        let (first, second) = (blocks[pair.first].lines, blocks[pair.second].lines)
        return first.count + second.count > 2 && !source.endsSentence(first[first.count - 1].content)
          && source.scalar(at: second[0].content.lowerBound).scalar.properties.isLowercase
      }
  }

  /// The parts of a poem's stanzas that show only together that their lines end where they are meant to. The line over a page's
  /// end does, too.
  static func joined(in blocks: inout [SourceBlock], of source: SourceText, by lines: VerseLines) -> Set<Int>
  {
    guard lines.isPoem else { return [] }
    let pairs = parts(in: blocks, of: source)
      .filter { lines.areMeant(blocks[$0.first].lines + blocks[$0.second].lines) }
    for pair in pairs { blocks[pair.second].lines[0].joint = .hardBreak }
    return Set(pairs.flatMap { [$0.first, $0.second] })
  }

  /// Marks what says the title once more at a page's top, between the two parts of a stanza whose sentence goes on over it, as the
  /// page's head.
  static func markHeads(_ blocks: inout [SourceBlock], in source: SourceText, within divided: Set<Int>) {
    let stanzas = StanzasOverPages(source: source, blocks: blocks, measure: 0)
    for pageEnd in blocks.indices where blocks[pageEnd].endsPage {
      guard let pair = stanzas.pair(around: pageEnd), divided.contains(pair.first),
        divided.contains(pair.second),
        let head = blocks[(pageEnd + 1)..<pair.second].firstIndex(where: \.isText),
        stanzas.repeatsTitle(blocks[head]), let last = blocks[pair.first].lines.last?.content,
        let next = blocks[pair.second].lines.first?.content,
        source.has(",", at: last.upperBound - 1, before: last.upperBound)
          || source.scalar(at: next.lowerBound).scalar.properties.isLowercase
      else { continue }
      blocks[head].kind = .runningHead
    }
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
    block.isText && !PageNumbers.isNumber(block, in: source) && !repeatsTitle(block)
      && !(block.lines.first.map { source.opensLikeNote($0.content) } ?? true)
  }

  /// Whether a heading says what the paper's title says, as pages' heads do.
  private func repeatsTitle(_ block: SourceBlock) -> Bool {
    guard block.isHeading, block.lines.count == 1, let title = blocks.first(where: \.isText), title.isHeading,
      title.lines.count == 1, title.bytes != block.bytes
    else { return false }
    return source.words(in: block.lines[0].content) == source.words(in: title.lines[0].content)
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
