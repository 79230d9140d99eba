/// Tables that are drawn with dashes, as Pandoc writes them: rows that go over several lines between rules, and grids.
/// A row of several lines is read cell by cell, so that what a cell says is whole.
struct DrawnTable {
  /// Its rules as they stand, and its rows: pieces of one row follow one another, a hard break parts rows.
  var lines: [SourceLine]
  /// The first line after it.
  var end: Int

  /// Most lines of a head, and of a table.
  private static let longestHead = 8
  private static let longest = 400
  private static let mostColumns = 40
  /// Fewest dashes of a rule over a table.
  private static let fewestDashes = 8

  /// The table that begins at a line; nil if none does. Before `end` no table is found then.
  init?(at index: Int, in source: SourceText, failingBefore end: inout Int) {
    guard index + 2 < source.lines.count else { return nil }
    if let table = DrawnTable(rowsOfSeveralLinesAt: index, in: source) {
      self = table
    } else if let table = DrawnTable(rowsOfOneLineAt: index, in: source, failingBefore: &end) {
      self = table
    } else {
      return nil
    }
  }

  /// A table whose columns the dashes under its head show, or that dashes enclose where it has no head. The
  /// rows end with a blank line, or, between lines of dashes, with the last of those.
  private init?(rowsOfOneLineAt index: Int, in source: SourceText, failingBefore end: inout Int) {
    let opens = source.isColumnRule(source.trimmed(source.lines[index].content))
    let isUnderHead = !opens && source.isColumnRule(source.trimmed(source.lines[index + 1].content))
    guard opens || isUnderHead && !source.trimmed(source.lines[index].content).isEmpty else { return nil }
    (lines, self.end) = ([], index)
    while self.end < source.lines.count, !source.trimmed(source.lines[self.end].content).isEmpty {
      addLine(self.end, in: source)
      self.end += 1
    }
    guard lines.count > 2, let last = lines.last, !opens || source.isColumnRule(last.content) else {
      end = self.end
      return nil
    }
  }

  /// The table that a rule opens at a line: a head of one line or more, dashes that show the columns, rows between
  /// blank lines, a rule. Without a head the columns' dashes open it. Nil if none does.
  private init?(rowsOfSeveralLinesAt index: Int, in source: SourceText) {
    let lines = source.lines
    let first = source.trimmed(lines[index].content)
    var ruleOfColumns = index
    if !source.isColumnRule(first) {
      guard source.isDashes(first, atLeast: Self.fewestDashes) else { return nil }
      let near = lines[(index + 1)...].prefix(Self.longestHead + 1)
      guard
        let found = near.firstIndex(where: { line in
          let text = source.trimmed(line.content)
          return text.isEmpty || source.isColumnRule(text)
        }), found > index + 1, source.isColumnRule(source.trimmed(lines[found].content))
      else { return nil }
      ruleOfColumns = found
    }
    let columns = source.columns(ofRule: lines[ruleOfColumns].content)
    guard columns.count <= Self.mostColumns else { return nil }
    var groups: [[Int]] = [[]]
    var close: Int?
    for next in (ruleOfColumns + 1)..<min(lines.count, ruleOfColumns + Self.longest) {
      let text = source.trimmed(lines[next].content)
      if text.isEmpty {
        groups.append([])
      } else if source.isDashes(text, atLeast: Self.fewestDashes) || source.isColumnRule(text) {
        close = next
        break
      } else {
        guard source.fits(lines[next].content, columns) else { return nil }
        groups[groups.count - 1].append(next)
      }
    }
    groups.removeAll(where: \.isEmpty)
    guard let close, !groups.isEmpty else { return nil }
    // Without blank lines between them, rows are of one line each.
    if groups.count == 1, !source.followsBlank(close) { groups = groups[0].map { [$0] } }
    self.lines = []
    end = close + 1
    if ruleOfColumns > index {
      addLine(index, in: source)
      add(Array(index + 1..<ruleOfColumns), columns, in: source)
    }
    addLine(ruleOfColumns, in: source)
    for group in groups { add(group, columns, in: source) }
    addLine(close, in: source)
  }

  /// The lines of a grid, each row of several lines joined. Where a cell spans columns they stay as they are.
  static func joined(grid lines: [SourceLine], in source: SourceText) -> [SourceLine] {
    var result: [SourceLine] = []
    var row: [SourceLine] = []
    var bars: [Int] = []
    func flush() {
      result += joined(row, bars, in: source) ?? row
      row = []
    }
    for line in lines {
      if source.isGridRule(line.content) {
        flush()
        bars = source.bars(ofGridRule: line.content)
        result.append(line)
      } else {
        row.append(line)
      }
    }
    flush()
    return result
  }

