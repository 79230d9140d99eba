/// Verse of a plain text that a page's end divides, with no blank line between it, the text and the page's foot: lines that
/// stand in alike before the foot and after the page's end.
///
/// Paragraphs stand in, too, and so do quotations of prose. Verse ends its lines with stops and commas or begins them with
/// capitals, and of its lines some go on in the next.
struct DividedVerse {
  private let source: SourceText
  private let blocks: [SourceBlock]
  /// For each block the lines that are verse.
  private var verse: [Int: [Range<Int>]] = [:]

  /// Fewest columns by which verse stands in, and fewest lines of it where no colon leads it in.
  private static let indent = 2
  private static let fewest = 3
  /// Most scalars of a line that is verse's however wide the text is.
  private static let longestLine = 40
  /// Most blocks of a page's foot and the next page's head.
  private static let longestFoot = 12

  /// The blocks with such verse parted from what stands before and after it, its lines kept.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var divided = DividedVerse(source: source, blocks: blocks)
    for index in blocks.indices where blocks[index].endsPage { divided.find(at: index) }
    guard !divided.verse.isEmpty else { return blocks }
    return blocks.indices.flatMap { divided.parts(of: $0) }
  }

  private init(source: SourceText, blocks: [SourceBlock]) {
    self.source = source
    self.blocks = blocks
  }

  /// Finds verse on both sides of a page's end.
  private mutating func find(at pageEnd: Int) {
    guard let next = blocks[(pageEnd + 1)...].prefix(Self.longestFoot).firstIndex(where: isBody),
      let last = blocks[..<pageEnd].suffix(Self.longestFoot).lastIndex(where: isBody),
      mayHold(blocks[last]), mayHold(blocks[next])
    else { return }
    let (before, after) = (blocks[last].lines, blocks[next].lines)
    let foot = before.indices.first { $0 > 0 && source.opensLikeNote(before[$0].content) } ?? before.count
    let margin = indent(of: before[0])
    let set = indent(of: after[0])
    guard set >= margin + Self.indent else { return }
    let first = before[..<foot].lastIndex { indent(of: $0) != set }.map { $0 + 1 } ?? 0
    let end = after.firstIndex { indent(of: $0) != set } ?? after.count
    guard first > 0, indent(of: before[first - 1]) == margin,
      end == after.count || indent(of: after[end]) <= margin,
      isVerse(Array(before[first..<foot] + after[..<end]), ledInBy: before[first - 1])
    else { return }
    if first < foot { verse[last, default: []].append(first..<foot) }
    verse[next, default: []].append(0..<end)
  }

  /// Whether a block is text, and neither a page's number or head nor a note.
  private func isBody(_ index: Int) -> Bool { isBody(blocks[index]) }

  private func isBody(_ block: SourceBlock) -> Bool {
    block.isText && !PageNumbers.isNumber(block, in: source)
      && !(block.lines.first.map { source.opensLikeNote($0.content) } ?? true)
  }

  private func mayHold(_ block: SourceBlock) -> Bool {
    block.kind == .paragraph && block.quoteDepth == 0 && !block.keepsLines
  }

  private func indent(of line: SourceLine) -> Int { source.indent(before: line.content.lowerBound) }

  /// Whether lines are verse after one that ends with a colon or a stop.
  private func isVerse(_ lines: [SourceLine], ledInBy lead: SourceLine) -> Bool {
    let isLedIn = source.has(":", at: lead.content.upperBound - 1, before: lead.content.upperBound)
    guard isLedIn && lines.count > 1 || source.endsSentence(lead.content) && lines.count >= Self.fewest,
      case let measure = source.width(of: lead.content), case let texts = lines.map(\.content),
      texts.allSatisfy({ text in
        let width = source.width(of: text)
        return (width <= Self.longestLine || width * 4 <= measure * 3)
          && source.hyphenWidth(endingAt: text) == 0
      })
    else { return false }
    let closed = texts.count { VerseLines.closes($0, in: source) }
    return (closed * 3 >= texts.count * 2 || texts.allSatisfy { source.beginsWithCapital($0) })
      && texts.dropLast().contains { !source.endsSentence($0) }
  }

  private func parts(of index: Int) -> [SourceBlock] {
    let block = blocks[index]
    guard let ranges = verse[index] else { return [block] }
    var parts: [SourceBlock] = []
    var start = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= start {
      if start < range.lowerBound { parts.append(block.part(start..<range.lowerBound)) }
      var part = block.part(range)
      for line in part.lines.indices.dropFirst() { part.lines[line].joint = .hardBreak }
      parts.append(part)
      start = range.upperBound
    }
    return start < block.lines.count ? parts + [block.part(start..<block.lines.count)] : parts
  }
}
