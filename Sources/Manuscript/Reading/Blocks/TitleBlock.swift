extension MarkdownBlockScanner {
  /// Pandoc's title block: `% title`, `% authors`, `% date` at the very start, each going on in indented
  /// lines. It is text: the paper may say its title nowhere else. Returns the index of the line after it.
  mutating func scanTitleBlock() -> Int {
    var index = 0
    var fields: [SourceBlock] = []
    while index < source.lines.count, fields.count < 3 {
      let line = source.lines[index].content
      guard let first = line.first, source.bytes[first] == UInt8(ascii: "%") else { break }
      let start = index
      index += 1
      while index < source.lines.count, isContinuation(source.lines[index].content) { index += 1 }
      let lines = source.lines[start..<index].enumerated().map { place, line in
        let start = line.content.lowerBound + (place == 0 ? 1 : 0)
        return SourceLine(content: source.trimmed(start..<line.content.upperBound), newline: line.newline)
      }
      let kind = fields.isEmpty ? SourceBlock.Kind.heading(level: 1) : .author
      fields.append(
        SourceBlock(kind: kind, lines: lines, bytes: first..<source.lines[index - 1].content.upperBound))
    }
    // A single line that text follows may be a comment, as in TeX.
    let isAlone = index == source.lines.count || source.trimmed(source.lines[index].content).isEmpty
    guard isAlone, !fields.isEmpty else { return 0 }
    blocks += fields.filter { $0.length > 0 }
    return index
  }

  private func isContinuation(_ line: Range<Int>) -> Bool {
    line.first.map { SourceText.isBlank(source.bytes[$0]) } ?? false && !source.trimmed(line).isEmpty
  }
}
