import Consensus
import Editions
import Manuscript
import Scholarship
import Testing
import Views

/// From a document's revisions the base and the consensus are got back, over random histories.
@Suite("What a DOCX gives back")
struct DOCXRoundTripTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `rejected it is the base, accepted the consensus`(seed: UInt64) throws {
    let group = try Group.random(seed: seed)
    let bytes = group.edition().rendered(as: .docx)
    let reader = try WordReader(bytes)
    let edits = group.edition().presenter.standing.reconciliation.accepted
    let departures = Departures(from: group.document, with: edits)
    try check(reader, accepting: false, group.document, edits: [], without: [], "seed \(seed), the base")
    try check(
      reader, accepting: true, group.document, edits: edits, without: departures.blocks,
      "seed \(seed), the consensus")
    #expect(bytes == group.edition().rendered(as: .docx), "seed \(seed)")
  }

  private func check(
    _ reader: WordReader, accepting: Bool, _ document: Document, edits: [Edit], without gone: Set<Int>,
    _ comment: Comment
  ) throws {
    let marked = Set(document.blocks.filter { $0.kind != .note }.flatMap(\.noteReferences).map(\.note))
    var (body, notes): ([String], [String]) = ([], [])
    for (index, block) in document.blocks.enumerated() where !gone.contains(index) {
      let inside = edits.filter { $0.range.start >= block.range.start && $0.range.end <= block.range.end }
      let text = document.text.applying(inside, in: block.range)
      if block.kind == .note, marked.contains(Int(block.address.dropFirst())!) {
        notes.append(text)
      } else {
        body.append(text)
      }
    }
    let blocks = reader.blocks(accepting: accepting)
    #expect(blocks.count == body.count, comment)
    for (block, text) in zip(blocks, body) {
      let isTable = block.style == "table"
      let (read, expected) = isTable ? (trimmedCells(block.text), cells(of: text)) : (block.text, text)
      #expect(Array(read.unicodeScalars) == Array(expected.unicodeScalars), comment)
    }
    // Notes whose marks are gone are read no more.
    let referred = blocks.flatMap(\.notes)
    let read = reader.notes(accepting: accepting).filter { referred.contains($0.key) }
    #expect(read.sorted { Int($0.key)! < Int($1.key)! }.map(\.value) == notes, comment)
  }

  /// A table's cells, as another would read them.
  private func cells(of table: String) -> String {
    let rows = table.split(separator: "\n").filter { !$0.allSatisfy { "|-".contains($0) } }
    return rows.map { row in
      let cells = row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      return cells.map(trimmed).joined(separator: "|")
    }.joined(separator: "\n")
  }

  private func trimmedCells(_ table: String) -> String {
    table.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map(trimmed).joined(separator: "|")
    }.joined(separator: "\n")
  }

  private func trimmed(_ cell: Substring) -> String {
    var scalars = cell.unicodeScalars
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
