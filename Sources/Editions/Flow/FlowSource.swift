internal import Consensus
internal import Manuscript
internal import Scholarship
internal import Views

/// A document with the edits that the consensus makes, from which any block can be cut.
struct FlowSource: Sendable {
  let document: Document
  /// In text order.
  let edits: [AcceptedEdit]
  let departures: Departures
  /// The numbers of the notes that have a body.
  let notes: Set<Int>
  /// Of the notes that leave because nothing refers to them any more, the correction that deletes the last words which did.
  private var unreferred: [Int: EntityID] = [:]

  init(of edition: Edition) {
    let reconciliation = edition.presenter.standing.reconciliation
    document = edition.presenter.document
    let accepted = reconciliation.accepted
    edits = zip(accepted, reconciliation.acceptedIDs).map(AcceptedEdit.init)
    departures = Departures(from: document, with: accepted)
    notes = Set(document.blocks.lazy.compactMap(\.noteNumber))
    guard !departures.notes.isEmpty else { return }
    for (index, block) in document.blocks.enumerated()
    where block.noteReferences.contains(where: { departures.notes.contains($0.note) }) {
      for mark in noteMarks(inBlock: index) { unreferred[mark.note] = mark.departure }
    }
  }

  /// By which correction a note leaves whose body is deleted; `nil` where none does.
  private func deletion(ofNote note: Int) -> EntityID? {
    guard departures.notes.contains(note), let index = document.blockIndex(ofNote: note) else { return nil }
    return departure(ofBlock: index)
  }

  /// The edits made in a block, in text order. One between two blocks belongs to the first.
  func edits(inBlock index: Int) -> ArraySlice<AcceptedEdit> {
    let start = document.blocks[index].range.start
    let first = index == 0 ? 0 : edits.partitioningIndex { $0.edit.range.start >= start }
    guard index + 1 < document.blocks.count else { return edits[first...] }
    let next = document.blocks[index + 1].range.start
    return edits[first..<max(first, edits.partitioningIndex { $0.edit.range.start >= next })]
  }

  /// The correction by which a block leaves the consensus; `nil` where it stays.
  func departure(ofBlock index: Int) -> EntityID? {
    guard departures.blocks.contains(index) else { return nil }
    let unreferred = document.blocks[index].noteNumber.flatMap { self.unreferred[$0] }
    return edits(inBlock: index).last?.correction ?? unreferred ?? edits.first?.correction
  }

  /// The marks in a block that have a note, in order.
  func noteMarks(inBlock index: Int) -> [NoteMark] {
    let block = document.blocks[index]
    let edits = edits(inBlock: index)
    return block.noteReferences.compactMap { reference in
      let (offset, note) = (block.range.start + reference.offset, reference.note)
      guard notes.contains(note) else { return nil }
      guard departures.includes(markOf: note, at: offset) || departures.blocks.contains(index) else {
        return NoteMark(offset: offset, note: note, departure: nil)
      }
      // What deletes the words before the mark, or else what is next to it.
      let before = edits.partitioningIndex { $0.edit.range.start >= offset }
      let beside = (before > edits.startIndex ? edits[before - 1] : edits.first)?.correction
      let isAlone = !departures.deletesWords(under: note, at: offset)
      let departure = (isAlone ? deletion(ofNote: note) : nil) ?? beside ?? departure(ofBlock: index)
      return NoteMark(offset: offset, note: note, departure: departure ?? self.edits.first?.correction)
    }
  }
}

/// What a block is cut by, in text order.
struct BlockCuts {
  let styles: [StyledSpan]
  let notes: [NoteMark]
  let edits: ArraySlice<AcceptedEdit>
}

extension FlowSource {
  /// What a block is cut by.
  func cuts(ofBlock index: Int) -> BlockCuts {
    let edits = edits(inBlock: index)
    return BlockCuts(
      styles: StyledSpan.spans(of: document.blocks[index], in: document.text, edits: edits),
      notes: noteMarks(inBlock: index), edits: edits)
  }

  /// A block, or one of a table's cells, cut. Costs what is in it.
  ///
  /// - Parameters:
  ///   - range: the block's, or the cell's.
  ///   - reach: where what belongs to it stands, the blanks around a cell's words included.
  func flow(
    of range: ScalarRange, _ cuts: BlockCuts, reach: Range<Int> = 0..<Int.max, marks: [BlockFlow.Mark]
  ) -> BlockFlow {
    BlockFlow(
      of: range, in: document.text, styles: Array(cuts.styles.within(reach) { $0.range.start }),
      notes: Array(cuts.notes.within(reach) { $0.offset }),
      edits: cuts.edits.within(reach) { $0.edit.range.start }, marks: marks)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The elements whose offsets lie in a range; they must be in their order.
  fileprivate func within(_ offsets: Range<Int>, _ offset: (Element) -> Int) -> SubSequence {
    let first = partitioningIndex { offset($0) >= offsets.lowerBound }
    return self[first..<Swift.max(first, partitioningIndex { offset($0) >= offsets.upperBound })]
  }
}

extension Document {
  /// The index of a note's block.
  func blockIndex(ofNote number: Int) -> Int? {
    // The notes stand last, and their numbers rise.
    let notes = blocks.partitioningIndex { $0.kind == .note }
    let index = blocks[notes...].partitioningIndex { ($0.noteNumber ?? 0) >= number }
    return index < blocks.count && blocks[index].noteNumber == number ? index : nil
  }
}
