/// Where the last item of a list ends although no blank line follows it: the indent of a plain text's lines shows it.
struct ListEnds {
  private let source: SourceText
  /// Whether items stand in by their first line alone, as numbered paragraphs do, and whether some have their other lines
  /// under their text.
  private var isFlush = false
  private var isHanging = false

  /// Columns by which an item's lines stand in from its mark.
  private static let leastIndent = 2

  /// The blocks with what comes after the last item of a list parted from it: lines that stand left of the item's mark, or at
  /// its margin after others of the item that stand in.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let ends = ListEnds(of: blocks, in: source)
    return blocks.parted { _, block in
      guard ends.isItem(block), let end = ends.end(of: block) else { return nil }
      var rest = block.part(end..<block.lines.count)
      (rest.kind, rest.label) = (.paragraph, nil)
      return [block.part(0..<end), rest]
    }
  }

  private init(of blocks: [SourceBlock], in source: SourceText) {
    self.source = source
    for block in blocks where isItem(block) {
      let mark = source.indent(before: block.bytes.lowerBound)
      let column = source.indent(before: block.lines[1].content.lowerBound)
      isHanging = isHanging || column >= mark + Self.leastIndent
      isFlush = isFlush || column < mark && !source.endsSentence(block.lines[0].content)
    }
  }

  private func isItem(_ block: SourceBlock) -> Bool {
    guard case .listItem = block.kind else { return false }
    return block.lines.count > 1 && block.quoteDepth == 0 && !block.keepsLines
  }

  /// The line of an item with which other text begins.
  private func end(of block: SourceBlock) -> Int? {
    let mark = source.indent(before: block.bytes.lowerBound)
    let columns = block.lines.map { source.indent(before: $0.content.lowerBound) }
    guard let end = columns.indices.dropFirst().first(where: { columns[$0] < mark + Self.leastIndent }),
      columns[end] <= mark, source.beginsLikeSentence(block.lines[end].content)
    else { return nil }
    if end > 1 { return end }
    return columns[end] < mark && !isFlush && (isHanging || source.endsSentence(block.lines[0].content))
      ? end : nil
  }
}
