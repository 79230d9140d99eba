/// What stands before a paper's first section: its author and its abstract; and headings that only their
/// bold type shows.
enum FrontMatter {
  /// Gives the blocks that are such their kinds.
  static func mark(_ blocks: inout [SourceBlock], in source: SourceText) {
    var hasHeading = false
    for index in blocks.indices {
      // Under the title a bold line is the author's.
      if hasHeading, !blocks[index - 1].isHeading, isBoldLine(blocks[index], in: source) {
        blocks[index].kind = .heading(level: 3)
      }
      hasHeading = hasHeading || blocks[index].isHeading
    }
    guard let title = blocks.firstIndex(where: { $0.isText }), blocks[title].isHeading else { return }
    var index = title + 1
    while index < blocks.count, index <= title + 3, isName(blocks[index], in: source) {
      blocks[index].kind = .author
      index += 1
    }
    markAbstract(&blocks, from: index, in: source)
  }

  private static func markAbstract(_ blocks: inout [SourceBlock], from first: Int, in source: SourceText) {
    var isUnderHeading = false
    for index in first..<min(blocks.count, first + 4) {
      let block = blocks[index]
      if block.isHeading {
        if isUnderHeading || !saysAbstract(block, in: source) { return }
        isUnderHeading = true
      } else if block.kind == .paragraph {
        guard isUnderHeading || saysAbstract(block, in: source) || isItalic(block, in: source) else { return }
        blocks[index].kind = .abstract
      } else {
        return
      }
    }
  }

  /// A short line without a stop: a name, an institution, a date.
  private static func isName(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.length <= 120, block.lines.count <= 3 else {
      return false
    }
    let end = TextEnd(of: block, in: source)
    let words = source.string(block.lines[0].content).split(separator: " ")
    return !(end.last.map { TextEnd.terminators.contains($0) || $0 == ":" } ?? true) && !end.isQuoted
      && words.count <= 14 && !saysAbstract(block, in: source) && !Continuation.isDangling(end)
  }

  private static func saysAbstract(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let line = block.lines.first?.content else { return false }
    let head = source.string(line.lowerBound..<min(line.upperBound, line.lowerBound + 24)).lowercased()
    let word = head.unicodeScalars.drop { !$0.properties.isAlphabetic }.prefix { $0.properties.isAlphabetic }
    let opening = String(String.UnicodeScalarView(word))
    return opening == "abstract" || opening == "summary" && block.isHeading
  }

  /// A paragraph set in italics from end to end.
  private static func isItalic(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let first = block.lines.first?.content.first, let last = block.lines.last?.content.last else {
      return false
    }
    let mark = source.bytes[first]
    return (mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")) && source.bytes[last] == mark
      && block.length > 120
  }

  /// A short line that is one stretch of bold type and ends without a stop.
  private static func isBoldLine(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 1, block.quoteDepth == 0, block.length <= 100,
      let line = block.lines.first?.content, line.count > 5,
      source.has("**", at: line.lowerBound, before: line.upperBound),
      source.has("**", at: line.upperBound - 2, before: line.upperBound),
      source.offset(of: "**", in: line.lowerBound + 2..<line.upperBound) == line.upperBound - 2
    else { return false }
    let last = TextEnd(of: block, in: source).last
    return last.map { !TextEnd.terminators.contains($0) && $0 != ":" && $0 != "," } ?? false
  }
}
