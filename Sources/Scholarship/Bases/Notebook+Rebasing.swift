internal import Manuscript

extension Notebook {
  /// What lets a notebook go by the present base of its paper: what is written in it, carried over; `nil` where it goes
  /// by that already.
  ///
  /// - Parameter rebasing: from the notebook's base to the paper's. It is not asked where the notebook is new.
  public func placed(
    in paper: Paper.Identity, by rebasing: () throws -> Rebasing
  ) rethrows -> NotebookPlaced? {
    if place?.base == paper.base { return nil }
    var placed = NotebookPlaced(base: paper.base, scalars: paper.scalars, document: paper.document)
    let anchored = memos.compactMap { memo in memo.target.passage.map { (memo.id, $0) } }
    if anchored.isEmpty { return placed }
    var rebasing = try rebasing()
    placed.anchors = zip(anchored, rebasing.carry(anchored.map(\.1))).map { CarriedMemo($0.0, $1) }
    return placed
  }
}
