/// Two columns of prose that a converter left side by side, line by line.
///
/// On a page of columns one column of the grid is empty on all lines but those that go across, titles and page numbers:
/// the gutter. The lines between two that go across are read one column after the other.
struct Columns {
  private let source: SourceText
  private var lines: [SourceLine] = []
  private var undecided: [PageStructure.Undecided] = []

  /// The source with the lines of such columns one column after the other, and what the report says of them.
  static func parted(_ source: SourceText) -> (source: SourceText, undecided: [PageStructure.Undecided]) {
    var columns = Columns(source: source)
    var index = 0
    while index < source.lines.count {
      let end =
        source.lines[(index + 1)...].firstIndex { source.bytes[$0.content].contains(0x0C) }
        ?? source.lines.count
      columns.readPage(index..<end)
      index = end
    }
    return columns.undecided.isEmpty ? (source, []) : (source.with(columns.lines), columns.undecided)
  }

  private init(source: SourceText) { self.source = source }

  /// Fewest lines with a text on both sides.
  static let fewest = 4
  /// How often the rest of a page is looked over for a gutter at another place.
  private static let mostGutters = 4

  private mutating func readPage(_ page: Range<Int>) {
    let rows = page.map { DrawnLine(source.lines[$0], in: source) }
    var bands: [Band] = []
    var tried: Set<Int> = []
    var isTaken = [Bool](repeating: false, count: rows.count)
    for _ in 0..<Self.mostGutters {
      let free = rows.indices.filter { !isTaken[$0] }
      guard let gutter = Self.gutter(of: free.map { rows[$0] }, except: tried) else { break }
      tried.insert(gutter)
      for run in runs(of: free, at: gutter, in: rows) {
        guard let band = Band(run, at: gutter, of: rows, in: source) else { continue }
        bands.append(band)
        for row in band.rows { isTaken[row] = true }
      }
    }
    var done = 0
    for band in bands.sorted(by: { $0.rows.lowerBound < $1.rows.lowerBound }) {
      lines += source.lines[page.lowerBound + done..<page.lowerBound + band.rows.lowerBound]
      lines += band.lines
      undecided.append(
        PageStructure.Undecided(
          what: "Two columns of text seem to stand side by side here. They are read one after the other.",
          bytes: band.first))
      done = band.rows.upperBound
    }
    lines += source.lines[page.lowerBound + done..<page.upperBound]
  }

  /// The place at which most texts begin after a wide gap; nil if too few do.
  private static func gutter(of rows: [DrawnLine], except tried: Set<Int>) -> Int? {
    var counts: [Int: Int] = [:]
    for row in rows { for gap in row.gaps where !tried.contains(gap) { counts[gap, default: 0] += 1 } }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.flatMap { $0.value >= fewest ? $0.key : nil }
  }

