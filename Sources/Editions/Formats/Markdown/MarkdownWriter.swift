internal import Consensus
internal import Manuscript

/// Writes a document's blocks one after another, with the consensus' words.
struct MarkdownWriter {
  private(set) var text = ""
  private let document: Document
  private let edits: [Edit]
  private let loci: [Locus]
  private let departures: Departures
  /// The marks of loci in blocks that leave, with which no block that stays comes before them.
  private(set) var leading: [String] = []
  /// The numbers of the notes that have a body.
  private let notes: Set<Int>
  private var referred: Set<Int> = []
  /// How many of the edits and of the loci stand before the next block.
  private var (editsDone, lociDone) = (0, 0)
  /// The widths of the markers of the list items that the next block may stand in.
  private var listIndents: [Int] = []
  /// The marker of the last item at each depth.
  private var numbers: [Int: Marker] = [:]
  private var followsKind: BlockKind?

  init(_ document: Document, _ reconciliation: Reconciliation) {
    self.document = document
    edits = reconciliation.accepted
    loci = reconciliation.loci
    let departures = Departures(from: document, with: edits)
    self.departures = departures
    notes = Set(document.blocks.compactMap(\.noteNumber)).subtracting(departures.notes)
    let first = document.blocks.indices.first { !departures.blocks.contains($0) } ?? document.blocks.count
    leading = skipLoci(upTo: first).map(\.label)
  }

  /// The marks of the loci that begin before a block and have not been written.
  private mutating func skipLoci(upTo block: Int) -> [InlineMark] {
    let next = block < document.blocks.count ? document.blocks[block].range.start : Int.max
    var marks: [InlineMark] = []
    while lociDone < loci.count, loci[lociDone].hull.start < next {
      marks.append(InlineMark(offset: loci[lociDone].hull.end, label: loci[lociDone].label))
      lociDone += 1
    }
    return marks
  }

  mutating func add(_ block: String, after separator: String = "\n\n") {
    if !text.isEmpty {
      text.removeLast()
      text += separator
    }
    text += block + "\n"
  }

  private func isKept(_ block: Int) -> Bool { !departures.blocks.contains(block) }

  /// The body's blocks.
  mutating func addText() {
    for index in document.blocks.indices where document.blocks[index].kind != .note && isKept(index) {
      add(blockAt: index)
    }
    followsKind = nil
  }

  /// The paper's notes, those first that nothing refers to: a reader would drop them.
  mutating func addNotes() {
    var definitions: [String] = []
    for index in document.blocks.indices where document.blocks[index].kind == .note && isKept(index) {
      let block = document.blocks[index]
      let body = pieces(at: index).markdown()
      definitions.append("[^\(block.address)]: \(body.replacing("\n", with: "\n    "))")
    }
    let orphans = notes.subtracting(referred).sorted()
    if !orphans.isEmpty {
      add("Notes that nothing in the text refers to: " + orphans.map { "[^n\($0)]" }.joined())
    }
    for definition in definitions { add(definition) }
  }

  private mutating func add(blockAt index: Int) {
    let block = document.blocks[index]
    if block.kind == .table {
      listIndents = []
      followsKind = .table
      let (block, made, marks, references) = parts(at: index)
      if let table = MarkdownTable(block, in: document, edits: made, loci: marks, notes: references) {
        return add(table.markdown)
      }
      return addVerbatim(
        BlockPieces(of: block, in: document.text, edits: made, loci: marks, notes: references))
    }
    let pieces = pieces(at: index)
    let separator = followsKind == .quote && block.kind == .quote ? "\n>\n" : "\n\n"
    let followsItem = followsKind == .list
    followsKind = block.kind
    if block.kind != .list { listIndents = [] }
    switch block.kind {
    case .heading:
      add(
        String(repeating: "#", count: min(max(block.level ?? 1, 1), 6)) + " "
          + pieces.markdown(breaks: .space))
    case .quote:
      let item = block.label == nil ? "" : marker(of: block).whole
      let indent = "\n> " + String(repeating: " ", count: item.unicodeScalars.count)
      add("> " + item + pieces.markdown().replacing("\n", with: indent), after: separator)
    case .list: addItem(block, pieces, followsItem: followsItem)
    case .code, .table: addVerbatim(pieces)
    case .author, .abstract, .paragraph, .image, .note: add(pieces.markdown())
    }
  }

