public import CanonicalJSON
internal import Manuscript
public import Protocol
public import Rendering
internal import Scholarship

/// `show`: one thing whole.
public struct Show: Question {
  public var id: String

  public init(id: String) { self.id = id }

  public static let verb = VerbEntry(
    "show", group: .reading, "one thing whole: text, context, thread, tally, history",
    examples: ["show c1", "show x1 --at @40"])

  public static let path = "things/{id}"

  public static let shape = Shape(Show.init(id:), Field("id", \.id, typed: .argument("ID", .id(of: "cadx"))))

  public var asksNotebook: Bool { MemoID(id) != nil }

  public func history(in snapshot: Snapshot) -> HistoryPart? {
    if let memo = MemoID(id) { return snapshot.notebook.memo(memo).map { HistoryPart(.memo($0.id)) } }
    guard let thing = EntityID(id), snapshot.paper.has(thing) else { return nil }
    return HistoryPart(.thing(thing))
  }

  public func view(of snapshot: Snapshot) throws(Problem) -> ThingView {
    let view = MemoID(id).flatMap(snapshot.thing) ?? EntityID(id).flatMap(snapshot.thing)
    guard let view else { throw Problem(.noSuchThing, "There is no \(id) in this paper.") }
    return view
  }

  public func page(of view: ThingView) -> Page { Page(view) }
}

extension Snapshot {
  /// One thing whole; `nil` where there is none.
  fileprivate func thing(_ id: EntityID) -> ThingView? {
    let (paper, presenter) = (paper, presenter)
    guard let item = presenter.item(id) else { return nil }
    var thread: [AnnotationItem] = []
    var roots: Set<EntityID> = [id]
    // A reply comes after what it replies to, so one pass finds them all.
    for index in paper.annotations.indices {
      guard let target = paper.annotations[index].target.thing, roots.contains(target) else { continue }
      thread.append(presenter.item(paper.annotations[index]))
      roots.insert(paper.annotations[index].id)
    }
    let disputes = paper.disputes.indices.filter { paper.disputes[$0].target.thing == id }
    let contexts = paper.passages(of: id).compactMap(context)
    return ThingView(
      at: at, item: item, context: contexts.first, contexts: contexts.count > 1 ? contexts : nil,
      annotations: thread,
      disputes: disputes.map { presenter.item(paper.disputes[$0]) }, history: history.items)
  }

  /// A private note of whoever asks; `nil` where there is none.
  fileprivate func thing(_ id: MemoID) -> ThingView? {
    guard let memo = notebook.memo(id) else { return nil }
    let passages = memo.target.passage.map { [$0] } ?? memo.target.thing.map { paper.passages(of: $0) } ?? []
    let contexts = passages.compactMap(context)
    return ThingView(
      at: at, item: .annotation(presenter.item(memo)), context: contexts.first,
      contexts: contexts.count > 1 ? contexts : nil, annotations: [],
      disputes: [], history: history.items)
  }

  private func context(of passage: Anchor) -> ContextItem? {
    guard paper.isPlaced(passage) else { return nil }
    return PaperText(document: document, edits: []).context(of: passage.range)
  }
}

extension Paper {
  /// The passages that a thing is on, itself or by way of what it is about.
  fileprivate func passages(of id: EntityID) -> [Anchor] {
    let target = annotation(id)?.target ?? dispute(id)?.target
    // What a thing is about was made before it, so this comes to an end.
    if let thing = target?.thing { return passages(of: thing) }
    return anchors(of: id)
  }
}
