/// Numbered titles of a plain text that no blank line parts from the text under them, nor from the text over them.
struct NumberedTitles {
  private let source: SourceText
  private let blocks: [SourceBlock]
  /// How wide the widest line is of the texts under what may be such titles.
  private var measure = 0

  /// A line that a number and a title fill.
  private struct Title {
    var block: Int
    var line: Int
    var path: [Int]
    /// Whether more lines of its block follow.
    var isInside: Bool
  }

  /// Lines of a text that show how wide it is.
  private static let nearLines = 8

  /// The blocks parted at such titles: they are much shorter than the text under them, and the number of each comes next to
  /// that of another.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var titles = NumberedTitles(source: source, blocks: blocks)
    let first = titles.openingBlocks()
    guard !first.isEmpty else { return blocks }
    var chosen: [Int: [Int]] = [:]
    let all = titles.withinParagraphs(first)
    for (here, next) in zip(all, all.dropFirst()) where UnmarkedHeadings.follows(here.path, next.path) {
      for title in [here, next] where title.isInside && chosen[title.block]?.last != title.line {
        chosen[title.block, default: []].append(title.line)
      }
    }
    return blocks.enumerated().flatMap { index, block in
      chosen[index].map { titles.parts(of: block, at: $0) } ?? [block]
    }
  }

  // MARK: - Titles

  /// The titles with which blocks begin.
  private mutating func openingBlocks() -> [Title] {
    var titles: [Title] = []
    for (index, block) in blocks.enumerated() {
      let isInside = block.lines.count > 1
      guard UnmarkedHeadings.mayBeginWithNumber(block, in: source), !isInside || mayHold(block),
        let number = UnmarkedHeadings.number(of: isInside ? block.part(0..<1) : block, in: source),
        !source.endsWithPage(block.lines[0].content)
      else { continue }
      titles.append(Title(block: index, line: 0, path: number.path, isInside: isInside))
      let text = isInside || index + 1 == blocks.count ? block : blocks[index + 1]
      measure = max(measure, widest(of: text.lines[0...]))
    }
    return titles.filter { !$0.isInside || standsOver(0, of: blocks[$0.block]) }
  }

  /// The titles with those within paragraphs, between two whose numbers they may come between, or after the last of several.
  private func withinParagraphs(_ titles: [Title]) -> [Title] {
    var all: [Title] = []
    for (place, title) in titles.enumerated() {
      all.append(title)
      let next = place + 1 < titles.count ? titles[place + 1] : nil
      if next?.path == [1] { continue }
      if next == nil, !(all.count > 1 && UnmarkedHeadings.follows(all[all.count - 2].path, title.path)) {
        // One by itself may be an item.
        guard title.path == [1], title.isInside || blocks[title.block].label == nil else { continue }
      }
      all += titlesWithin(title.block...(next?.block ?? blocks.count - 1), from: title, to: next)
    }
    return all
  }

  /// The titles that count from one to another; none where several lines could be one of them.
  private func titlesWithin(_ range: ClosedRange<Int>, from first: Title, to next: Title?) -> [Title] {
    var (found, last) = ([Title](), first)
    for index in range where mayHold(blocks[index]) && index != next?.block {
      for line in blocks[index].lines.indices.dropFirst() {
        guard let path = path(ofLine: line, in: blocks[index]) else { continue }
        if found.contains(where: { $0.path == path }) { return [] }
        guard UnmarkedHeadings.follows(last.path, path) else { continue }
        last = Title(block: index, line: line, path: path, isInside: true)
        found.append(last)
      }
    }
    return next.map { UnmarkedHeadings.follows(last.path, $0.path) } ?? true ? found : []
  }

  /// The number of a title that stands under the end of a sentence.
  private func path(ofLine line: Int, in block: SourceBlock) -> [Int]? {
    let content = block.lines[line].content
    guard SourceText.isDigit(source.bytes[content.lowerBound]), line + 1 < block.lines.count,
      content.contains(where: { source.bytes[$0] == UInt8(ascii: ".") }), standsOver(line, of: block),
      source.endsSentence(block.lines[line - 1].content), !source.endsWithPage(content)
    else { return nil }
    var part = block.part(line..<line + 1)
    (part.kind, part.label) = (.paragraph, nil)
    return UnmarkedHeadings.number(of: part, in: source)?.path
  }

  private func mayHold(_ block: SourceBlock) -> Bool {
    switch block.kind {
    case .paragraph, .listItem(1): block.quoteDepth == 0 && !block.keepsLines
    default: false
    }
  }

  /// Whether a line stops far from the margin, over a longer one that begins as a paragraph does, with a word for which there
  /// was room.
  private func standsOver(_ line: Int, of block: SourceBlock) -> Bool {
    let next = block.lines[line + 1].content
    let width = source.width(of: block.lines[line].content)
    guard source.beginsLikeSentence(next), width * 5 <= measure * 4, width < source.width(of: next) else {
      return false
    }
    let word = source.width(
      of: next.lowerBound..<(next.first { SourceText.isBlank(source.bytes[$0]) } ?? next.upperBound))
    return width + 1 + word <= widest(of: block.lines[line...])
  }

  private func widest(of lines: ArraySlice<SourceLine>) -> Int {
    lines.prefix(Self.nearLines).lazy.map { source.width(of: $0.content) }.max() ?? 0
  }

  // MARK: - Parts

  private func parts(of block: SourceBlock, at lines: [Int]) -> [SourceBlock] {
    var parts: [SourceBlock] = []
    var start = 0
    for line in lines {
      if start < line { parts.append(block.part(start..<line)) }
      parts.append(block.part(line..<line + 1))
      start = line + 1
    }
    parts.append(block.part(start..<block.lines.count))
    for index in parts.indices.dropFirst() { (parts[index].kind, parts[index].label) = (.paragraph, nil) }
    return parts
  }
}