  private static func joined(_ row: [SourceLine], _ bars: [Int], in source: SourceText) -> [SourceLine]? {
    guard row.count > 1, (2...mostColumns).contains(bars.count) else { return nil }
    let offsets = row.map { line in bars.map { source.offset(ofColumn: $0, in: line.content) } }
    let bar = UInt8(ascii: "|")
    guard offsets.allSatisfy({ $0.allSatisfy { $0.map { source.bytes[$0] == bar } ?? false } }) else {
      return nil
    }
    var pieces: [Range<Int>] = []
    for cell in 0..<bars.count - 1 {
      for (place, own) in offsets.enumerated() {
        // A cell's first line brings the bar before it.
        let start = place == 0 ? own[cell]! : own[cell]! + 1
        let piece = source.trimmed(start..<own[cell + 1]!)
        if !piece.isEmpty { pieces.append(piece) }
      }
    }
    let last = row[row.count - 1].content.upperBound
    pieces.append(last - 1..<last)
    return pieces.enumerated().map { place, piece in
      let end = place + 1 == pieces.count ? row[row.count - 1].newline : piece.upperBound..<piece.upperBound
      return SourceLine(content: piece, newline: end, joint: place == 0 ? row[0].joint : .softBreak)
    }
  }

  // MARK: - Rows of several lines

  private mutating func addLine(_ index: Int, in source: SourceText) {
    let line = source.lines[index]
    add(SourceLine(content: source.trimmed(line.content), newline: line.newline))
  }

  private mutating func add(_ line: SourceLine) {
    var line = line
    line.joint = lines.isEmpty ? .softBreak : .hardBreak
    lines.append(line)
  }

  private mutating func add(_ row: [Int], _ columns: [Range<Int>], in source: SourceText) {
    guard row.count > 1 else {
      for index in row { addLine(index, in: source) }
      return
    }
    let newline = source.lines[row[row.count - 1]].newline
    var pieces: [SourceLine] = []
    for (cell, column) in columns.enumerated() {
      for (place, index) in row.enumerated() {
        let content = source.lines[index].content
        let start = cell == 0 ? content.lowerBound : source.offset(ofColumn: column.lowerBound, in: content)
        let next = cell + 1 < columns.count ? columns[cell + 1].lowerBound : nil
        let end = next.flatMap { source.offset(ofColumn: $0, in: content) } ?? content.upperBound
        guard let start, start < end else { continue }
        let text = source.trimmed(start..<end)
        guard !text.isEmpty else { continue }
        // The gap before a cell stays, as in a row of one line.
        let hasGap = place == 0 && !pieces.isEmpty
        let gap = source.bytes[content.lowerBound..<text.lowerBound].reversed().prefix { $0 == 0x20 }.count
        pieces.append(
          SourceLine(
            content: text.lowerBound - (hasGap ? gap : 0)..<text.upperBound,
            newline: text.upperBound..<text.upperBound, joint: hasGap ? .inlineNote : .softBreak))
      }
    }
    guard !pieces.isEmpty else { return }
    pieces[0].joint = lines.isEmpty ? .softBreak : .hardBreak
    pieces[pieces.count - 1].newline = newline
    lines += pieces
  }
}

extension SourceBlock {
  init(_ table: DrawnTable) {
    let bytes = table.lines[0].content.lowerBound..<table.lines[table.lines.count - 1].content.upperBound
    self.init(kind: .table, lines: table.lines, bytes: bytes)
  }
}

extension SourceText {
  /// Whether a line is dashes and nothing else.
  func isDashes(_ text: Range<Int>, atLeast count: Int) -> Bool {
    text.count >= count && bytes[text].allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// The columns that the dashes of a rule show, in scalars from the line's start.
  fileprivate func columns(ofRule line: Range<Int>) -> [Range<Int>] {
    var columns: [Range<Int>] = []
    for (column, byte) in bytes[line].enumerated() where byte == UInt8(ascii: "-") {
      if let last = columns.last, last.upperBound == column {
        columns[columns.count - 1] = last.lowerBound..<column + 1
      } else {
        columns.append(column..<column + 1)
      }
    }
    return columns
  }

  /// Whether nothing stands in a line right before a column.
  fileprivate func fits(_ line: Range<Int>, _ columns: [Range<Int>]) -> Bool {
    columns.dropFirst().allSatisfy { column in
      offset(ofColumn: column.lowerBound, in: line).map { bytes[$0 - 1] == 0x20 } ?? true
    }
  }

  /// Where the bars of the rows stand under a grid's rule, in scalars from the line's start.
  fileprivate func bars(ofGridRule line: Range<Int>) -> [Int] {
    bytes[line].enumerated().filter { $0.element == UInt8(ascii: "+") }.map(\.offset)
  }

  /// The offset of a scalar in a line; nil if the line is shorter.
  fileprivate func offset(ofColumn column: Int, in line: Range<Int>) -> Int? {
    var (offset, rest) = (line.lowerBound, column)
    while rest > 0, offset < line.upperBound {
      offset = scalarStart(atOrAfter: offset + 1)
      rest -= 1
    }
    return offset < line.upperBound ? offset : nil
  }

  /// Whether the line before one is blank.
  fileprivate func followsBlank(_ index: Int) -> Bool {
    index > 0 && trimmed(lines[index - 1].content).isEmpty
  }
}
