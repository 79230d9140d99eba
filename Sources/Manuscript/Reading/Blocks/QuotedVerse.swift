/// Verse in a quotation of Markdown whose lines nothing forces to end.
///
/// Prose in a quotation may be filled to a measure of its own. Then no line has room for the next one's first word, and
/// lines begin with capitals by chance. Where no paragraph of the paper is broken, a quotation is not broken for its width.
struct QuotedVerse {
  private let source: SourceText
  private let measure: Int
  /// Whether the paper's paragraphs are a line each.
  private let isUnbroken: Bool

  /// Most scalars of a line of verse.
  private static let longestLine = 60
  /// Fewest scalars of a measure to which prose is filled.
  private static let leastMeasure = 45
  /// Fewest scalars of the lines of a paper that is filled throughout.
  private static let filled = 50
  /// Bytes of a paragraph that a measure would have broken.
  private static let longParagraph = 100
  private static let fewestParagraphs = 2

  init(measure: Int, of blocks: [SourceBlock], in source: SourceText) {
    (self.source, self.measure) = (source, measure)
    var (whole, broken) = (0, 0)
    for block in blocks
    where block.kind == .paragraph && block.quoteDepth == 0 && block.hasLength(atLeast: Self.longParagraph) {
      if block.lines.count == 1 { whole += 1 } else { broken += 1 }
    }
    isUnbroken = whole >= Self.fewestParagraphs && broken * 5 <= whole
  }

  /// Whether the lines of a quotation end where they are meant to.
  func holds(_ block: SourceBlock) -> Bool {
    let lines = block.lines.map(\.content)
    let widths = lines.map { source.width(of: $0) }
    // Where the source forces some lines to end, it forces all that are meant to.
    guard lines.count > 1, !block.lines.contains(where: { $0.joint == .hardBreak }),
      let widest = widths.max(), widest <= Self.longestLine,
      source.beginsLikeSentence(lines[0]) || isUnbroken,
      !lines.contains(where: { source.hyphenWidth(endingAt: $0) > 0 || source.opening($0) != nil })
    else { return false }
    let capitals = lines.count { source.beginsWithCapital($0) }
    if capitals == lines.count, lines.count > 3 { return true }
    let rooms = zip(lines.indices, lines.dropFirst()).count { index, next in
      let word = next.prefix { !SourceText.isBlank(source.bytes[$0]) }
      let first = source.width(of: next.lowerBound..<next.lowerBound + word.count)
      return widths[index] + 1 + first <= widest
    }
    if isUnbroken { return widest < Self.leastMeasure || rooms > 0 || capitals * 2 >= lines.count }
    return measure >= Self.filled && lines.count > 2 && widest * 5 <= measure * 3 && rooms > 0
  }
}
