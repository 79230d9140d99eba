/// Block quotes whose marks a converter lost.
enum UnmarkedQuotes {
  /// Paragraphs that stand further right than the text: all lines of several, or one line after a colon.
  static func markIndented(_ blocks: inout [SourceBlock], in source: SourceText) {
    let paragraphs = blocks.indices.filter { blocks[$0].kind == .paragraph && blocks[$0].quoteDepth == 0 }
    let indents = paragraphs.map { index in
      blocks[index].lines.map { source.indent(before: $0.content.lowerBound) }.min() ?? 0
    }
    var lines: [Int: Int] = [:]
    for (index, indent) in zip(paragraphs, indents) { lines[indent, default: 0] += blocks[index].lines.count }
    // The text's margin is where most of its lines begin.
    guard let margin = lines.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key,
      indents.contains(where: { $0 > margin + 2 })
    else { return }
    for (index, indent) in zip(paragraphs, indents) where indent > margin + 2 && index > 0 {
      let isLedIn = blocks[index - 1].isText && TextEnd(of: blocks[index - 1], in: source).last == ":"
      if blocks[index].lines.count > 1 || isLedIn { blocks[index].quoteDepth = 1 }
    }
  }

  /// Paragraphs that a colon leads in and that one pair of quotation marks holds.
  static func markQuoted(_ blocks: inout [SourceBlock], in source: SourceText) {
    let body = blocks.indices.filter { !blocks[$0].isNote }
    for (before, index) in zip(body, body.dropFirst()) {
      guard blocks[index].kind == .paragraph, blocks[index].quoteDepth == 0, blocks[before].isRunning,
        isOneQuotation(blocks[index], in: source), TextEnd(of: blocks[before], in: source).last == ":"
      else { continue }
      blocks[index].quoteDepth = 1
    }
  }

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "\"": "\"", "«": "»", "„": "“",
  ]

  private static func isOneQuotation(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard TextStart(of: block, in: source).isQuoted, TextEnd(of: block, in: source).isQuoted else {
      return false
    }
    let scalars = block.lines.lazy.flatMap { source.string($0.content).unicodeScalars }
    guard let open = scalars.first(where: { !["*", "_", "("].contains($0) }), let close = closing[open] else {
      return false
    }
    let inner = scalars.filter { $0 == close }.count - (open == close ? 1 : 0)
    return inner == 1
  }
}

extension SourceText {
  /// The columns of white space right before an offset, back to the line's start; a tab is four.
  func indent(before offset: Int) -> Int {
    var (index, columns) = (offset, 0)
    while index > 0, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 {
      index -= 1
      columns += bytes[index] == 0x09 ? 4 : 1
    }
    return index == 0 || [0x0A, 0x0D, 0x0C].contains(bytes[index - 1]) ? columns : 0
  }
}
