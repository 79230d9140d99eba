internal import Protocol
internal import Rendering

/// New bases: what was carried over, and what has no place.
extension Page {
  init(_ carried: CarriedView) {
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

  init(orphans items: [OrphanItem]) {
    records(
      ["Thing", "Kind", "Lost", "By"],
      items.map { item in
        var details = [
          Detail(
            label: "Text",
            text: Styled(item.quote.isEmpty ? "a point in the text" : Wording.quoted(item.quote), .faint),
            isShortened: true)
        ]
        details += item.candidates.map { Self.detail("Candidate", "perhaps", $0, of: item.id) }
        if let nearest = item.nearest {
          details.append(Self.detail("Nearest", "nearest", nearest, of: item.id))
        }
        return Record(
          cells: [
            Styled(item.id, .strong), Styled(item.kind), Styled(item.lost, Style(status: item.lost)),
            Styled(item.by),
          ], details: details)
      })
    if items.isEmpty { line("Everything has its place in the text.") }
  }

  /// A place, with the command that puts the thing there.
  private static func detail(
    _ label: String, _ word: String, _ place: Problem.Candidate, of id: String
  ) -> Detail {
    let command = Quoting.joined(["reanchor", id, place.address])
    return Detail(
      label: label,
      text: Styled("\(word): ") + Styled(command, .strong) + Styled("  \(place.excerpt)", .faint))
  }
}

extension MovedItem {
  /// Whether it is in another paragraph.
  fileprivate var isElsewhere: Bool { Wording.place(from) != Wording.place(to) }
}
