internal import Consensus
internal import Manuscript

/// A mark that stands at a point of the text: a note's, or the apparatus'.
struct InlineMark {
  /// In scalars of the base.
  let offset: Int
  /// `n34` or `x1`.
  let label: String
}

/// A block's consensus text cut where something begins, ends or is referred to.
struct BlockPieces {
  enum Piece {
    case text([Unicode.Scalar])
    /// The beginning and the end of a span, by its index.
    case open(Int)
    case close(Int)
    /// A reference `[^label]`.
    case mark(String)
  }

  private(set) var pieces: [Piece] = []
  let spans: [InlineSpan]

  private var openLinks = 0
  /// Marks within a link, which stand after it: a link cannot hold another.
  private var held: [String] = []

  /// What stands at one point of the base, in the order in which it is written.
  private enum Event {
    case close(Int), insertion(Edit), apparatus(String), note(String), open(Int), replacement(Edit)

    var rank: Int {
      switch self {
      case .close: 0
      case .insertion: 1
      case .apparatus: 2
      case .note: 3
      case .open: 4
      case .replacement: 5
      }
    }
  }

  /// - Parameters:
  ///   - edits: the accepted edits in the block, in order.
  ///   - loci: the apparatus' marks, each at the end of its locus.
  ///   - notes: the marks of the paper's own notes.
  init(
    of block: Block, in text: ScalarText, edits: ArraySlice<Edit>, loci: [InlineMark],
    notes: [InlineMark]
  ) {
    spans = InlineSpan.spans(of: block, in: text, unbrokenBy: edits)
    var events: [(offset: Int, order: Int, event: Event)] = []
    for (index, span) in spans.enumerated() {
      events.append((span.range.start, index, .open(index)))
      events.append((span.range.end, -index, .close(index)))
    }
    for edit in edits {
      events.append((edit.range.start, 0, edit.range.isEmpty ? .insertion(edit) : .replacement(edit)))
    }
    for (index, mark) in loci.enumerated() { events.append((mark.offset, index, .apparatus(mark.label))) }
    var edit = edits.startIndex
    for (index, mark) in notes.enumerated() {
      // A reference to a note within words that are replaced follows what replaces them.
      while edit < edits.endIndex, edits[edit].range.end <= mark.offset { edit += 1 }
      let isInside = edit < edits.endIndex && edits[edit].range.start < mark.offset
      events.append((isInside ? edits[edit].range.end : mark.offset, index, .note(mark.label)))
    }
    events.sort { ($0.offset, $0.event.rank, $0.order) < ($1.offset, $1.event.rank, $1.order) }

    var done = block.range.start
    for (offset, _, event) in events {
      let end = min(offset, block.range.end)
      if done < end {
        append(text.scalars[done..<end])
        done = end
      }
      switch event {
      case .close(let index): close(index)
      case .open(let index): open(index)
      case .apparatus(let label), .note(let label): mark(label)
      case .insertion(let edit): append(edit.replacement.unicodeScalars)
      case .replacement(let edit):
        append(edit.replacement.unicodeScalars)
        done = max(done, edit.range.end)
      }
    }
    if done < block.range.end { append(text.scalars[done..<block.range.end]) }
  }

  private mutating func append(_ scalars: some Collection<Unicode.Scalar>) {
    if scalars.isEmpty { return }
    if case .text(var text) = pieces.last {
      // Out of the array before it grows, so that it is not copied.
      pieces.removeLast()
      text.append(contentsOf: scalars)
      pieces.append(.text(text))
    } else {
      pieces.append(.text(Array(scalars)))
    }
  }

  private mutating func open(_ index: Int) {
    if spans[index].isLink { openLinks += 1 }
    pieces.append(.open(index))
  }

  /// A span in which nothing is left is dropped.
  private mutating func close(_ index: Int) {
    if case .open(index) = pieces.last { pieces.removeLast() } else { pieces.append(.close(index)) }
    guard spans[index].isLink else { return }
    openLinks -= 1
    if openLinks == 0 {
      pieces += held.map(Piece.mark)
      held = []
    }
  }

  private mutating func mark(_ label: String) {
    if openLinks > 0 { held.append(label) } else { pieces.append(.mark(label)) }
  }
}
