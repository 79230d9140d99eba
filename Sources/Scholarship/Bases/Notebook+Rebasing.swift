internal import Manuscript

extension Notebook {
  /// What lets a notebook go by a base of its paper: what is written in it, carried over; `nil` where it goes by that
  /// already.
  ///
  /// - Parameter rebasing: from the notebook's base to that one.
  public func placed(on identity: Paper.Identity, by rebasing: () -> Rebasing) -> NotebookPlaced? {
    guard var placed = placed(on: identity) else { return nil }
    let anchored = memos.compactMap { memo in memo.target.passage.map { (memo.id, $0) } }
    if anchored.isEmpty { return placed }
    var rebasing = rebasing()
    placed.anchors = zip(anchored, rebasing.carry(anchored.map(\.1))).map { CarriedMemo($0.0, $1) }
    return placed
  }

  /// The same for a notebook in which nothing is written yet.
  public func placed(on identity: Paper.Identity) -> NotebookPlaced? {
    if ground?.base == identity.base { return nil }
    return NotebookPlaced(base: identity.base, scalars: identity.scalars, document: identity.document)
  }
}
