public import CanonicalJSON

/// What one request did in a notebook, as an undoing or a redoing names it.
public struct PastNotebookAct: Hashable, Sendable {
  /// The position of its first event.
  public var first: Int64
  /// The position of its last event.
  public var last: Int64
  /// What sorts of event those were, and the notes that they were about.
  public var events: [Part]

  /// An event.
  public struct Part: Hashable, Sendable {
    /// The name of its type, such as `memo.made`.
    public var type: String
    public var memo: MemoID

    public init(type: String, memo: MemoID) {
      self.type = type
      self.memo = memo
    }
  }

  public init(first: Int64, last: Int64, events: [Part]) {
    self.first = first
    self.last = last
    self.events = events
  }

  /// What its author did.
  public init(_ deed: Deeds<NotebookDeed>.Entry) {
    self.init(
      first: deed.first, last: deed.last,
      events: deed.parts.map { Part(type: $0.type, memo: $0.reversal.memo) })
  }

  /// The notes that it was about, each once.
  public var memos: [MemoID] {
    var seen: Set<MemoID> = []
    return events.map(\.memo).filter { seen.insert($0).inserted }
  }

  /// `the edit of m1 (@812)`
  public var words: String {
    events.map { "\(NotebookEvent.noun(of: $0.type)) \($0.memo)" }.joined(separator: ", ")
      + " (@\(first)\(last > first ? "–@\(last)" : ""))"
  }
}

extension PastNotebookAct: JSONRecord {
  public static let shape = Shape(
    PastNotebookAct.init(first:last:events:), Field("first", \.first), Field("last", \.last),
    Field("events", \.events))
}

extension PastNotebookAct.Part: JSONRecord {
  public static let shape = Shape(
    PastNotebookAct.Part.init(type:memo:), Field("type", \.type), Field("memo", \.memo))
}

/// Its author took back what a request of theirs did in a notebook.
public struct NotebookActUndone: Hashable, Sendable {
  /// What it was.
  public var act: PastNotebookAct

  public init(act: PastNotebookAct) { self.act = act }
}

extension NotebookActUndone: NotebookRecord {
  public static let type = "notebook.undone"
  public static let noun = "the undoing of"
  public static let shape = Shape(NotebookActUndone.init(act:), Field("act", \.act))

  public var memos: [MemoID] { act.memos }
  public func fits(_ notebook: Notebook) -> Bool { notebook.deeds.done.last?.first == act.first }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? { nil }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) { notebook.undo(act, stamp) }
  public var summary: String { "undid \(act.words)" }
}

/// Its author took the last undoing in a notebook back.
public struct NotebookActRedone: Hashable, Sendable {
  /// What it was.
  public var act: PastNotebookAct

  public init(act: PastNotebookAct) { self.act = act }
}

extension NotebookActRedone: NotebookRecord {
  public static let type = "notebook.redone"
  public static let noun = "the redoing of"
  public static let shape = Shape(NotebookActRedone.init(act:), Field("act", \.act))

  public var memos: [MemoID] { act.memos }
  public func fits(_ notebook: Notebook) -> Bool { notebook.deeds.undone.last?.first == act.first }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? { nil }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) { notebook.redo(act, stamp) }
  public var summary: String { "redid \(act.words)" }
}
