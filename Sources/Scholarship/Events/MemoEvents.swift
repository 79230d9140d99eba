public import CanonicalJSON
public import Manuscript

// What happens to private notes, each in the stream of its author's own.

/// A private note was made on a passage or a thing.
public struct MemoMade: Hashable, Sendable {
  public var memo: MemoID
  public var target: Target
  public var motivation: Motivation
  /// Markdown.
  public var body: String
  public var tags: [String]

  public init(memo: MemoID, target: Target, motivation: Motivation, body: String, tags: [String]) {
    self.memo = memo
    self.target = target
    self.motivation = motivation
    self.body = body
    self.tags = tags
  }
}

extension MemoMade: NotebookRecord {
  public static let type = "memo.made"
  public static let noun = "the private note"
  public static let shape = Shape(
    MemoMade.init, Field("memo", \.memo), Field("target", \.target), Field("motivation", \.motivation),
    Field("body", \.body, .prose), Field("tags", \.tags, .prose))

  public var memos: [MemoID] { [memo] }
  public func fits(_ notebook: Notebook) -> Bool {
    memo == notebook.next && target.passage.map(notebook.covers) ?? true
  }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? { .made(memo) }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.memos.append(
      Memo(
        id: memo, stamp: stamp, target: target, motivation: motivation, tags: tags,
        bodies: [.init(text: body, stamp: stamp)]))
  }
  public var summary: String { "noted privately on \(target.words): \(memo) \(body.quoted)" }
}

/// A private note was given another body; the earlier ones stay in the log.
public struct MemoEdited: Hashable, Sendable {
  public var memo: MemoID
  public var body: String

  public init(memo: MemoID, body: String) {
    self.memo = memo
    self.body = body
  }
}

extension MemoEdited: NotebookRecord {
  public static let type = "memo.edited"
  public static let noun = "the edit of"
  public static let shape = Shape(
    MemoEdited.init, Field("memo", \.memo), Field("body", \.body, .prose))

  public var memos: [MemoID] { [memo] }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? {
    notebook.memo(memo).map { .bodies(memo, $0.bodies) }
  }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.change(memo) { $0.bodies.append(.init(text: body, stamp: stamp)) }
  }
  public var summary: String { "edited \(memo): \(body.quoted)" }
}

/// A private note was placed that had no place in the present base.
public struct MemoReanchored: Hashable, Sendable {
  public var memo: MemoID
  /// Its new anchor.
  public var anchor: Anchor
  public var reason: String?

  public init(memo: MemoID, anchor: Anchor, reason: String? = nil) {
    self.memo = memo
    self.anchor = anchor
    self.reason = reason
  }
}

extension MemoReanchored: NotebookRecord {
  public static let type = "memo.reanchored"
  public static let noun = "the place of"
  public static let shape = Shape(
    MemoReanchored.init, Field("memo", \.memo), Field("anchor", \.anchor), Field("reason", \.reason, .prose))

  public var memos: [MemoID] { [memo] }
  public func fits(_ notebook: Notebook) -> Bool {
    notebook.memo(memo)?.target.passage != nil && notebook.covers(anchor)
  }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? {
    notebook.memo(memo).map { .place(memo, $0.target, $0.lost, base: notebook.ground?.base) }
  }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.change(memo) {
      $0.target = .passage(anchor)
      $0.lost = nil
    }
  }
  public var summary: String {
    "said where \(memo) belongs: \(Target.passage(anchor).words)" + because(reason)
  }
}

/// A private note was published: it is an annotation of the paper from then on.
public struct MemoShared: Hashable, Sendable {
  public var memo: MemoID
  /// The annotation that it became.
  public var annotation: EntityID

  public init(memo: MemoID, annotation: EntityID) {
    self.memo = memo
    self.annotation = annotation
  }
}

extension MemoShared: NotebookRecord {
  public static let type = "memo.shared"
  public static let noun = "the sharing of"
  public static let shape = Shape(
    MemoShared.init, Field("memo", \.memo), Field("annotation", \.annotation))

  public var memos: [MemoID] { [memo] }
  public func fits(_ notebook: Notebook) -> Bool {
    notebook.memo(memo) != nil && annotation.kind == .annotation
  }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? {
    notebook.memo(memo).map { .shared(memo, $0.shared, as: annotation) }
  }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.change(memo) { $0.shared = .init(annotation: annotation, stamp: stamp) }
  }
  public var summary: String { "shared \(memo) as \(annotation)" }
}

/// A private note was taken back.
public struct MemoWithdrawn: Hashable, Sendable {
  public var memo: MemoID
  public var reason: String?

  public init(memo: MemoID, reason: String? = nil) {
    self.memo = memo
    self.reason = reason
  }
}

extension MemoWithdrawn: NotebookRecord {
  public static let type = "memo.withdrawn"
  public static let noun = "the withdrawal of"
  public static let shape = Shape(
    MemoWithdrawn.init, Field("memo", \.memo), Field("reason", \.reason, .prose))

  public var memos: [MemoID] { [memo] }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? {
    notebook.memo(memo).map { .withdrew(memo, $0.withdrawn) }
  }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.change(memo) { $0.withdrawn = Withdrawal(reason: reason, stamp: stamp) }
  }
  public var summary: String { "withdrew \(memo)" + because(reason) }
}

extension BodyErased: NotebookPayload {
  public var logTags: [String] { [] }
  public var memos: [MemoID] { [] }
  public func fits(_ notebook: Notebook) -> Bool { true }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? { nil }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) { notebook.erase(self, stamp) }
}
