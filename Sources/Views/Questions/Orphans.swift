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

  /// Each of them, with the commands that place it.
  public init(choosing items: [OrphanItem]) {
    self.init()
    for (index, item) in items.enumerated() {
      gap()
      append(Page(choosing: item, number: index + 1, of: items.count, isTyped: true))
    }
    if items.isEmpty { line("Everything has its place in the text.") }
  }

  /// One of them, with what stood around it and the numbered places to choose from, each with what stands around it.
  ///
  /// - Parameter isTyped: whether places are shown as the commands that choose them: for those who cannot be asked.
  public init(choosing item: OrphanItem, number: Int, of total: Int, isTyped: Bool = false) {
    self.init()
    line("\(number) of \(total): \(item.id), \(item.kind) by \(item.by), \(item.lost). It was on:")
    addWords(item.before, item.quote, item.after)
    for (index, place) in item.choices.enumerated() {
      let isNearest = index >= item.candidates.count
      let address = isTyped ? Quoting.joined(["reanchor", item.id, place.address]) : place.address
      line(
        Styled("\(index + 1)  \(address)", .strong) + Styled(isNearest ? "  (the nearest; other words)" : ""))
      addWords(place.before, place.quote, place.after)
    }
    if item.choices.isEmpty { line("No place is known that is like it.") }
  }

  /// Words with what stands around them.
  private mutating func addWords(_ before: String, _ words: String, _ after: String) {
    // Where a paragraph ends is seen, but takes no line.
    let line = { (text: String) in text.replacing("\n\n", with: " ¶ ") }
    self.line(
      Styled(line(before), .faint) + Styled("[", .faint) + Styled(line(words), .strong)
        + Styled("]", .faint) + Styled(line(after), .faint), indent: 4)
  }

  /// A place, with the command that puts the thing there.
  private static func detail(
    _ label: String, _ word: String, _ place: PlaceItem, of id: String
  ) -> Detail {
    let command = Quoting.joined(["reanchor", id, place.address])
    return Detail(
      label: label,
      text: Styled("\(word): ") + Styled(command, .strong) + Styled("  \(place.excerpt)", .faint))
  }
}

extension OrphanItem {
  /// The places to choose from, the best first.
  public var choices: [PlaceItem] { candidates + (nearest.map { [$0] } ?? []) }
}
