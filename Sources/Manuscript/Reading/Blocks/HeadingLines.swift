/// Headings of a plain text that converters of PDF leave in other shapes: right over their text, with no blank line between,
/// or with their number on a line of its own.
struct HeadingLines {
  private let source: SourceText

  /// The blocks with such headings by themselves. A number is a heading's only in a sequence with others.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let lines = HeadingLines(source: source)
    return lines.withNumbersJoined(
      NumberedTitles.parted(blocks.parted { lines.titleParted(from: $1) }, in: source))
  }

  // MARK: - Titles that every reader knows

  /// A paragraph parted after its first line where that says no more than `References` or `Abstract`.
  private func titleParted(from block: SourceBlock) -> [SourceBlock]? {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 1,
      block.lines[0].content.count <= UnmarkedHeadings.longestTitle, mayFollow(block.lines[1].content)
    else { return nil }
    var head = block.part(0..<1)
    guard UnmarkedHeadings.isKnownTitle(head, in: source) else { return nil }
    head.kind = .heading(level: 2)
    return [head, block.part(1..<block.lines.count)]
  }

  /// Whether a line may begin the text under a heading.
  private func mayFollow(_ line: Range<Int>) -> Bool {
    source.beginsLikeSentence(line) || source.opening(line) != nil
  }

  // MARK: - Numbers over their titles

  /// Bytes of a paragraph that is surely prose, and most of a title.
  private static let prose = 60
  private static let longestTitle = 90

  /// The numbers that stand alone over titles, `1.2`, `Method`, joined with them: they count on, no title comes twice as a
  /// page's head does, and text stands under most.
  private func withNumbersJoined(_ blocks: [SourceBlock]) -> [SourceBlock] {
    var chain: [(index: Int, path: [Int])] = []
    for index in blocks.indices.dropLast(2) {
      guard let path = path(of: blocks[index]), isTitle(blocks[index + 1]),
        !isTitle(blocks[index + 2]) || self.path(of: blocks[index + 2]) != nil,
        index == 0 || !isOpen(blocks[index - 1])
      else { continue }
      if let last = chain.last, !UnmarkedHeadings.follows(last.path, path) {
        if chain.count > 1 { continue }
        chain = []
      }
      chain.append((index, path))
    }
    let titles = Set(chain.map { source.words(in: blocks[$0.index + 1].lines[0].content) })
    let withText = chain.count {
      blocks[$0.index + 2].isRunning && blocks[$0.index + 2].hasLength(atLeast: Self.prose)
    }
    guard chain.count > 1, titles.count == chain.count, withText * 2 >= chain.count else { return blocks }
    var joined = blocks
    for (index, path) in chain.reversed() {
      joined[index].kind = .heading(level: path.count + 1)
      joined[index].append(blocks[index + 1], by: .softBreak)
      joined[index].bytes = blocks[index].bytes.lowerBound..<blocks[index + 1].bytes.upperBound
      joined.remove(at: index + 1)
    }
    return joined
  }

  /// The number that a block is by itself, `2` or `2.1`.
  private func path(of block: SourceBlock) -> [Int]? {
    guard block.kind == .paragraph, block.lines.count == 1, block.quoteDepth == 0,
      case let line = block.lines[0].content, line.count <= 8,
      source.bytes[line].allSatisfy({ SourceText.isDigit($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    let parts = source.string(line).split(separator: ".")
    let path = parts.compactMap { $0.count <= 2 ? Int($0) : nil }
    return path.count == parts.count && !path.isEmpty && path.allSatisfy({ $0 > 0 }) ? path : nil
  }

  private func isTitle(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph || block.isHeading, block.lines.count == 1, block.quoteDepth == 0,
      !block.hasLength(atLeast: Self.longestTitle), case let line = block.lines[0].content,
      source.bytes[line].contains(where: { SourceText.isLetter($0) || $0 >= 0x80 })
    else { return false }
    let start = TextStart(of: block, in: source)
    return start.isWord && start.first?.properties.isUppercase == true && !source.endsSentence(line)
      && !":;,".utf8.contains(source.bytes[line.upperBound - 1])
      && !source.endsWithPage(line)
  }

  private func isOpen(_ block: SourceBlock) -> Bool {
    block.isRunning && block.hasLength(atLeast: Self.prose) && TextEnd(of: block, in: source).isOpen
  }
}