  /// The stretches of a page in which no text goes across a gutter.
  private func runs(of free: [Int], at gutter: Int, in rows: [DrawnLine]) -> [Range<Int>] {
    let widest =
      free.lazy.map { rows[$0] }.filter { $0.hasText(onBothSidesOf: gutter, in: source) }
      .map { $0.end(before: gutter, in: source) }.max() ?? gutter
    var runs: [Range<Int>] = []
    for index in free {
      let row = rows[index]
      // What begins between the columns, as a page's number does, goes across.
      let isBetween = !row.text.isEmpty && row.start > widest && row.start < gutter
      guard !isBetween, row.isBlank(before: gutter, in: source) else { continue }
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}

/// Lines with a column of prose on either side of a gutter.
private struct Band {
  /// Which lines of the page.
  let rows: Range<Int>
  /// The left column's lines and the right one's.
  let lines: [SourceLine]
  /// The text of the first line.
  let first: Range<Int>

  /// Nil if the lines are no such columns.
  init?(_ run: Range<Int>, at gutter: Int, of rows: [DrawnLine], in source: SourceText) {
    guard let top = run.first(where: { !rows[$0].text.isEmpty }),
      let bottom = run.last(where: { !rows[$0].text.isEmpty })
    else { return nil }
    let drawn = rows[top...bottom]
    let both = drawn.filter { $0.hasText(onBothSidesOf: gutter, in: source) }
    guard both.count >= Columns.fewest, both.count * 2 > drawn.count(where: { !$0.text.isEmpty }),
      both.count(where: { $0.gaps.contains(gutter) }) * 2 >= both.count
    else { return nil }
    let halves = drawn.map { $0.parted(at: gutter, in: source) }
    let (left, right) = (halves.map(\.left), halves.map(\.right))
    guard Self.isProse(left.map(\.content), in: source), Self.isProse(right.map(\.content), in: source) else {
      return nil
    }
    self.rows = top..<bottom + 1
    first = left.first { !$0.content.isEmpty }?.content ?? right[0].content
    // A text that goes on in the right column is joined later, by how the left one ends.
    lines =
      drawn.first!.pageMarker + Self.column(left, in: source) + [Self.blank(after: left)]
      + Self.column(right, in: source)
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
      guard let number = noteNumber(lines[index].content, in: source) else { continue }
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

/// A line as it stands on the grid of a page. Columns are counted in scalars from 0.
private struct DrawnLine {
  let line: SourceLine
  let text: Range<Int>
  /// Where the grid begins: after a form feed.
  private let origin: Int
  /// The column at which its text begins.
  let start: Int
  /// The columns at which its text begins anew after a wide gap.
  let gaps: [Int]

  init(_ line: SourceLine, in source: SourceText) {
    self.line = line
    text = source.trimmed(line.content)
    let feed = line.content.lowerBound..<text.lowerBound
    let origin = source.bytes[feed].lastIndex(of: 0x0C).map { $0 + 1 } ?? line.content.lowerBound
    self.origin = origin
    start = text.lowerBound - origin
    var (gaps, index, column) = ([Int](), text.lowerBound, text.lowerBound - origin)
    var blanks = 0
    while index < text.upperBound {
      let byte = source.bytes[index]
      if byte == 0x20 {
        blanks += 1
      } else {
        if blanks >= 3 { gaps.append(column) }
        blanks = 0
      }
      index += 1
      if index == text.upperBound || source.bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
    self.gaps = gaps
  }

  /// The form feed before it, as a line by itself.
  var pageMarker: [SourceLine] {
    line.content.lowerBound < origin
      ? [SourceLine(content: line.content.lowerBound..<origin, newline: origin..<origin)] : []
  }

  /// Where a column begins, or the line's end if it is shorter.
  private func offset(ofColumn column: Int, in source: SourceText) -> Int {
    var (offset, rest) = (origin, column)
    while rest > 0, offset < line.content.upperBound {
      offset = source.scalarStart(atOrAfter: offset + 1)
      rest -= 1
    }
    return min(offset, line.content.upperBound)
  }

  /// Whether nothing stands right before a column, so that the line may be parted there.
  func isBlank(before column: Int, in source: SourceText) -> Bool {
    let offset = offset(ofColumn: column, in: source)
    if offset >= text.upperBound || offset <= text.lowerBound { return true }
    return source.bytes[offset - 1] == 0x20 && source.bytes[offset - 2] == 0x20
  }

  func hasText(onBothSidesOf column: Int, in source: SourceText) -> Bool {
    let offset = offset(ofColumn: column, in: source)
    return isBlank(before: column, in: source) && text.lowerBound < offset && offset < text.upperBound
  }

  /// The column at which the text before another one ends.
  func end(before column: Int, in source: SourceText) -> Int {
    let left = source.trimmed(origin..<offset(ofColumn: column, in: source))
    return source.width(of: origin..<left.upperBound)
  }

  func parted(at column: Int, in source: SourceText) -> (left: SourceLine, right: SourceLine) {
    let end = line.content.upperBound
    let start = offset(ofColumn: column, in: source)
    let (left, right) = (source.trimmed(origin..<start), source.trimmed(start..<end))
    // One blank of the gap stands for the end of the left line.
    let gap = left.upperBound..<min(left.upperBound + 1, max(left.upperBound, right.lowerBound))
    return (SourceLine(content: left, newline: gap), SourceLine(content: right, newline: line.newline))
  }
}
