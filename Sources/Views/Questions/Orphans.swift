public import CanonicalJSON
public import Protocol
public import Rendering

/// `orphans`: what has no place in the present base.
public struct Orphans: Question {
  public init() {}

  public static let verb = VerbEntry(
    "orphans", group: .reading,
    "things without a place, or without one place, in the present base; reanchor places them",
    examples: ["orphans", "orphans --json"])

  public static let shape = Shape(Orphans.init)

  public var asksNotebook: Bool { true }

  public func view(of snapshot: Snapshot) -> ListView<OrphanItem> {
    let document = snapshot.document
    return ListView(
      at: snapshot.at,
      items: snapshot.paper.orphans(in: document) + snapshot.notebook.orphans(in: document))
  }

  public func page(of view: ListView<OrphanItem>) -> Page { Page(orphans: view.items) }
}

extension Page {
  /// `orphans`.
  public init(orphans items: [OrphanItem]) {
    self.init()
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

  /// One of them, with numbered places to choose from.
  public init(choosing item: OrphanItem, number: Int, of total: Int) {
    self.init()
    let words = item.quote.isEmpty ? "a point in the text" : Wording.quoted(item.quote)
    line("\(number) of \(total): \(item.id), \(item.kind) by \(item.by), \(item.lost). It is on \(words)")
    for (index, place) in item.choices.enumerated() {
      line(Styled("\(index + 1)  \(place.address)", .strong) + Styled("  \(place.excerpt)"))
    }
    if item.choices.isEmpty { line("No place is known that is like it.") }
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

extension OrphanItem {
  /// The places to choose from, the best first.
  public var choices: [Problem.Candidate] { candidates + (nearest.map { [$0] } ?? []) }
}
