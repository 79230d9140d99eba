/// The sentences of a table: each cell has its own, and what the table is drawn with is in none.
enum TableSentences {
  /// The ranges of the text in which sentences are to be looked for, in order.
  static func cells(in range: ScalarRange, of text: ScalarText, mappedBy map: SourceMap) -> [ScalarRange] {
    if let table = TableCells(in: range, of: text, mappedBy: map) {
      return table.rows.flatMap { $0.map(\.inner) }.filter { !$0.isEmpty }
    }
    return drawn(in: range, of: text)
  }

  /// Of a grid, or a table that is drawn with dashes alone: what stands between its bars in each of its lines.
  private static func drawn(in range: ScalarRange, of text: ScalarText) -> [ScalarRange] {
    text.scalars[range.offsets].split(separator: "\n").flatMap { line in
      line.allSatisfy { strokes.contains($0) }
        ? [] : line.split(separator: "|").map { ScalarRange($0.startIndex, $0.endIndex) }
    }
  }

  private static let strokes = Set("|+-=: \t".unicodeScalars)
}
