public import CanonicalJSON
public import Protocol
public import Rendering
internal import Scholarship

/// `outline`: the sections of the text.
public struct Outline: Question {
  public init() {}

  public static let verb = VerbEntry(
    "outline", group: .reading, "the sections of the paper", examples: ["outline"])

  public static let shape = Shape(Outline.init)

  public func view(of snapshot: Snapshot) -> OutlineView {
    let identity = snapshot.paper.identity
    return OutlineView(
      at: snapshot.at, slug: identity?.slug.name ?? "", title: identity?.title ?? "", base: snapshot.base,
      sections: PaperText(document: snapshot.document, edits: []).sections())
  }

  public func page(of view: OutlineView) -> Page {
    var page = Page()
    page.line(Styled(view.title, .strong))
    page.gap()
    let top = view.sections.filter { $0.address != nil }.map(\.level).min() ?? 1
    page.records(
      ["Section", "Paragraphs", "Page", "Length", "Heading"],
      view.sections.map { section in
        let span = section.first == section.last ? section.first : "\(section.first)..\(section.last)"
        let indent = String(repeating: "  ", count: max(section.level - top, 0))
        let title = section.address == nil ? "(before the first heading)" : section.title
        return Page.Record(cells: [
          Styled(section.address ?? "", .strong), Styled(span),
          Styled(section.page.map { "p. \($0)" } ?? "", .faint),
          Styled(Wording.count(section.sentences, "sentence"), .faint), Styled(indent + title),
        ])
      })
    if view.sections.isEmpty { page.line("The paper has no sections; read shows it whole.") }
    return page
  }
}
