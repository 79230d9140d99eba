/// What stands within a list's item, and lists of terms, as Pandoc has them.
extension MarkdownBlockScanner {
  /// Whether a line is set in as the text of the open list's item is.
  func standsInItem(_ line: Range<Int>) -> Bool {
    guard let margin = listIndents.last else { return false }
    return source.bytes[line].prefix { $0 == 0x20 }.count >= margin
  }

  /// Widths of a term before a definition: where a wide gap follows the colon, and else. French sets a blank before a colon,
  /// so that a line may begin with one.
  private static let longestTerm = 100
  private static let shortTerm = 40

  /// `:   The water that drives the wheel.` under a term on a line by itself, or under another definition of it.
  mutating func startDefinition(_ line: SourceLine, indent: Int, quoteDepth: Int) -> Bool {
    let text = line.content
    guard let first = text.first, source.bytes[first] == UInt8(ascii: ":"), first + 1 < text.upperBound,
      SourceText.isBlank(source.bytes[first + 1]), indent < 4
    else { return false }
    let body = source.trimmed(first + 1..<text.upperBound)
    let isWide = body.lowerBound - first > 2 || source.bytes[first + 1] == 0x09
    guard !body.isEmpty, let term = open ?? blocks.last, term.quoteDepth == quoteDepth,
      isDefinition(term) || isTerm(term, isWide: isWide)
    else { return false }
    close()
    listIndents = [indent + body.lowerBound - first]
    open = SourceBlock(
      kind: .listItem(depth: 1), lines: [SourceLine(content: body, newline: line.newline)], bytes: text,
      quoteDepth: quoteDepth, indent: indent)
    return true
  }

  private func isDefinition(_ block: SourceBlock) -> Bool {
    guard case .listItem = block.kind, block.label == nil else { return false }
    return source.bytes[block.bytes.lowerBound] == UInt8(ascii: ":")
  }

  /// Whether a text is a term before its definition; with a blank line between them, or a narrow gap, it takes more.
  private func isTerm(_ block: SourceBlock, isWide: Bool) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 1, isWide || open != nil,
      source.width(of: block.lines[0].content) <= (isWide ? Self.longestTerm : Self.shortTerm)
    else { return false }
    let end = TextEnd(of: block, in: source)
    return end.last.map { !TextEnd.terminators.contains($0) && !",;:".unicodeScalars.contains($0) } ?? false
  }
}
