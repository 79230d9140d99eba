/// Where the cells of a table are in its text, which has them in lines with bars between.
public struct TableCells: Sendable {
  /// One cell.
  public struct TableCell: Sendable {
    /// From bar to bar.
    public let outer: ScalarRange
    /// Without the blanks around the words.
    public let inner: ScalarRange
  }

  /// The lines.
  public let lines: [ScalarRange]
  /// Which of them is the row of marks under the head.
  public let rule: Int?
  /// The cells of each line but the row of marks.
  public let rows: [[TableCell]]

  /// `nil` where it is drawn otherwise, as a grid or with dashes alone.
  public init?(of block: Block, in document: Document) {
    self.init(in: block.range, of: document.text, mappedBy: document.sourceMap)
  }

  /// The cells of a table that lies in a range of a text.
  init?(in range: ScalarRange, of text: ScalarText, mappedBy map: SourceMap) {
    let lines = text.lines(of: range)
    guard !lines.contains(where: text.isGrid) else { return nil }
    let rule = lines.count > 1 && text.isTableRule(lines[1]) ? 1 : nil
    let columns = rule.map { text.cells(of: lines[$0], expecting: nil, mappedBy: map).count }
    var rows: [[TableCell]] = []
    for (index, line) in lines.enumerated() where index != rule {
      let cells = text.cells(of: line, expecting: columns, mappedBy: map)
      if cells.isEmpty { return nil }
      rows.append(cells)
    }
    (self.lines, self.rule, self.rows) = (lines, rule, rows)
  }
}

extension ScalarText {
  fileprivate func lines(of range: ScalarRange) -> [ScalarRange] {
    var lines: [ScalarRange] = []
    var start = range.start
    for offset in range.offsets where self[offset] == "\n" {
      lines.append(ScalarRange(start, offset))
      start = offset + 1
    }
    return lines + [ScalarRange(start, range.end)]
  }

  /// `|---|:-:|`: the row of marks under a table's head.
  fileprivate func isTableRule(_ line: ScalarRange) -> Bool {
    let scalars = scalars[line.offsets]
    return scalars.contains("-") && scalars.allSatisfy { "|:- \t".unicodeScalars.contains($0) }
  }

  /// A line of a table that is drawn as a grid, or with dashes alone.
  fileprivate func isGrid(_ line: ScalarRange) -> Bool {
    let scalars = scalars[line.offsets]
    return scalars.first == "+" && scalars.allSatisfy { "+-=:".unicodeScalars.contains($0) }
      || !scalars.contains("|")
  }

  /// Of blanks alone, nothing right after the bar before them.
  fileprivate func trimmed(_ range: ScalarRange) -> ScalarRange {
    var (start, end) = (range.start, range.end)
    while end > start, self[end - 1].properties.isWhitespace { end -= 1 }
    while start < end, self[start].properties.isWhitespace { start += 1 }
    return ScalarRange(start, end)
  }

  fileprivate func split(_ line: ScalarRange, at bars: [Int]) -> [TableCells.TableCell] {
    var cells: [TableCells.TableCell] = []
    var start = line.start
    for bar in bars + [line.end] {
      let outer = ScalarRange(start, max(start, bar))
      cells.append(TableCells.TableCell(outer: outer, inner: trimmed(outer)))
      start = min(bar + 1, line.end)
    }
    // Bars at a row's ends begin and end it.
    if let first = bars.first, trimmed(ScalarRange(line.start, first)).isEmpty { cells.removeFirst() }
    if cells.count > 1, let last = bars.last, trimmed(ScalarRange(last + 1, line.end)).isEmpty {
      cells.removeLast()
    }
    return cells
  }

  /// Whether a backslash of the text stands before a bar, and none before that.
  fileprivate func isEscaped(_ bar: Int, from start: Int) -> Bool {
    var backslashes = 0
    while bar - backslashes > start, self[bar - backslashes - 1] == "\\" { backslashes += 1 }
    return backslashes % 2 == 1
  }

  /// The cells of a row.
  ///
  /// - Parameter columns: how many the table has. Where a row has more bars, those are text that the source has a backslash
  ///   before.
  fileprivate func cells(
    of line: ScalarRange, expecting columns: Int?, mappedBy map: SourceMap
  ) -> [TableCells.TableCell] {
    var bars = line.offsets.filter { self[$0] == "|" && !isEscaped($0, from: line.start) }
    let cells = split(line, at: bars)
    guard let columns, cells.count > columns else { return cells }
    bars.removeAll(where: map.isAfterMarkup)
    return split(line, at: bars)
  }
}

extension SourceMap {
  /// Whether the byte before a scalar's is markup.
  fileprivate func isAfterMarkup(_ offset: Int) -> Bool {
    guard !segments.isEmpty else { return false }
    let bytes = bytes(ofScalarAt: offset)
    return bytes.lowerBound > 0 && furniture(ofByteAt: bytes.lowerBound - 1)?.kind == .markup
  }
}
