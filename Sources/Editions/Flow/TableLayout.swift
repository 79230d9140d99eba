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
  init?(of block: Block, in document: Document, ranges: [ScalarRange]) {
    guard let table = TableCells(of: block, in: document) else { return nil }
    var left = ranges[...]
    for row in table.rows {
      var cells: [ScalarRange] = []
      for cell in row {
        var inner = cell.inner
        // A cell holds what is done in it, also where that is in the blanks around its words.
        while let range = left.first, range.start <= cell.outer.end {
          guard cell.outer.contains(range) else { return nil }
          inner = ScalarRange(min(inner.start, range.start), max(inner.end, range.end))
          left.removeFirst()
        }
        cells.append(inner)
      }
      rows.append(cells)
    }
    hasHead = table.rule != nil
    guard left.isEmpty, let width = rows.first?.count, rows.allSatisfy({ $0.count <= width }) else {
      return nil
    }
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
