internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// CommonMark with footnotes: the text, the paper's notes, the apparatus.
  public static let markdown = EditionFormat(
    "markdown", mediaType: "text/markdown; charset=utf-8", fileExtension: "md"
  ) { $0.markdownParts() }
}

extension Edition {
  /// A CommonMark document with footnotes: the title, the consensus text, where it comes from, and as notes the
  /// paper's own (`[^n34]`) and the apparatus (`[^x1]`).
  func markdownParts() -> [EditionPieces.Part] {
    let apparatus = apparatus
    let notes = MarkdownApparatus(apparatus)
    return [
      .init { [self] _ in Array(markdownText().utf8.dropLast()) },
      .init(count: apparatus.loci.count) { indices in
        indices.reduce(into: []) { $0 += "\n\n\(notes.note(on: apparatus.entry(at: $1)))".utf8 }
      },
      .init(count: apparatus.apart.count) { indices in
        indices.reduce(into: []) { bytes, index in
          guard let proposal = apparatus.proposal(apparatus.apart[index]) else { return }
          bytes += "\n\n\(notes.note(on: proposal))".utf8
        }
      },
      .init("\n"),
    ]
  }

  /// All but the notes of the apparatus, with the line end after it.
  private func markdownText() -> String {
    var writer = MarkdownWriter(presenter.document, presenter.standing.reconciliation)
    if presenter.document.blocks.first?.kind != .heading { writer.add("# \(MarkdownText.inLine(title))") }
    writer.addText()
    writer.add("---")
    writer.add(colophon())
    let apart = presenter.standing.reconciliation.apart.compactMap { presenter.paper.correction($0) }
      .map { presenter.item($0) }
    // A reader would drop notes that nothing refers to.
    for (status, heading) in Self.apart {
      let marks = apart.filter { $0.status == status.rawValue }.map { "[^\($0.id)]" }
      if !marks.isEmpty { writer.add(heading + " " + marks.joined()) }
    }
    writer.addNotes()
    return writer.text
  }

  /// What is said of the corrections that edit nothing.
  private static let apart: [(status: CorrectionStatus, heading: String)] = [
    (.incorporated, "Corrections that this base has:"),
    (.orphaned, "Corrections whose words have no place in this base:"),
  ]

  private func colophon() -> String {
    let imprint = Imprint(of: self)
    var lines =
      ["Reconciled text of “\(MarkdownText.inLine(title))”", ""]
      + imprint.lines.map { "- \($0.label): \(MarkdownText.code($0.value))" }
      + [
        "- Sigla: "
          + Conspectus(of: presenter.paper, base: base).words.map(MarkdownText.code).joined(separator: ", ")
      ]
    if let checkpoint {
      let block = MarkdownText.codeBlock(checkpoint).split(separator: "\n", omittingEmptySubsequences: false)
      lines += ["- Checkpoint:", ""] + block.map { $0.isEmpty ? "" : "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}

/// Writes a document's blocks one after another, with the consensus' words.
private struct MarkdownWriter {
  private(set) var text = ""
  private let document: Document
  private let edits: [Edit]
  private let loci: [Locus]
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
    notes = Set(document.blocks.compactMap { $0.kind == .note ? Self.number(of: $0) : nil })
  }

  private static func number(of note: Block) -> Int? { Int(note.address.dropFirst()) }

  mutating func add(_ block: String, after separator: String = "\n\n") {
    if !text.isEmpty {
      text.removeLast()
      text += separator
    }
    text += block + "\n"
  }

  /// The body's blocks.
  mutating func addText() {
    for index in document.blocks.indices where document.blocks[index].kind != .note {
      add(blockAt: index)
    }
    followsKind = nil
  }

  /// The paper's notes, those first that nothing refers to: a reader would drop them.
  mutating func addNotes() {
    var definitions: [String] = []
    for index in document.blocks.indices where document.blocks[index].kind == .note {
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
    case .code:
      let (code, marks) = pieces.verbatim()
      add(MarkdownText.codeBlock(code))
      if !marks.isEmpty { add(marks.map { "[^\($0)]" }.joined()) }
    case .table: add(pieces.markdown(breaks: .row))
    case .author, .abstract, .paragraph, .image, .note: add(pieces.markdown())
    }
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

  /// A block's pieces; blocks come in order.
  private mutating func pieces(at index: Int) -> BlockPieces {
    let block = document.blocks[index]
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1].range.start : Int.max
    let firstEdit = editsDone
    while editsDone < edits.count, edits[editsDone].range.start < next { editsDone += 1 }
    var marks: [InlineMark] = []
    while lociDone < loci.count, loci[lociDone].hull.start < next {
      marks.append(InlineMark(offset: loci[lociDone].hull.end, label: loci[lociDone].label))
      lociDone += 1
    }
    var references: [InlineMark] = []
    for reference in block.noteReferences where notes.contains(reference.note) {
      referred.insert(reference.note)
      references.append(
        InlineMark(offset: block.range.start + reference.offset, label: "n\(reference.note)"))
    }
    return BlockPieces(
      of: block, in: document.text, edits: edits[firstEdit..<editsDone], loci: marks, notes: references)
  }
}