  private mutating func addVerbatim(_ pieces: BlockPieces) {
    let (code, marks) = pieces.verbatim()
    add(MarkdownText.codeBlock(code))
    if !marks.isEmpty { add(marks.map { "[^\($0)]" }.joined()) }
  }

  private mutating func addItem(_ block: Block, _ pieces: BlockPieces, followsItem: Bool) {
    let depth = min(max(block.level ?? 1, 1), listIndents.count + 1)
    let isDeeper = depth > listIndents.count
    listIndents.removeSubrange((depth - 1)...)
    let outer = String(repeating: " ", count: listIndents.reduce(0, +))
    var (marker, words) = (marker(of: block), pieces.markdown())
    if block.label == nil, let number = Marker(openingItem: words) {
      // The item's number is part of its text. A reader counts items for itself, so that a list whose numbers
      // do not follow one another is written as one with bullets, and its numbers as words.
      if !followsItem || isDeeper || number.follows(numbers[depth]) {
        words.removeFirst(number.escaped.count)
        marker = number
      }
    }
    numbers = numbers.filter { $0.key < depth }
    numbers[depth] = marker
    listIndents.append(marker.whole.unicodeScalars.count)
    let indent = "\n" + String(repeating: " ", count: listIndents.reduce(0, +))
    let body = words.replacing("\n", with: indent)
    // A list within another begins right under its item only if it could interrupt a paragraph.
    let isTight =
      followsItem && (!isDeeper || !body.isEmpty && ["- ", "1. ", "1) "].contains(marker.whole))
    add(outer + marker.whole + body, after: isTight ? "\n" : "\n\n")
  }

  /// `- `, or a number with its stop; before what Markdown knows no list of, a bullet and the label as words.
  private func marker(of item: Block) -> Marker {
    guard let label = item.label, label.contains(where: { $0.isLetter || $0.isNumber }) else {
      return Marker(whole: "- ")
    }
    return Marker(number: label) ?? Marker(whole: "- " + MarkdownText.inLine(label) + " ")
  }

  /// A block's pieces; blocks come in order. What is said of blocks that leave after it is referred to at its end.
  private mutating func pieces(at index: Int) -> BlockPieces {
    let (block, made, marks, references) = parts(at: index)
    return BlockPieces(of: block, in: document.text, edits: made, loci: marks, notes: references)
  }

  private mutating func parts(
    at index: Int
  ) -> (block: Block, edits: ArraySlice<Edit>, loci: [InlineMark], notes: [InlineMark]) {
    let block = document.blocks[index]
    while editsDone < edits.count, edits[editsDone].range.start < block.range.start { editsDone += 1 }
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1].range.start : Int.max
    let firstEdit = editsDone
    while editsDone < edits.count, edits[editsDone].range.start < next { editsDone += 1 }
    var following = index + 1
    while following < document.blocks.count, !isKept(following) { following += 1 }
    let marks = skipLoci(upTo: following).map {
      InlineMark(offset: min($0.offset, block.range.end), label: $0.label)
    }
    var references: [InlineMark] = []
    for reference in block.noteReferences where notes.contains(reference.note) {
      let offset = block.range.start + reference.offset
      if departures.includes(markOf: reference.note, at: offset) { continue }
      referred.insert(reference.note)
      references.append(InlineMark(offset: offset, label: "n\(reference.note)"))
    }
    return (block, edits[firstEdit..<editsDone], marks, references)
  }
}
