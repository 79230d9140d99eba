public import CanonicalJSON
public import Manuscript

/// A notebook goes by a base of its paper from here on: it was begun on it, or what was written on an earlier base was
/// carried over to it.
///
/// The import of a base touches no notebook, for whoever imports is not to know that there is one. So it is recorded
/// with its author's next act, and found anew whenever they look before that.
public struct NotebookPlaced: Hashable, Sendable {
  public var base: BaseID
  /// The length of the base's reading text in Unicode scalars.
  public var scalars: Int
  /// SHA-256 of the base's encoded document, in hexadecimal; the log stores it as an attachment.
  public var document: String
  /// What became of the passage of each note that is on one.
  public var anchors: [CarriedMemo]

  public init(base: BaseID, scalars: Int, document: String, anchors: [CarriedMemo] = []) {
    self.base = base
    self.scalars = scalars
    self.document = document
    self.anchors = anchors
  }
}

extension NotebookPlaced: NotebookRecord {
  public static let type = "notebook.placed"
  public static let noun = "the going by a base"
  public static let shape = Shape(
    NotebookPlaced.init, Field("base", \.base), Field("scalars", \.scalars), Field("document", \.document),
    Field("anchors", \.anchors))

  public var memos: [MemoID] { anchors.map(\.memo) }
  public func fits(_ notebook: Notebook) -> Bool {
    scalars >= 0
      && anchors.allSatisfy { carried in
        guard notebook.memo(carried.memo)?.target.passage != nil else { return false }
        return carried.anchor.map { $0.base == base && $0.lies(within: scalars) } ?? true
      }
  }
  public func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal? { nil }
  public func evolve(_ notebook: inout Notebook, _ stamp: Stamp) {
    notebook.ground = .init(base: base, scalars: scalars, document: document)
    for carried in anchors {
      notebook.change(carried.memo) { memo in
        if let anchor = carried.anchor { memo.target = .passage(anchor) }
        memo.lost = carried.lost
      }
    }
  }
  public var summary: String {
    let lost = anchors.count { $0.anchor == nil }
    if anchors.isEmpty { return "went by the present base" }
    return
      "went by a new base; \(anchors.count - lost) of \(anchors.count) private notes have their place in it"
  }
}

/// What became of the passage of a private note when its notebook went by a new base: its anchor there; or, where it was
/// not found, the places that it may have, or the nearest.
public struct CarriedMemo: Hashable, Sendable {
  public var memo: MemoID
  /// Its anchor in the new base; `nil` where it was not found.
  public var anchor: Anchor?
  /// Where it may belong, the best first, where the texts do not tell which.
  public var candidates: [ScalarRange]?
  /// The place that came nearest, where no place is good enough.
  public var nearest: ScalarRange?

  public init(
    memo: MemoID, anchor: Anchor? = nil, candidates: [ScalarRange]? = nil, nearest: ScalarRange? = nil
  ) {
    self.memo = memo
    self.anchor = anchor
    self.candidates = candidates
    self.nearest = nearest
  }

  init(_ memo: MemoID, _ outcome: CarriedAnchor.Placement) {
    self.init(memo: memo)
    switch outcome {
    case .found(let anchor, _, _): self.anchor = anchor
    case .lost(.ambiguous(let candidates)): self.candidates = candidates
    case .lost(.orphaned(let nearest)): self.nearest = nearest
    }
  }

  /// Why it has no place; `nil` where it has one.
  var lost: LostAnchor? {
    if anchor != nil { return nil }
    return candidates.map(LostAnchor.ambiguous) ?? .orphaned(nearest: nearest)
  }
}

extension CarriedMemo: JSONRecord {
  public static let shape = Shape(
    CarriedMemo.init(memo:anchor:candidates:nearest:), Field("memo", \.memo), Field("anchor", \.anchor),
    Field("candidates", \.candidates), Field("nearest", \.nearest))
}
