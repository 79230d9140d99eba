internal import Consensus
internal import Manuscript
internal import Scholarship

/// A stretch of the base cut where anything begins, ends or is referred to: what is kept of it, what is deleted, what is
/// inserted, and where marks stand. What formats with tracked changes are written of.
///
/// What replaces words stands before them. So a note's mark within them keeps its place in the base, and follows what
/// replaces them in the consensus.
struct BlockFlow {
  enum Item: Equatable {
    case kept(ScalarRange, TextStyle)
    case deleted(ScalarRange, TextStyle, by: EntityID)
    case inserted(String, TextStyle, by: EntityID)
    /// A mark of one of the paper's notes.
    case note(NoteMark)
    /// Where something begins and ends that is said of the text, by a number of the caller's.
    case opens(Int)
    case closes(Int)
  }

  /// Where something begins or ends.
  struct Mark {
    enum Kind { case opens, closes }

    var offset: Int
    var kind: Kind
    /// Whether it begins and ends at one point.
    var isPoint: Bool
    var number: Int
  }

  private(set) var items: [Item] = []
  private let text: ScalarText
  private var styles: OpenStyles
  /// How far the base is written, and the edit in whose words that is.
  private var done: Int
  private var current: AcceptedEdit?

  /// - Parameters:
  ///   - range: a block's, or a part of it.
  ///   - notes: the notes' marks, in order.
  ///   - edits: those made in the range, in text order.
  ///   - marks: of what begins or ends in the range.
  init(
    of range: ScalarRange, in text: ScalarText, styles spans: [StyledSpan], notes: [NoteMark],
    edits: ArraySlice<AcceptedEdit>, marks: [Mark]
  ) {
    self.text = text
    styles = OpenStyles()
    done = range.start
    for cut in Self.cuts(spans, notes, edits, marks) {
      write(upTo: min(cut.offset, range.end))
      make(cut.event)
    }
    write(upTo: range.end)
  }

  private mutating func make(_ event: Event) {
    switch event {
    case .leaves(let span): styles.close(span)
    case .closes(let mark), .closesPoint(let mark): items.append(.closes(mark))
    case .opens(let mark), .opensPoint(let mark): items.append(.opens(mark))
    case .insertion(let edit):
      items.append(.inserted(edit.edit.replacement, styles.style(at: edit.edit.range), by: edit.correction))
    case .note(let mark): items.append(.note(mark))
    case .enters(let span): styles.open(span)
    case .replacement(let edit):
      if !edit.edit.replacement.isEmpty {
        items.append(.inserted(edit.edit.replacement, styles.style(at: edit.edit.range), by: edit.correction))
      }
      current = edit
    }
  }

  /// Writes the base's words up to a cut, in part those of an edit that ends before it.
  private mutating func write(upTo end: Int) {
    if let edit = current {
      let reach = min(edit.edit.range.end, end)
      if done < reach { items.append(.deleted(ScalarRange(done, reach), styles.style, by: edit.correction)) }
      done = max(done, reach)
      if edit.edit.range.end <= end { current = nil }
    }
    if done < end {
      items.append(.kept(ScalarRange(done, end), styles.style))
      done = end
    }
  }

  // MARK: What happens where

  /// What happens at a point, in the order in which it does.
  private enum Event {
    case leaves(StyledSpan), closes(Int), opensPoint(Int), insertion(AcceptedEdit), closesPoint(Int)
    case note(NoteMark)
    case opens(Int), enters(StyledSpan), replacement(AcceptedEdit)

    var rank: Int {
      switch self {
      case .leaves: 0
      case .closes: 1
      case .opensPoint: 2
      case .insertion: 3
      case .closesPoint: 4
      case .note: 5
      case .opens: 6
      case .enters: 7
      case .replacement: 8
      }
    }
  }

  private static func cuts(
    _ spans: [StyledSpan], _ notes: [NoteMark], _ edits: ArraySlice<AcceptedEdit>, _ marks: [Mark]
  ) -> [(offset: Int, event: Event)] {
    var cuts: [(offset: Int, order: Int, event: Event)] = []
    func add(_ offset: Int, _ event: Event) { cuts.append((offset, cuts.count, event)) }
    for span in spans {
      add(span.range.start, .enters(span))
      add(span.range.end, .leaves(span))
    }
    for edit in edits {
      let isPoint = edit.edit.range.isEmpty
      add(edit.edit.range.start, isPoint ? .insertion(edit) : .replacement(edit))
    }
    for note in notes { add(note.offset, .note(note)) }
    for mark in marks {
      switch (mark.kind, mark.isPoint) {
      case (.opens, true): add(mark.offset, .opensPoint(mark.number))
      case (.opens, false): add(mark.offset, .opens(mark.number))
      case (.closes, true): add(mark.offset, .closesPoint(mark.number))
      case (.closes, false): add(mark.offset, .closes(mark.number))
      }
    }
    cuts.sort { ($0.offset, $0.event.rank, $0.order) < ($1.offset, $1.event.rank, $1.order) }
    return cuts.map { ($0.offset, $0.event) }
  }
}

/// An edit that the consensus makes, and the correction whose it is.
struct AcceptedEdit: Sendable {
  let edit: Edit
  let correction: EntityID
}

/// Where the text refers to a note.
struct NoteMark: Equatable, Sendable {
  /// In scalars of the base.
  let offset: Int
  let note: Int
  /// The correction that deletes the words it stands on; `nil` where it stays.
  let departure: EntityID?
}
