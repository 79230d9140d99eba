internal import Consensus
internal import Manuscript

/// Tables: rows of cells, with what parts them in the source kept apart from the words.
extension TEIContent {
  /// A table with its element. Where a correction reaches over its cells, or where it has none, it stands as it is.
  func write(tableAt index: Int, to xml: inout MarkupBuilder) {
    let block = document.blocks[index]
    let styles = styles(of: block)
    let events = events(ofBlockAt: index, styles)
    guard let layout = TableLayout(of: block, in: document, ranges: ranges(inBlockAt: index)) else {
      xml.add("<ab xml:id=\"\(block.address)\" type=\"\(block.kind.rawValue)\" xml:space=\"preserve\">")
      write(events, in: block.range, styles, to: &xml)
      return xml.add("</ab>")
    }
    xml.add("<table xml:id=\"\(block.address)\">")
    let cells = layout.rows.flatMap(\.self)
    var (done, number, left) = (block.range.start, 0, events[...])
    for (row, inRow) in layout.rows.enumerated() {
      xml.add(row == 0 && layout.hasHead ? "<row role=\"label\">" : "<row>")
      for (column, cell) in inRow.enumerated() {
        number += 1
        let next = number < cells.count ? cells[number].start : nil
        xml.add("<cell>")
        write(delimiter: ScalarRange(done, cell.start), to: &xml)
        let own = left.prefix { event in next.map { event.offset < $0 } ?? true }
        left = left[own.endIndex...]
        write(own, in: cell, styles, to: &xml)
        done = cell.end
        if column == inRow.count - 1 {
          let end = endOfRow(after: cell.end, before: next ?? block.range.end)
          write(delimiter: ScalarRange(done, next == nil ? block.range.end : end), to: &xml)
          done = end
        }
        xml.add("</cell>")
      }
      xml.add("</row>")
    }
    xml.add("</table>")
  }

  /// What must not be cut, in text order.
  private func ranges(inBlockAt index: Int) -> [ScalarRange] {
    let block = document.blocks[index].range
    let first = edits.partitioningIndex { $0.range.end >= block.start }
    let own = edits[first...].prefix { $0.range.start <= block.end }
    return (loci(ofBlockAt: index).map(\.hull) + own.map(\.range)).sorted()
  }

  /// Where the last line ends that ends between two cells; the row of marks goes with the row above it.
  private func endOfRow(after start: Int, before end: Int) -> Int {
    (start..<end).last { document.text[$0] == "\n" }.map { $0 + 1 } ?? start
  }

  private func write(delimiter range: ScalarRange, to xml: inout MarkupBuilder) {
    if range.isEmpty { return }
    xml.add("<seg type=\"delimiter\">")
    xml.add(lines: document.text.scalars[range.offsets])
    xml.add("</seg>")
  }
}
