internal import Protocol
internal import Rendering
internal import Views

/// New bases: what was carried over, and what has no place.
extension Page {
  init(_ carried: CarriedView) {
    self.init()
    heading("Carried over from the base before")
    let changed = carried.moved.count { $0.changed }
    table(
      columns: ["What", "Count"],
      rows: [
        ("In place", carried.found), ("elsewhere than before", carried.moved.count { $0.isElsewhere }),
        ("with other words", changed), ("Incorporated corrections", carried.incorporated.count),
        ("Ambiguous", carried.ambiguous.count), ("Orphaned", carried.orphaned.count),
      ].map { [Styled($0.0), Styled(Wording.grouped($0.1), .strong)] }, showsColumns: false)
    if !carried.moved.isEmpty {
      gap()
      heading("Moved")
      records(
        ["Thing", "Place", "Words"],
        carried.moved.map { item in
          let from = item.from.isEmpty ? "nowhere" : Wording.place(item.from)
          let to = Wording.place(item.to)
          return Record(cells: [
            Styled(item.id, .strong), Styled(item.isElsewhere ? "\(from) → \(to)" : to),
            Styled(item.changed ? "its words changed" : ""),
          ])
        })
    }
    if !carried.incorporated.isEmpty {
      gap()
      line("The new base has what these propose: \(Wording.list(carried.incorporated)).")
    }
    add("Ambiguous: each may belong in one of several places", carried.ambiguous)
    add("Orphaned: these keep the passage that they had, and belong nowhere yet", carried.orphaned)
    gap()
  }

  private mutating func add(_ title: String, _ orphans: [OrphanItem]) {
    guard !orphans.isEmpty else { return }
    gap()
    heading(title)
    append(Page(orphans: orphans))
  }
}

extension MovedItem {
  /// Whether it is in another paragraph.
  fileprivate var isElsewhere: Bool { Wording.place(from) != Wording.place(to) }
}
