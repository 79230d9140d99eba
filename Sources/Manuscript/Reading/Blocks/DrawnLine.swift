/// A line as it stands on the grid of a page. Columns are counted in scalars from 0.
struct DrawnLine {
  let line: SourceLine
  let text: Range<Int>
  /// Where the grid begins: after a form feed.
  private let origin: Int
  /// The column at which its text begins.
  let start: Int
  /// The columns at which its text begins anew after a wide gap, or far from the margin.
  let starts: [Int]

  /// Fewest blanks of a wide gap.
  private static let wideGap = 3
  /// Fewest blanks before a line that begins in no left column.
  private static let farFromMargin = 24

  /// Gaps of a line that are looked at for prose around them.
  private static let mostGaps = 4

  /// On which side of a gutter something stands.
  enum Side { case left, right, both }

  /// Whether a line may have a wide gap or begin far from the margin. Most have neither, and cost next to nothing.
  static func mayHaveGap(_ line: SourceLine, in source: SourceText) -> Bool {
    let range = line.content
    // To look at every third byte finds one of any three blanks in a row.
    for index in stride(from: range.lowerBound, to: range.upperBound, by: wideGap)
    where source.bytes[index] == 0x20 {
      var (start, end) = (index, index + 1)
      while start > range.lowerBound, source.bytes[start - 1] == 0x20 { start -= 1 }
      while end < range.upperBound, end - start < wideGap, source.bytes[end] == 0x20 { end += 1 }
      if end - start >= wideGap { return true }
    }
    return range.count >= farFromMargin
      && source.trimmed(range).lowerBound >= range.lowerBound + farFromMargin
  }

  init(_ line: SourceLine, in source: SourceText) {
    self.line = line
    text = source.trimmed(line.content)
    let feed = line.content.lowerBound..<text.lowerBound
    let origin = source.bytes[feed].lastIndex(of: 0x0C).map { $0 + 1 } ?? line.content.lowerBound
    self.origin = origin
    start = text.lowerBound - origin
    var (starts, index, column) = ([Int](), text.lowerBound, text.lowerBound - origin)
    if start >= Self.farFromMargin, !text.isEmpty { starts.append(start) }
    var blanks = 0
    while index < text.upperBound {
      let byte = source.bytes[index]
      if byte == 0x20 {
        blanks += 1
      } else {
        if blanks >= Self.wideGap { starts.append(column) }
        blanks = 0
      }
      index += 1
      if index == text.upperBound || source.bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
    self.starts = starts
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

  func hasText(rightOf column: Int, in source: SourceText) -> Bool {
    offset(ofColumn: column, in: source) < text.upperBound
  }

  /// Nil for a blank line.
  func side(of column: Int, in source: SourceText) -> Side? {
    if text.isEmpty { return nil }
    guard hasText(rightOf: column, in: source) else { return .left }
    return start < column ? .both : .right
  }

  /// Whether it stands in the middle of the page, near a gutter and before it, with nothing on either side.
  func isCentred(at gutter: Int, in source: SourceText) -> Bool {
    start * 2 > gutter && start < gutter && !hasText(rightOf: gutter, in: source)
  }

  /// Whether it looks like a page's head or foot: a number by itself stands on one side of a gutter, or nothing but what
  /// begins far behind it.
  func isPageHead(at gutter: Int, in source: SourceText) -> Bool {
    let halves = parted(at: gutter, in: source)
    let sides = [halves.left.content, halves.right.content].map { source.trimmed($0) }
    if sides.contains(where: { PageNumbers.number(in: $0, of: source) != nil }) { return true }
    let last = starts.last ?? start
    return last > gutter + Self.farFromMargin / 2
  }

  /// Whether prose stands on both sides of a wide gap.
  func hasProseAroundGap(in source: SourceText) -> Bool {
    starts.prefix(Self.mostGaps).contains { column in
      guard column > start else { return false }
      let halves = parted(at: column, in: source)
      return source.isProse(halves.left.content) && source.isProse(halves.right.content)
    }
  }

  /// The column at which the text before another one ends.
  func end(before column: Int, in source: SourceText) -> Int {
    let left = source.trimmed(origin..<offset(ofColumn: column, in: source))
    return source.width(of: origin..<left.upperBound)
  }

  /// What stands on either side of a column, with the blanks before it.
  func parted(at column: Int, in source: SourceText) -> (left: SourceLine, right: SourceLine) {
    let start = offset(ofColumn: column, in: source)
    func part(_ range: Range<Int>, _ newline: Range<Int>) -> SourceLine {
      let text = source.trimmed(range)
      let content = text.isEmpty ? range.lowerBound..<range.lowerBound : range.lowerBound..<text.upperBound
      return SourceLine(content: content, newline: newline)
    }
    return (part(origin..<start, start..<start), part(start..<line.content.upperBound, line.newline))
  }
}
