/// Two columns of prose that a converter left side by side, line by line.
enum Columns {
  /// The source with the lines of such columns one column after the other, and what the report says of them.
  static func parted(_ source: SourceText) -> (source: SourceText, undecided: [PageStructure.Undecided]) {
    var lines: [SourceLine] = []
    var undecided: [PageStructure.Undecided] = []
    var index = 0
    while index < source.lines.count {
      let (run, gutter) = run(from: index, in: source)
      defer { index = run.upperBound }
      guard let gutter else {
        lines += source.lines[run]
        continue
      }
      let halves = source.lines[run].map { parted($0, at: gutter, in: source) }
      lines += halves.map(\.left) + halves.map(\.right)
      if let first = halves.first(where: { !$0.left.content.isEmpty })?.left.content {
        undecided.append(
          PageStructure.Undecided(
            what: "Two columns of text seem to stand side by side here. They are read one after the other.",
            bytes: first))
      }
    }
    return undecided.isEmpty ? (source, []) : (source.with(lines), undecided)
  }

  /// Fewest lines with a text on both sides.
  private static let fewest = 4

  /// The lines from one on that have a common gutter, and its column; nil for that if they are no columns.
  private static func run(from index: Int, in source: SourceText) -> (lines: Range<Int>, gutter: Int?) {
    guard let gutter = rightStart(of: source.lines[index], in: source) else {
      return (index..<index + 1, nil)
    }
    var (end, both) = (index, 0)
    var next = index
    while next < source.lines.count {
      let line = source.lines[next]
      if source.trimmed(line.content).isEmpty {
        if source.bytes[line.content].contains(0x0C) { break }
      } else if isBlank(line, around: gutter, in: source) {
        if rightStart(of: line, in: source) == gutter { both += 1 }
        end = next + 1
      } else {
        break
      }
      next += 1
    }
    guard both >= fewest, both * 2 > end - index else { return (index..<max(end, index + 1), nil) }
    let halves = source.lines[index..<end].map { parted($0, at: gutter, in: source) }
    let areColumns =
      areProse(halves.map(\.left.content), in: source) && areProse(halves.map(\.right.content), in: source)
    return (index..<end, areColumns ? gutter : nil)
  }

  /// The column at which the text after a line's last wide gap begins, where text stands before it.
  private static func rightStart(of line: SourceLine, in source: SourceText) -> Int? {
    let text = source.trimmed(line.content)
    guard text.count > 30 else { return nil }
    var index = text.upperBound
    while index > text.lowerBound + 3 {
      index -= 1
      if source.bytes[index] == 0x20, source.has("   ", at: index - 2, before: text.upperBound) {
        return source.width(of: line.content.lowerBound..<index + 1)
      }
    }
    return nil
  }

  /// Where a column begins in a line, if the line reaches it.
  private static func offset(ofColumn column: Int, in line: SourceLine, of source: SourceText) -> Int? {
    var (offset, rest) = (line.content.lowerBound, column)
    while rest > 0, offset < line.content.upperBound {
      offset = source.scalarStart(atOrAfter: offset + 1)
      rest -= 1
    }
    return rest == 0 && offset < line.content.upperBound ? offset : nil
  }

  /// Whether nothing stands in a line right before a column, so that it may be parted there.
  private static func isBlank(_ line: SourceLine, around column: Int, in source: SourceText) -> Bool {
    guard let start = offset(ofColumn: column, in: line, of: source) else { return true }
    return start >= line.content.lowerBound + 2 && source.bytes[start - 1] == 0x20
      && source.bytes[start - 2] == 0x20
  }

  private static func parted(
    _ line: SourceLine, at column: Int, in source: SourceText
  ) -> (left: SourceLine, right: SourceLine) {
    let end = line.content.upperBound
    let start = offset(ofColumn: column, in: line, of: source) ?? end
    let (left, right) = (source.trimmed(line.content.lowerBound..<start), source.trimmed(start..<end))
    // One blank of the gap stands for the end of the left line.
    let gap = left.upperBound..<min(left.upperBound + 1, max(left.upperBound, right.lowerBound))
    return (
      SourceLine(content: left, newline: gap),
      SourceLine(content: right, newline: line.newline)
    )
  }

  /// Whether a column's lines are prose: words, and lines about as long as the longest.
  private static func areProse(_ lines: [Range<Int>], in source: SourceText) -> Bool {
    let filled = lines.filter { !$0.isEmpty }
    guard filled.count >= fewest, let widest = filled.map({ source.width(of: $0) }).max(), widest >= 20 else {
      return false
    }
    let long = filled.dropLast().count { source.width(of: $0) * 3 >= widest * 2 }
    let prose = filled.count { source.isProse($0) }
    return long * 4 >= (filled.count - 1) * 3 && prose * 4 >= filled.count * 3
  }
}
