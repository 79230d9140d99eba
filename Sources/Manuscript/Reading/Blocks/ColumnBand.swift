/// Lines with a column of prose on either side of a gutter.
struct ColumnBand {
  /// Which lines of the page.
  let rows: Range<Int>
  /// The left column's lines and the right one's.
  let lines: [SourceLine]
  /// The text of the first line.
  let first: Range<Int>

  /// Nil if the lines are no such columns.
  init?(_ run: Range<Int>, at gutter: Int, of rows: [DrawnLine], in source: SourceText) {
    guard let inner = Self.withoutEdges(run, at: gutter, of: rows, in: source) else { return nil }
    let drawn = rows[inner]
    guard Self.standSideBySide(drawn.map { $0.side(of: gutter, in: source) }) else { return nil }
    let right = drawn.filter { $0.hasText(rightOf: gutter, in: source) }
    guard right.count(where: { $0.starts.contains(gutter) }) * 2 >= right.count else { return nil }
    let sides = drawn.map { $0.side(of: gutter, in: source) }
    let halves = drawn.map { $0.parted(at: gutter, in: source) }
    let columns = [
      Self.level(halves.map(\.left), beside: halves.map(\.right), sides, own: .left, in: source),
      Self.level(halves.map(\.right), beside: halves.map(\.left), sides, own: .right, in: source),
    ]
    let texts = columns.map { $0.map { source.trimmed($0.content) } }
    guard texts.allSatisfy({ Self.isProse($0, in: source) }) else { return nil }
    self.rows = inner
    first = texts.joined().first { !$0.isEmpty } ?? texts[0][0]
    // A column ends as a page does, with a foot of its own. A text that goes on in the right one is joined later, by how
    // the left one ends.
    var end = Self.blank(after: columns[0])
    end.endsColumn = true
    lines =
      drawn.first!.pageMarker + Self.column(columns[0], in: source) + [end]
      + Self.column(columns[1], in: source)
  }

  /// A column's lines without the gaps that nothing but the other column makes: where the lines of the two are not level,
  /// or a raised number has a line to itself.
  private static func level(
    _ column: [SourceLine], beside other: [SourceLine], _ sides: [DrawnLine.Side?], own: DrawnLine.Side,
    in source: SourceText
  ) -> [SourceLine] {
    column.indices.filter { row in
      guard column[row].content.isEmpty, sides[row] != nil, row > 0, row + 1 < column.count else {
        return true
      }
      if sides[row - 1] == own, sides[row + 1] == own { return false }
      let text = source.trimmed(other[row].content)
      return text.count > 3 || !source.bytes[text].allSatisfy(SourceText.isDigit)
    }.map { column[$0] }
  }

  /// The lines of a run without what stands over and under its columns: blank lines, titles in the middle of the page,
  /// and heads with a page's number.
  private static func withoutEdges(
    _ run: Range<Int>, at gutter: Int, of rows: [DrawnLine], in source: SourceText
  ) -> Range<Int>? {
    func isEdge(_ row: Int, beside next: Int) -> Bool {
      rows[row].text.isEmpty || rows[row].isCentred(at: gutter, in: source)
        || (!run.contains(next) || rows[next].text.isEmpty) && rows[row].isPageHead(at: gutter, in: source)
    }
    guard let top = run.first(where: { !isEdge($0, beside: $0 + 1) }),
      let bottom = run.last(where: { !isEdge($0, beside: $0 - 1) }), top <= bottom
    else { return nil }
    return top..<bottom + 1
  }

  /// Whether most lines of the shorter column stand beside lines of the other. Where the columns are not level, a line of
  /// the one comes after a line of the other.
  private static func standSideBySide(_ sides: [DrawnLine.Side?]) -> Bool {
    let filled = sides.compactMap { $0 }
    let beside = filled.indices.count { index in
      filled[index] == .both || index > 0 && filled[index] != filled[index - 1]
    }
    let shorter = min(filled.count { $0 != .left }, filled.count { $0 != .right })
    return beside >= Columns.fewest && beside * 2 > shorter
  }

  /// A column's lines from the first with a text to the last, with a blank line before its foot of notes.
  private static func column(_ lines: [SourceLine], in source: SourceText) -> [SourceLine] {
    let filled = filled(lines)
    guard let foot = foot(of: filled, in: source), foot > filled.startIndex else { return Array(filled) }
    return filled[..<foot] + [blank(after: filled[..<foot])] + filled[foot...]
  }

  private static func blank(after lines: some BidirectionalCollection<SourceLine>) -> SourceLine {
    let end = lines.last { !$0.content.isEmpty }?.newline.lowerBound ?? 0
    return SourceLine(content: end..<end, newline: end..<end)
  }

  /// Where the notes at a column's foot begin: two or more that count up to its last one.
  private static func foot(of lines: ArraySlice<SourceLine>, in source: SourceText) -> Int? {
    var foot: Int?
    var (next, count) = (Int?.none, 0)
    for index in lines.indices.reversed() {
      guard let number = noteNumber(source.trimmed(lines[index].content), in: source) else { continue }
      guard next.map({ number == $0 - 1 }) ?? true else { continue }
      (foot, next, count) = (index, number, count + 1)
      if number == 1 { break }
    }
    return count > 1 ? foot : nil
  }

  /// The number that is a line by itself, or with which it opens as a note does.
  private static func noteNumber(_ line: Range<Int>, in source: SourceText) -> Int? {
    guard let first = line.first, SourceText.isDigit(source.bytes[first]) else { return nil }
    let end = source.endOfDigits(at: first, before: line.upperBound)
    guard end - first <= 3, end == line.upperBound || source.opening(line) != nil else { return nil }
    return Int(source.string(first..<end))
  }

  /// The lines from the first with a text to the last.
  private static func filled(_ lines: [SourceLine]) -> ArraySlice<SourceLine> {
    guard let first = lines.firstIndex(where: { !$0.content.isEmpty }),
      let last = lines.lastIndex(where: { !$0.content.isEmpty })
    else { return [] }
    return lines[first...last]
  }

  /// Whether a column's lines are prose: words, most lines about as long as the longest, and sentences that go on from
  /// line to line. A column of a table has short lines, and its lines begin anew.
  private static func isProse(_ lines: [Range<Int>], in source: SourceText) -> Bool {
    let filled = lines.filter { !$0.isEmpty }
    guard filled.count >= Columns.fewest, let widest = filled.map({ source.width(of: $0) }).max(),
      widest >= 20
    else { return false }
    let long = filled.dropLast().count { source.width(of: $0) * 3 >= widest * 2 }
    let prose = filled.count { source.isProse($0) }
    let flowing = filled.dropFirst().count { source.scalar(at: $0.lowerBound).scalar.properties.isLowercase }
    let gapped = filled.count { source.offset(of: "   ", in: $0) != nil }
    guard gapped * 4 <= filled.count else { return false }
    let isFilled = long * 4 >= (filled.count - 1) * 3 && prose * 4 >= filled.count * 3
    return isFilled
      || long * 2 >= filled.count - 1 && prose * 2 >= filled.count
        && flowing * 3 >= filled.count - 1
  }
}
