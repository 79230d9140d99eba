internal import Consensus
internal import Manuscript

/// A table with bars, written cell by cell: whatever is corrected in it, it keeps its rows and columns.
struct MarkdownTable {
  let markdown: String

  /// `nil` where it is no table that Markdown has a form for, such as one that is drawn with lines.
  ///
  /// - Parameters:
  ///   - edits: those made in it, in order.
  ///   - loci: the apparatus' marks.
  ///   - notes: the marks of the paper's own notes.
  init?(
    _ block: Block, in document: Document, edits: ArraySlice<Edit>, loci: [InlineMark], notes: [InlineMark]
  ) {
    let lines = Self.lines(of: block, in: document.text)
    guard lines.count > 0, !lines.contains(where: { Self.isGrid(document.text[$0]) }) else { return nil }
    let rule = lines.count > 1 && Self.isRule(document.text[lines[1]]) ? lines[1] : nil
    let columns = rule.map { Self.cells(of: $0, in: document, expecting: nil).count }
    let rows = lines.filter { $0 != rule }.map { Self.cells(of: $0, in: document, expecting: columns) }
    let cells = rows.flatMap(\.self)
    guard !cells.isEmpty, rows.allSatisfy({ !$0.isEmpty }) else { return nil }
    // What stands between cells, or in the row of marks, belongs to the cell before it.
    func cell(at offset: Int) -> Int { max(0, cells.partitioningIndex { $0.start > offset } - 1) }
    func byCell(_ marks: [InlineMark]) -> [Int: [InlineMark]] {
      Dictionary(grouping: marks) { cell(at: $0.offset) }
    }
    var inside: [Int: [Edit]] = [:]
    for edit in edits {
      let first = cell(at: edit.range.start)
      // Of one that reaches over a bar, the first cell has the words.
      for index in first...max(first, cell(at: max(edit.range.start, edit.range.end - 1))) {
        let (start, end) = (max(edit.range.start, cells[index].start), min(edit.range.end, cells[index].end))
        let place = min(start, cells[index].end)
        inside[index, default: []].append(
          Edit(
            range: ScalarRange(place, max(place, end)), replacement: index == first ? edit.replacement : ""))
      }
    }
    let (loci, notes) = (byCell(loci), byCell(notes))
    let emphasis = Dictionary(grouping: block.emphasis) { cell(at: $0.range.start) }
    let links = Dictionary(grouping: block.links) { cell(at: $0.range.start) }
    let written = cells.enumerated().map { index, range in
      func placed(_ marks: [InlineMark]?) -> [InlineMark] {
        (marks ?? []).map {
          InlineMark(offset: min(max($0.offset, range.start), range.end), label: $0.label)
        }
      }
      var content = block
      content.range = range
      content.emphasis = (emphasis[index] ?? []).filter { range.contains($0.range) }
      content.links = (links[index] ?? []).filter { range.contains($0.range) }
      let pieces = BlockPieces(
        of: content, in: document.text, edits: (inside[index] ?? [])[...], loci: placed(loci[index]),
        notes: placed(notes[index]))
      return pieces.markdown(breaks: .cell)
    }
    var next = 0
    let texts = rows.map { row in
      defer { next += row.count }
      return "| " + written[next..<next + row.count].joined(separator: " | ") + " |"
    }
    let marks = rule.map { document.text[$0] } ?? "|" + String(repeating: "---|", count: rows[0].count)
    markdown = ([texts[0], marks] + texts.dropFirst()).joined(separator: "\n")
  }

  private static func lines(of block: Block, in text: ScalarText) -> [ScalarRange] {
    var lines: [ScalarRange] = []
    var start = block.range.start
    for offset in block.range.offsets where text[offset] == "\n" {
      lines.append(ScalarRange(start, offset))
      start = offset + 1
    }
    return lines + [ScalarRange(start, block.range.end)]
  }

  /// `|---|:-:|`: the row of marks under a table's head.
  private static func isRule(_ line: String) -> Bool {
    line.contains("-") && line.allSatisfy { "|:- \t".contains($0) }
  }

  /// A line of a table that is drawn as a grid, or with dashes alone.
  private static func isGrid(_ line: String) -> Bool {
    line.hasPrefix("+") && line.allSatisfy { "+-=:".contains($0) } || !line.contains("|")
  }

  /// The cells of a row, without the white space around them.
  ///
  /// - Parameter columns: how many the table has. Where a row has more bars, those are text that the source has a backslash
  ///   before.
  private static func cells(of line: ScalarRange, in document: Document, expecting columns: Int?)
    -> [ScalarRange]
  {
    let text = document.text
    var bars = line.offsets.filter { text[$0] == "|" && !isEscaped($0, in: text, from: line.start) }
    let cells = split(line, at: bars, text)
    guard let columns, cells.count > columns else { return cells }
    bars.removeAll { isMarkup(before: $0, in: document.sourceMap) }
    return split(line, at: bars, text)
  }

  private static func split(_ line: ScalarRange, at bars: [Int], _ text: ScalarText) -> [ScalarRange] {
    var cells: [ScalarRange] = []
    var start = line.start
    for bar in bars + [line.end] {
      cells.append(trimmed(ScalarRange(start, max(start, bar)), text))
      start = min(bar + 1, line.end)
    }
    // Bars at a row's ends begin and end it.
    if let first = bars.first, trimmed(ScalarRange(line.start, first), text).isEmpty { cells.removeFirst() }
    if cells.count > 1, let last = bars.last, trimmed(ScalarRange(last + 1, line.end), text).isEmpty {
      cells.removeLast()
    }
    return cells
  }

  private static func trimmed(_ range: ScalarRange, _ text: ScalarText) -> ScalarRange {
    var (start, end) = (range.start, range.end)
    while start < end, text[start].properties.isWhitespace { start += 1 }
    while start < end, text[end - 1].properties.isWhitespace { end -= 1 }
    return ScalarRange(start, end)
  }

  /// Whether a backslash of the text stands before a bar, and none before that.
  private static func isEscaped(_ bar: Int, in text: ScalarText, from start: Int) -> Bool {
    var backslashes = 0
    while bar - backslashes > start, text[bar - backslashes - 1] == "\\" { backslashes += 1 }
    return backslashes % 2 == 1
  }

  private static func isMarkup(before bar: Int, in map: SourceMap) -> Bool {
    guard !map.segments.isEmpty else { return false }
    let bytes = map.bytes(ofScalarAt: bar)
    return bytes.lowerBound > 0 && map.furniture(ofByteAt: bytes.lowerBound - 1)?.kind == .markup
  }
}
