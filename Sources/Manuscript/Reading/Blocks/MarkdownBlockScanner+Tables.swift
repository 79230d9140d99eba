/// Tables that Pandoc draws with lines.
extension MarkdownBlockScanner {
  /// A table whose columns the dashes under its head show, or that dashes enclose where it has no head. The
  /// rows end with a blank line, or, between lines of dashes, with the last of those.
  mutating func scanSimpleTable(at index: Int, quoteDepth: Int) -> Int? {
    let lines = source.lines
    guard quoteDepth == 0, index + 2 < lines.count, index >= noTableBefore else { return nil }
    let opens = source.isColumnRule(source.trimmed(lines[index].content))
    let isUnderHead = !opens && source.isColumnRule(source.trimmed(lines[index + 1].content))
    guard opens || isUnderHead && !source.trimmed(lines[index].content).isEmpty else { return nil }
    var rows: [SourceLine] = []
    var next = index
    while next < lines.count {
      var row = lines[next]
      row.content = source.trimmed(row.content)
      if row.content.isEmpty { break }
      row.joint = rows.isEmpty ? .softBreak : .hardBreak
      rows.append(row)
      next += 1
    }
    guard rows.count > 2, let first = rows.first, let last = rows.last,
      !opens || source.isColumnRule(last.content)
    else {
      noTableBefore = next
      return nil
    }
    let bytes = first.content.lowerBound..<last.content.upperBound
    blocks.append(SourceBlock(kind: .table, lines: rows, bytes: bytes))
    return next
  }
}

extension SourceText {
  /// `------ ------`: dashes that show two columns or more. (A rule that an author draws has its marks apart.)
  func isColumnRule(_ text: Range<Int>) -> Bool {
    let columns = bytes[text].split(whereSeparator: { $0 == 0x20 })
    return columns.count >= 2 && columns.allSatisfy { $0.allSatisfy { $0 == UInt8(ascii: "-") } }
      && columns.contains { $0.count >= 3 }
  }

  /// `+------+------+`, `+======+======+`: a line of a table that is drawn as a grid.
  func isGridRule(_ text: Range<Int>) -> Bool {
    guard text.count >= 3, let first = text.first, bytes[first] == UInt8(ascii: "+"),
      bytes[text.upperBound - 1] == UInt8(ascii: "+")
    else { return false }
    return bytes[text].allSatisfy { [0x2B, 0x2D, 0x3D, 0x3A].contains($0) }
  }
}
