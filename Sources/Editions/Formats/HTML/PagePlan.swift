internal import Consensus
internal import Manuscript
internal import Scholarship

/// What stands where on a page: the rows of the text, each a block or blocks that belong together, and beside each what is
/// said of it.
struct PagePlan: Sendable {
  /// A locus of the apparatus, by its index, or a thread of remarks, by its number.
  enum Entry: Equatable, Sendable {
    case locus(Int)
    case thread(Int)
  }

  /// Blocks that stand together: the items of a list, the paragraphs of a quotation, or one block.
  struct Row: Sendable {
    var blocks: Range<Int>
    var kind: BlockKind
  }

  /// Of the body, then of the notes.
  private(set) var rows: [Row] = []
  /// How many of the rows are the body's.
  private(set) var bodyRows = 0
  /// The threads: claims, disputes and annotations of passages.
  let threads: [(id: EntityID, range: ScalarRange?)]
  /// Those that have no place in the text.
  private(set) var unplaced: [Int] = []
  private var marks: [Int: [BlockFlow.Mark]] = [:]
  private var entries: [Int: [Entry]] = [:]
  /// What is referred to at a block's end: the entries of blocks after it that have left the text.
  private var departed: [Int: [Entry]] = [:]
  private let lociCount: Int

  init(of source: FlowSource, _ apparatus: Apparatus, _ remarks: Remarks) {
    threads = remarks.openings().filter { $0.id.kind != .correction }
    lociCount = apparatus.loci.count
    layRows(source)
    for (index, locus) in apparatus.loci.enumerated() { place(.locus(index), locus.hull, source) }
    for (number, thread) in threads.enumerated() {
      if let range = thread.range { place(.thread(number), range, source) } else { unplaced.append(number) }
    }
  }

  private mutating func layRows(_ source: FlowSource) {
    let blocks = source.document.blocks
    for (index, block) in blocks.enumerated() where !source.departures.blocks.contains(index) {
      let joins = block.kind == .list || block.kind == .quote
      if joins, let last = rows.last, last.kind == block.kind {
        rows[rows.count - 1].blocks = last.blocks.lowerBound..<index + 1
      } else {
        rows.append(Row(blocks: index..<index + 1, kind: block.kind))
      }
    }
    bodyRows = rows.partitioningIndex { $0.kind == .note }
  }

  private mutating func place(_ entry: Entry, _ range: ScalarRange, _ source: FlowSource) {
    let document = source.document
    guard let first = document.blockIndex(containing: range.start) else { return }
    let last = document.blockIndex(containing: max(range.start, range.end - 1)) ?? first
    let gone = source.departures.blocks
    guard !gone.contains(first) else {
      let shown = host(of: first, source)
      entries[shown, default: []].append(entry)
      departed[shown, default: []].append(entry)
      return
    }
    entries[first, default: []].append(entry)
    // Of what goes on into a block that has left, the end is where the text before it ends.
    let end = gone.contains(last) ? first : last
    let (opening, closing) = (document.blocks[first].range, document.blocks[end].range)
    let (low, high) = (min(range.start, opening.end), max(closing.start, min(range.end, closing.end)))
    let isPoint = first == end && low == high
    let number = number(of: entry)
    if case .locus = entry {
      marks[first, default: []].append(.init(offset: low, kind: .opens, isPoint: isPoint, number: number))
    }
    marks[end, default: []].append(.init(offset: high, kind: .closes, isPoint: isPoint, number: number))
  }

  /// The nearest block before one that has left, or else after it.
  private func host(of index: Int, _ source: FlowSource) -> Int {
    let gone = source.departures.blocks
    var host = index
    while host > 0, gone.contains(host) { host -= 1 }
    while host + 1 < source.document.blocks.count, gone.contains(host) { host += 1 }
    return host
  }

  // MARK: What is asked

  private func number(of entry: Entry) -> Int {
    switch entry {
    case .locus(let index): index
    case .thread(let number): lociCount + number
    }
  }

  /// What a mark's number stands for.
  func entry(_ number: Int) -> Entry {
    number < lociCount ? .locus(number) : .thread(number - lociCount)
  }

  /// What begins and ends in a block.
  func marks(inBlock index: Int) -> [BlockFlow.Mark] { marks[index] ?? [] }

  /// What is said of a block's words.
  func entries(ofBlock index: Int) -> [Entry] { entries[index] ?? [] }

  /// What is said of blocks after it that have left the text.
  func departed(afterBlock index: Int) -> [Entry] { departed[index] ?? [] }
}
