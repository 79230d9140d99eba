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
    guard let table = TableCells(of: block, in: document), !table.rows.isEmpty else { return nil }
    let rows = table.rows.map { $0.map(\.inner) }
    let cells = rows.flatMap(\.self)
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
    let plain = "|" + String(repeating: "---|", count: rows[0].count)
    let marks = table.rule.map { document.text[table.lines[$0]] } ?? plain
    markdown = ([texts[0], marks] + texts.dropFirst()).joined(separator: "\n")
  }
}
