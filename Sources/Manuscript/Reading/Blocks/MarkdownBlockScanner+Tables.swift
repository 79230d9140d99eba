/// Tables that Pandoc draws with lines.
extension MarkdownBlockScanner {
  /// A table that dashes draw, outside of quotations.
  mutating func scanDrawnTable(at index: Int, quoteDepth: Int) -> Int? {
    guard quoteDepth == 0, index >= noTableBefore else { return nil }
    guard let table = DrawnTable(at: index, in: source, failingBefore: &noTableBefore) else { return nil }
    blocks.append(SourceBlock(table))
    return table.end
  }
}

extension SourceText {
  /// `------ ------`: dashes that show two columns or more. (A rule that an author draws has its marks apart.)
  func isColumnRule(_ text: Range<Int>) -> Bool {
    guard bytes[text].allSatisfy({ $0 == UInt8(ascii: "-") || $0 == 0x20 }) else { return false }
    let columns = bytes[text].split(whereSeparator: { $0 == 0x20 })
    return columns.count >= 2 && columns.contains { $0.count >= 3 }
  }

  /// `+------+------+`, `+======+======+`: a line of a table that is drawn as a grid.
  func isGridRule(_ text: Range<Int>) -> Bool {
    guard text.count >= 3, let first = text.first, bytes[first] == UInt8(ascii: "+"),
      bytes[text.upperBound - 1] == UInt8(ascii: "+")
    else { return false }
    return bytes[text].allSatisfy { [0x2B, 0x2D, 0x3D, 0x3A].contains($0) }
  }
}
