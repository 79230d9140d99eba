public import CanonicalJSON
internal import Manuscript
public import Protocol
public import Rendering
internal import Manuscript
internal import Scholarship

/// `editions`: what was published, in the order in which it was.
public struct PublishedEditions: Question {
  public init() {}

  public static let verb = VerbEntry(
    "editions", group: .reading, "what was published, and under which names", examples: ["editions"])

  public static let shape = Shape(PublishedEditions.init)

  public func view(of snapshot: Snapshot) -> ListView<EditionItem> {
    ListView(at: snapshot.at, items: snapshot.paper.editions.map { EditionItem($0) })
  }

  public func page(of view: ListView<EditionItem>) -> Page {
    var page = Page()
    if view.items.isEmpty {
      page.line("Nothing was published. An editor does it with: publish NAME")
      return page
    }
    page.table(
      columns: ["Edition", "Position", "By", "At"],
      rows: view.items.map { item in
        [
          Styled(item.name, .strong), Styled("@\(item.position)"), Styled(item.by),
          Styled(Wording.time(item.at), .faint),
        ]
      })
    return page
  }
}

extension EditionItem {
  init(_ edition: PublishedEdition) {
    self.init(
      name: edition.name, base: edition.base.description, by: edition.stamp.by.name,
      at: edition.stamp.at.description, position: edition.stamp.position)
  }
}
