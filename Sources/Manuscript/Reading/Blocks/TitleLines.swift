/// The title of a plain text and its authors, where no blank line parts them from the paper's first paragraph.
enum TitleLines {
  /// Most lines of a title with its authors.
  private static let most = 6
  /// Most blocks that show how long the text's lines are, and fewest scalars of a line of prose.
  private static let nearBlocks = 4
  private static let leastMeasure = 50

  /// The blocks with such lines parted from the paragraph, and the first section's heading under them: several short ones
  /// that end without a stop, or a title and names, before a line that is filled. One such line is told by the short lines of
  /// the paper.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard let first = blocks.firstIndex(where: \.isText), case let block = blocks[first],
      block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 2
    else { return blocks }
    let measure =
      blocks[first...].prefix(nearBlocks).flatMap { $0.lines.prefix(2 * most) }
      .map { source.width(of: $0.content) }.max() ?? 0
    guard measure >= leastMeasure else { return blocks }
    let lines = block.lines.map(\.content)
    func isShort(_ line: Range<Int>) -> Bool { source.width(of: line) * 5 <= measure * 3 }
    var end = lines.prefix(most).prefix { isShort($0) && mayBeTitle($0, in: source) }.count
    var names = 0..<0
    if let wide = lines.prefix(most).indices.dropFirst().first(where: {
      FrontMatter.namesAuthor(lines[$0], in: source)
    }),
      wide > end, wide <= mostOfTitle, isShort(lines[wide]), isTitle(block.part(0..<wide), in: source)
    {
      names =
        wide..<wide
        + lines[wide...].prefix(most).prefix { FrontMatter.namesAuthor($0, in: source) && isShort($0) }.count
      end = names.upperBound
    }
    guard end < lines.count else { return blocks }
    // The word `Abstract` over the paragraph, or a section's number and name, is no part of the title.
    var section: SourceBlock?
    if end > 1, names.isEmpty, UnmarkedHeadings.isKnownTitle(block.part(end - 1..<end), in: source) {
      end -= 1
    }
    let line = block.part(end..<end + 1)
    if UnmarkedHeadings.isKnownTitle(line, in: source) {
      section = line
      section?.kind = .heading(level: 2)
    } else if isShort(lines[end]), UnmarkedHeadings.number(of: line, in: source)?.path == [1] {
      section = line
    }
    let text = end + (section == nil ? 0 : 1)
    guard end > 0, text > 1, text < lines.count, !isShort(lines[text]), source.beginsLikeSentence(lines[text])
    else { return blocks }
    var parts = [block.part(0..<(names.isEmpty ? end : names.lowerBound))]
    parts[0].kind = .heading(level: 1)
    parts += names.map { block.part($0..<$0 + 1) }
    parts += [section, block.part(text..<lines.count)].compactMap { $0 }
    return blocks[..<first] + parts + blocks[(first + 1)...]
  }

  /// Most lines of a title that is as wide as the text.
  private static let mostOfTitle = 3

  /// Whether lines over an author's name are a title: none ends a sentence, nor the last so that something must follow.
  private static func isTitle(_ block: SourceBlock, in source: SourceText) -> Bool {
    let end = TextEnd(of: block, in: source)
    return source.beginsLikeSentence(block.lines[0].content) && !end.isDangling
      && !Continuation.isDangling(end)
      && block.lines.allSatisfy { !source.endsSentence($0.content) && source.opening($0.content) == nil }
  }

  /// Whether a line begins as titles and names do, and ends so that nothing need follow.
  private static func mayBeTitle(_ line: Range<Int>, in source: SourceText) -> Bool {
    guard source.beginsLikeSentence(line), !source.endsSentence(line), source.opening(line) == nil,
      let last = line.last
    else { return false }
    return !",;".utf8.contains(source.bytes[last]) && source.hyphenWidth(endingAt: line) == 0
  }
}
