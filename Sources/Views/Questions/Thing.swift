internal import Manuscript
public import Protocol
public import Scholarship

extension Snapshot {
  /// `show`: one thing whole, without its history, which is the log's to tell; `nil` where there is none.
  public func thing(_ id: EntityID) -> ThingView? {
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
    return ThingView(
      at: at, item: item, context: context(of: id), annotations: thread,
      disputes: disputes.map { presenter.item(paper.disputes[$0]) }, history: [])
  }

  private func context(of id: EntityID) -> ContextItem? {
    guard let passage = paper.passage(of: id), paper.isPlaced(passage) else { return nil }
    return PaperText(document: document, edits: []).context(of: passage.range)
  }
}

extension Paper {
  /// The passage that a thing is on, itself or by way of what it is about.
  fileprivate func passage(of id: EntityID) -> Anchor? {
    switch id.kind {
    case .claim: return claim(id)?.anchors.first
    case .correction: return correction(id)?.anchor
    case .annotation, .dispute:
      guard let target = id.kind == .annotation ? annotation(id)?.target : dispute(id)?.target else {
        return nil
      }
      // What a thing is about was made before it, so this comes to an end.
      return target.passage ?? target.thing.flatMap { passage(of: $0) }
    }
  }
}
