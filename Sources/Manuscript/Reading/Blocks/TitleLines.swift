/// The title of a plain text and its authors, where no blank line parts them from the paper's first paragraph.
enum TitleLines {
  /// Most lines of a title with its authors.
  private static let most = 6
  /// Most blocks that show how long the text's lines are, and fewest scalars of a line of prose.
  private static let nearBlocks = 4
  private static let leastMeasure = 50

  /// The blocks with such lines parted from the paragraph: several short ones that end without a stop, before a line that
  /// is filled. One such line is told by the short lines of the paper.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard let first = blocks.firstIndex(where: \.isText), blocks[first].kind == .paragraph,
      blocks[first].quoteDepth == 0
    else { return blocks }
    let lines = blocks[first].lines
    let measure =
      blocks[first...].prefix(nearBlocks).flatMap { $0.lines.prefix(2 * most) }
      .map { source.width(of: $0.content) }.max() ?? 0
    let title = lines.prefix(most).prefix { line in
      source.width(of: line.content) * 5 <= measure * 3 && mayBeTitle(line.content, in: source)
    }
    guard measure >= leastMeasure, title.count > 1, title.count < lines.count,
      case let next = lines[title.count].content, source.width(of: next) * 5 > measure * 3,
      source.beginsLikeSentence(next)
    else { return blocks }
    // The word `Abstract` over the paragraph is no part of the title.
    let isAbstract = source.string(title[title.endIndex - 1].content).lowercased() == "abstract"
    let end = title.count - (isAbstract ? 1 : 0)
    var parts = [blocks[first].part(0..<end)]
    parts[0].kind = .heading(level: 1)
    if isAbstract {
      parts.append(blocks[first].part(end..<title.count))
      parts[1].kind = .heading(level: 2)
    }
    parts.append(blocks[first].part(title.count..<lines.count))
    return blocks[..<first] + parts + blocks[(first + 1)...]
  }

  /// Whether a line begins as titles and names do, and ends so that nothing need follow.
  private static func mayBeTitle(_ line: Range<Int>, in source: SourceText) -> Bool {
    guard source.beginsLikeSentence(line), !source.endsSentence(line), source.opening(line) == nil,
      let last = line.last
    else { return false }
    return !",;".utf8.contains(source.bytes[last]) && source.hyphenWidth(endingAt: line) == 0
  }
}
