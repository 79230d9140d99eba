internal import Manuscript
internal import Scholarship

extension ActContext {
  /// Refuses to correct what lies across a table's cells, or in the row of marks under its head: every form of the paper
  /// keeps a table's rows and columns. A table goes as a whole where all its words are deleted.
  func checkStaysInCell(_ anchor: Anchor, _ replacement: String) throws(Refusal) {
    guard let text, anchor.base == text.base,
      let index = text.document.blockIndex(containing: anchor.range.start)
    else { return }
    let block = text.document.blocks[index]
    guard block.kind == .table, !(replacement.isEmpty && anchor.range == block.range),
      let table = TableCells(of: block, in: text.document)
    else { return }
    if let rule = table.rule, table.lines[rule].contains(anchor.range) {
      throw Refusal(
        .refused, "The row of marks under a table's head is no text: it only says which row is the head.")
    }
    guard table.rows.contains(where: { $0.contains { $0.outer.contains(anchor.range) } }) else {
      throw Refusal(
        .refused,
        "A correction stays within one cell of a table, so that the table keeps its columns. Quote the words of one "
          + "cell alone, without the bars, and correct each cell by itself.")
    }
  }
}
