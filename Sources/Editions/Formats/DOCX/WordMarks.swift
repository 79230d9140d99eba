internal import Consensus
internal import Manuscript
internal import Scholarship

/// Where the threads of comments begin and end: in a block of the body, or at the mark of the note that they are about.
///
/// Comments cannot stand in notes. A note that nothing in the body refers to stands in the body itself, after all else.
struct WordMarks {
  /// The threads by their numbers, in text order.
  let openings: [(id: EntityID, range: ScalarRange?)]
  /// By block, in order.
  private var inBlocks: [Int: [BlockFlow.Mark]] = [:]
  private var onNotes: [Int: [Int]] = [:]
  /// Where the body refers to a note in a way that a document for word processors can: at one place, the first that stays in
  /// the consensus, or else the first.
  private let hosts: [Int: Int]

  init(of openings: [(id: EntityID, range: ScalarRange?)], in source: FlowSource) {
    self.openings = openings
    let document = source.document
    hosts = Self.hosts(in: source)
    for (number, opening) in openings.enumerated() {
      // What has no place stands at the beginning.
      let range = opening.range ?? ScalarRange(0, 0)
      guard let first = document.blockIndex(containing: range.start) else { continue }
      if let note = document.blocks[first].noteNumber, hosts[note] != nil {
        onNotes[note, default: []].append(number)
        continue
      }
      var last = document.blockIndex(containing: max(range.start, range.end - 1)) ?? first
      // Of what goes on into the notes only the beginning is marked.
      while last > first, let note = document.blocks[last].noteNumber, hosts[note] != nil { last -= 1 }
      mark(number, range, from: document.blocks[first].range, first, to: document.blocks[last].range, last)
    }
  }

  private mutating func mark(
    _ number: Int, _ range: ScalarRange, from opening: ScalarRange, _ first: Int, to closing: ScalarRange,
    _ last: Int
  ) {
    let start = min(range.start, opening.end)
    let end = max(closing.start, min(range.end, closing.end))
    let isPoint = first == last && start == end
    inBlocks[first, default: []].append(
      .init(offset: start, kind: .opens, isPoint: isPoint, number: number))
    inBlocks[last, default: []].append(.init(offset: end, kind: .closes, isPoint: isPoint, number: number))
  }

  /// What begins and ends in a block.
  func inside(block index: Int) -> [BlockFlow.Mark] { inBlocks[index] ?? [] }

  /// The threads about a note's words, by their numbers.
  func onNote(_ note: Int) -> [Int] { onNotes[note] ?? [] }

  /// Whether the body refers to a note.
  func hasMark(_ note: Int) -> Bool { hosts[note] != nil }

  /// The offset of the mark that is a note's own; the others refer to it.
  func host(of note: Int) -> Int? { hosts[note] }

  private static func hosts(in source: FlowSource) -> [Int: Int] {
    var (staying, all): ([Int: Int], [Int: Int]) = ([:], [:])
    for (index, block) in source.document.blocks.enumerated() where block.kind != .note {
      for mark in source.noteMarks(inBlock: index) {
        if all[mark.note] == nil { all[mark.note] = mark.offset }
        if staying[mark.note] == nil, mark.departure == nil { staying[mark.note] = mark.offset }
      }
    }
    return all.merging(staying) { $1 }
  }
}
