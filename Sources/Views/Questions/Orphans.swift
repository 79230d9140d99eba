public import Protocol

extension Snapshot {
  /// `orphans`: what has no place in the present base.
  public func orphans() -> ListView<OrphanItem> { ListView(at: at, items: paper.orphans(in: document)) }
}
