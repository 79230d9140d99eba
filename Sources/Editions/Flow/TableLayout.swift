internal import Manuscript

/// A table's rows and cells, as its text has them: lines with bars between cells.
struct TableLayout: Equatable {
  /// The cells of each row, without the blanks around their words; the row of marks is left out.
  private(set) var rows: [[ScalarRange]] = []
  /// Whether the first row is the head.
  private(set) var hasHead = false
  /// How many cells the widest row has.
  var columns: Int { rows.lazy.map(\.count).max() ?? 0 }

  /// `nil` where the text is not laid out so, or where a range reaches over a cell: then it stands as it is.
  ///
  /// - Parameter ranges: what must not be cut, such as those of edits, in text order.
  init?(of block: Block, in text: ScalarText, ranges: [ScalarRange]) {
    var start = block.range.start
    var (line, next) = (0, 0)
    while start <= block.range.end {
      var end = start
      while end < block.range.end, text[end] != "\n" { end += 1 }
      let range = ScalarRange(start, end)
      let ofLine = ranges[next...].prefix { $0.start <= end }
      next = ofLine.endIndex
      if text.isTableRule(range) {
        guard line == 1, ofLine.isEmpty else { return nil }
        hasHead = true
      } else {
        guard let cells = text.cells(of: range, around: ofLine) else { return nil }
        rows.append(cells)
      }
      line += 1
      start = end + 1
    }
    guard let width = rows.first?.count, rows.allSatisfy({ $0.count <= width }) else { return nil }
  }
}

extension ScalarText {
  /// Whether a line is the row of marks under a table's head.
  fileprivate func isTableRule(_ line: ScalarRange) -> Bool {
    let scalars = scalars[line.offsets]
    return scalars.contains("-") && scalars.allSatisfy { "|:- \t".unicodeScalars.contains($0) }
  }

  /// The cells of a row; `nil` where no bars part it, or one of the ranges does not stay within a cell.
  fileprivate func cells(of line: ScalarRange, around ranges: ArraySlice<ScalarRange>) -> [ScalarRange]? {
    let bars = line.offsets.filter { scalars[$0] == "|" }
    guard let first = bars.first, let last = bars.last, isBlank(line.start, first) else { return nil }
    var ends = Array(bars.dropFirst())
    if !isBlank(last + 1, line.end) { ends.append(line.end) }
    var (cells, start, next): ([ScalarRange], Int, Int) = ([], first + 1, ranges.startIndex)
    if let range = ranges.first, range.start <= first { return nil }
    for end in ends {
      var cell = trimmed(start, end)
      while next < ranges.endIndex, ranges[next].start <= end {
        guard ranges[next].end <= end else { return nil }
        cell = ScalarRange(min(cell.start, ranges[next].start), max(cell.end, ranges[next].end))
        next += 1
      }
      cells.append(cell)
      start = end + 1
    }
    return next == ranges.endIndex && !cells.isEmpty ? cells : nil
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    start >= end || scalars[start..<end].allSatisfy(\.properties.isWhitespace)
  }

  private func trimmed(_ start: Int, _ end: Int) -> ScalarRange {
    var (low, high) = (start, end)
    while low < high, scalars[low].properties.isWhitespace { low += 1 }
    while low < high, scalars[high - 1].properties.isWhitespace { high -= 1 }
    return ScalarRange(low, high)
  }
}

extension Array where Element == ScalarRange {
  /// Where what belongs to a cell stands, the blanks around its words included: these are a table's cells, in order.
  func reach(of cell: Int) -> Range<Int> {
    (cell == 0 ? 0 : self[cell].start)..<(cell + 1 < count ? self[cell + 1].start : Int.max)
  }
}

extension BlockFlow.Mark {
  /// A table's marks by its cells: what begins or ends between cells is moved to the one before it, or the first.
  static func distributed(_ marks: [Self], over cells: [ScalarRange]) -> [[Self]] {
    var distributed: [[Self]] = cells.map { _ in [] }
    var openedAt: [Int: Int] = [:]
    for var mark in marks {
      let cell = Swift.max(0, cells.partitioningIndex { $0.start > mark.offset } - 1)
      mark.offset = Swift.max(cells[cell].start, Swift.min(mark.offset, cells[cell].end))
      // Moved, a range may have become a point: it closes after what opens.
      if mark.kind == .opens {
        openedAt[mark.number] = mark.offset
      } else if openedAt[mark.number] == mark.offset, !mark.isPoint {
        mark.isPoint = true
        if let opening = distributed[cell].firstIndex(where: { $0.number == mark.number }) {
          distributed[cell][opening].isPoint = true
        }
      }
      distributed[cell].append(mark)
    }
    return distributed
  }
}
