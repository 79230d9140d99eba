extension InlineReader {
  /// A row of a table: its bars stand as they are, and in its cells marks mean what they mean elsewhere.
  mutating func readRow(_ row: Range<Int>) {
    guard isMarkdown, !source.isTableRule(row), !source.isGridRule(row) else {
      if isMarkdown { add(.text, row) } else { read(row) }
      return
    }
    var start = row.lowerBound
    while start < row.upperBound {
      let end = endOfCell(from: start, in: row)
      let first = items.count
      brackets = []
      openTags = [:]
      read(start..<end)
      pairDelimiters(from: first)
      if end < row.upperBound { add(.text, end..<end + 1) }
      start = end + 1
    }
  }

  /// What a tag of a table in HTML stands for: a row begins a line, bars part cells. Nil for other tags.
  func tableMark(of tag: Tag) -> InlineItem.Content? {
    guard isTagTable else { return nil }
    switch tag.name {
    case "tr": return tag.isEnd ? .replaced(["|"]) : .replaced(["\n"])
    case "td", "th": return tag.isEnd ? .replaced([" "]) : .replaced(["|", " "])
    case "br", "p", "div": return .replaced([" "])
    case "table", "thead", "tbody", "tfoot", "caption", "colgroup", "col": return .furniture(.markup)
    default: return nil
    }
  }

  /// The next bar that parts cells, or the row's end. A bar after a backslash, or in code, does not.
  private func endOfCell(from start: Int, in row: Range<Int>) -> Int {
    var index = start
    while index < row.upperBound, source.bytes[index] != UInt8(ascii: "|") {
      let isEscape = source.bytes[index] == UInt8(ascii: "\\")
      index += isEscape && index + 1 < row.upperBound ? 2 : 1
    }
    return index
  }
}

extension SourceText {
  /// Whether a line begins with a tag.
  func isTag(_ line: Range<Int>) -> Bool { has("<", at: line.lowerBound, before: line.upperBound) }
}
