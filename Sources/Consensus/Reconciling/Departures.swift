public import Manuscript

/// What leaves a paper together with the words that edits delete: blocks that have no words left, marks of notes whose
/// words are gone, and the notes that only such marks referred to.
///
/// A mark at the end of a sentence stands on that sentence, and one within it likewise. Words that others take the place
/// of are not deleted.
public struct Departures: Sendable {
  /// The indices of the blocks that leave: what has no words left, and notes whose marks have all left.
  public let blocks: Set<Int>
  /// Where marks leave that stand in blocks that stay: the offset in the text, and the note's number.
  private let marks: Set<Mark>
  /// The numbers of the notes that leave.
  public let notes: Set<Int>

  private struct Mark: Hashable, Sendable {
    let offset: Int
    let note: Int
  }

  /// Costs the edits' number and length, and the marks of the blocks that they change.
  ///
  /// - Parameter edits: those that are made, in text order; no two of them meet.
  public init(from document: Document, with edits: [Edit]) {
    var erased: Set<Int> = []
    var orphaned: Set<Mark> = []
    let deletions = DeletedWords(of: document.text, by: edits)
    for edit in edits where !edit.range.isEmpty {
      for index in document.blockIndices(touching: edit.range) where !erased.contains(index) {
        let block = document.blocks[index]
        guard block.range.overlaps(edit.range) else { continue }
        if deletions.deletesAll(of: block.range) {
          erased.insert(index)
          continue
        }
        for reference in block.noteReferences {
          let offset = block.range.start + reference.offset
          guard let sentence = block.sentence(beneath: offset), sentence.overlaps(edit.range),
            deletions.deletesAll(of: sentence)
          else { continue }
          orphaned.insert(Mark(offset: offset, note: reference.note))
        }
      }
    }
    (blocks, marks, notes) = Self.closure(erased, orphaned, in: document)
  }

  /// Whether the mark of a note leaves, or stands in a block that does.
  ///
  /// - Parameter offset: in scalars of the text.
  public func includes(markOf note: Int, at offset: Int) -> Bool {
    notes.contains(note) || marks.contains(Mark(offset: offset, note: note))
  }

  /// Whether the words that a mark stands on are deleted, or the block that it stands in leaves. A mark whose note alone is
  /// deleted leaves too, but not with words of its own.
  public func deletesWords(under note: Int, at offset: Int) -> Bool {
    marks.contains(Mark(offset: offset, note: note))
  }

  /// With the notes whose marks have all left, and what leaves with those. Costs nothing where nothing leaves.
  private static func closure(
    _ erased: Set<Int>, _ orphaned: Set<Mark>, in document: Document
  ) -> (blocks: Set<Int>, marks: Set<Mark>, notes: Set<Int>) {
    if erased.isEmpty && orphaned.isEmpty { return ([], [], []) }
    var blockOfNote: [Int: Int] = [:]
    var standing: [Int: Int] = [:]
    for (index, block) in document.blocks.enumerated() {
      if block.kind == .note, let number = block.noteNumber { blockOfNote[number] = index }
      for reference in block.noteReferences { standing[reference.note, default: 0] += 1 }
    }
    var (blocks, marks) = (erased, orphaned)
    var leaving: [Int] = []
    func drop(_ note: Int) {
      standing[note, default: 0] -= 1
      if standing[note] == 0, let block = blockOfNote[note], !blocks.contains(block) { leaving.append(block) }
    }
    func dropMarks(of index: Int) {
      let block = document.blocks[index]
      for reference in block.noteReferences
      where marks.insert(Mark(offset: block.range.start + reference.offset, note: reference.note)).inserted {
        drop(reference.note)
      }
    }
    for mark in orphaned { drop(mark.note) }
    for index in erased { dropMarks(of: index) }
    while let index = leaving.popLast() {
      guard blocks.insert(index).inserted else { continue }
      dropMarks(of: index)
    }
    return (blocks, marks, Set(blocks.compactMap { document.blocks[$0].noteNumber }))
  }
}

/// Which words of a text edits delete without others in their place.
private struct DeletedWords {
  let text: ScalarText
  let edits: [Edit]

  init(of text: ScalarText, by edits: [Edit]) {
    self.text = text
    self.edits = edits
  }

  /// Whether a range has words, and none of them is left or replaced.
  func deletesAll(of range: ScalarRange) -> Bool {
    var done = range.start
    var index = edits.partitioningIndex { $0.range.end >= range.start }
    while index < edits.count, edits[index].range.start <= range.end {
      let edit = edits[index]
      index += 1
      // What only ends or begins at its edge changes nothing in it.
      if !edit.range.isEmpty, !edit.range.overlaps(range) { continue }
      if !isBlank(done, edit.range.start) || !edit.replacement.allSatisfy(\.isWhitespace) { return false }
      done = max(done, edit.range.end)
    }
    return isBlank(done, range.end) && !isBlank(range.start, range.end)
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    start >= end || text.scalars[start..<end].allSatisfy { $0.properties.isWhitespace }
  }
}

extension Block {
  /// The number of a note: 34 for `n34`; `nil` for what is none.
  public var noteNumber: Int? { kind == .note ? Int(address.dropFirst()) : nil }

  /// What a mark at an offset of the text stands on: the sentence that it is in or at the end of, else the block.
  fileprivate func sentence(beneath offset: Int) -> ScalarRange? {
    guard !sentences.isEmpty else { return range }
    let next = sentences.partitioningIndex { $0.start >= offset }
    return sentences[max(0, next - 1)]
  }
}
