/// Paragraphs that only the indent of their first lines shows.
enum IndentedParagraphs {
  /// The blocks with each paragraph parted where a line stands in from the margin that the lines around it
  /// keep. All such lines must begin a sentence after one that is closed, or none is taken: verse and quotations
  /// stand in too.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    blocks.flatMap { block -> [SourceBlock] in
      guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 2 else { return [block] }
      let starts = starts(in: block, of: source)
      guard !starts.isEmpty else { return [block] }
      return zip([0] + starts, starts + [block.lines.count]).map { start, end in
        var part = block
        part.lines = Array(block.lines[start..<end])
        part.lines[0].joint = .softBreak
        part.bytes = part.lines[0].content.lowerBound..<part.lines[part.lines.count - 1].content.upperBound
        return part
      }
    }
  }

  private static func starts(in block: SourceBlock, of source: SourceText) -> [Int] {
    let indents = block.lines.map { source.indent(before: $0.content.lowerBound) }
    guard let margin = indents.min() else { return [] }
    let indented = indents.indices.dropFirst().filter { indents[$0] > margin }
    guard indented.count * 3 <= block.lines.count * 2 else { return [] }
    for index in indented {
      let before = block.lines[index - 1].content
      guard (2...8).contains(indents[index] - margin), endsSentence(before, in: source),
        beginsSentence(block.lines[index].content, in: source)
      else { return [] }
    }
    return Array(indented)
  }

  private static func endsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    let block = SourceBlock(kind: .paragraph, lines: [SourceLine(content: line, newline: line)], bytes: line)
    let end = TextEnd(of: block, in: source)
    return end.last.map { TextEnd.terminators.contains($0) || $0 == ":" } ?? false
  }

  private static func beginsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    let block = SourceBlock(kind: .paragraph, lines: [SourceLine(content: line, newline: line)], bytes: line)
    let start = TextStart(of: block, in: source)
    return start.isQuoted || start.first.map { !$0.properties.isLowercase } ?? false
  }
}
