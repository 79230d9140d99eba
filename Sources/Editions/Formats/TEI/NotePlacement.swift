internal import Consensus
internal import Manuscript

/// Where the paper's notes stand in an edition that has them in place: each at one of its marks, and what no mark of the
/// body leads to after the text.
struct NotePlacement: Sendable {
  /// A mark, by its offset in the text.
  struct Mark: Hashable, Sendable {
    let note: Int
    let offset: Int
  }

  /// The index of the block of each note.
  let blocks: [Int: Int]
  /// The marks at which notes stand: the first that stays in the consensus, else the first.
  private let hosts: Set<Mark>
  /// The indices of the notes that stand nowhere in the text, in order.
  let unplaced: [Int]

  init(_ document: Document, _ departures: Departures) {
    var blocks: [Int: Int] = [:]
    for (index, block) in document.blocks.enumerated() {
      if let number = block.noteNumber { blocks[number] = index }
    }
    self.blocks = blocks
    var hosts: Set<Mark> = []
    var placed: Set<Int> = []
    // From the body on, so that notes that only refer to one another stand nowhere; by marks that stay first. A note that
    // stays never stands at a mark that leaves.
    func place(from start: [Int], alsoAtLeaving: Bool) {
      var reached = start
      var next = 0
      while next < reached.count {
        let block = document.blocks[reached[next]]
        next += 1
        for reference in block.noteReferences {
          let mark = Mark(note: reference.note, offset: block.range.start + reference.offset)
          guard let index = blocks[mark.note], !placed.contains(index),
            alsoAtLeaving && departures.blocks.contains(index)
              || !departures.deletesWords(under: mark.note, at: mark.offset)
          else { continue }
          placed.insert(index)
          hosts.insert(mark)
          reached.append(index)
        }
      }
    }
    let body = document.blocks.indices.filter { document.blocks[$0].kind != .note }
    place(from: body.filter { !departures.blocks.contains($0) }, alsoAtLeaving: false)
    place(from: body + placed.sorted(), alsoAtLeaving: true)
    self.hosts = hosts
    unplaced = document.blocks.indices.filter { document.blocks[$0].kind == .note && !placed.contains($0) }
  }

  /// Whether a note stands at a mark, and not only a pointer to it.
  func stands(_ mark: Mark) -> Bool { hosts.contains(mark) }
}
