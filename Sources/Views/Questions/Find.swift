public import CanonicalJSON
public import Protocol
public import Rendering

/// `find`: where words stand in the text, whatever their case.
public struct Find: Question {
  public var text: String
  /// How many places are shown at most; 50 where it is not said.
  public var limit: Int?

  public init(text: String, limit: Int? = nil) {
    self.text = text
    self.limit = limit
  }

  public static let verb = VerbEntry(
    "find", group: .reading, "where words occur",
    examples: ["find bridge", "find \"the long bridge\" --limit 5"])

  public static let shape = Shape(
    Find.init(text:limit:), Field("text", \.text, typed: .argument("TEXT")),
    Field("limit", \.limit, in: pageSizes, typed: .limit))

  public func view(of snapshot: Snapshot) -> FoundView {
    let found = PaperText(document: snapshot.document, edits: []).occurrences(of: text, limit: limit ?? 50)
    return FoundView(at: snapshot.at, total: found.total, items: found.items)
  }

  public func page(of view: FoundView) -> Page {
    var page = Page()
    if view.items.isEmpty {
      page.line("“\(text)” does not occur.")
      return page
    }
    page.records(
      ["Address", "Text"],
      view.items.map { item in
        Page.Record(cells: [
          Styled(item.address, .strong),
          Styled(item.before, .faint) + Styled(item.match, .strong) + Styled(item.after, .faint),
        ])
      })
    if view.items.count < view.total {
      page.gap()
      page.line("\(view.items.count) of \(Wording.grouped(view.total)); --limit shows more.")
    }
    return page
  }
}
