public import CanonicalJSON
public import Protocol
public import Rendering

/// `find`: where words stand in the text, whatever their case; or in what people wrote, by the rules of its language.
public struct Find: Question {
  public var text: String
  /// The kinds of things in which to look; where it is not said, the text of the paper is meant.
  public var kinds: SearchedKinds?
  /// How many places are shown at most; 50 where it is not said.
  public var limit: Int?
  /// How many come before the page, of what people wrote.
  public var after: Int64?

  public init(text: String, in kinds: SearchedKinds? = nil, limit: Int? = nil, after: Int64? = nil) {
    self.text = text
    self.kinds = kinds
    self.limit = limit
    self.after = after
  }

  public static let verb = VerbEntry(
    "find", group: .reading, "where words occur, in the text or in what people wrote",
    examples: [
      "find bridge", "find \"the long bridge\" --limit 5", "find \"ferr* -tide\" --in annotations,disputes",
      "find '\"parish register\"' --in all",
    ])

  public static let shape = Shape(
    Find.init(text:in:limit:after:), Field("text", \.text, typed: .argument("TEXT")),
    Field(
      "in", \.kinds,
      typed: .option(
        "--in", placeholder: "KINDS",
        summary:
          "in what people wrote: annotations, claims, disputes, corrections, with commas between, or all")),
    Field("limit", \.limit, in: pageSizes, typed: .limit),
    Field(
      "after", \.after, in: 0...Int64.max,
      typed: .option("--after", placeholder: "N", summary: "go on after so many, with --in")))

  private var most: Int { limit ?? 50 }
  private var offset: Int { Int(clamping: after ?? 0) }

  public var asksNotebook: Bool { kinds != nil }

  public var search: Search? {
    get throws(Problem) {
      guard let kinds else { return nil }
      guard let terms = SearchTerms(text) else {
        throw Problem(
          .refused,
          "Say what to look for: words, “\"words that follow each other\"”, “beginn*”; “-word” leaves out what has it."
        )
      }
      return Search(terms: terms, kinds: kinds.kinds, offset: offset, limit: most)
    }
  }

  public func view(of snapshot: Snapshot) throws(Problem) -> FoundView {
    if kinds != nil { return snapshot.said(after: offset, most) }
    if after != nil {
      throw Problem(.refused, "“after” goes with “in”: places in the text are limited alone.")
    }
    let found = PaperText(document: snapshot.document, edits: []).occurrences(of: text, limit: most)
    return FoundView(at: snapshot.at, total: found.total, items: found.items)
  }

  public func page(of view: FoundView) -> Page {
    if let said = view.said { return page(of: said, view) }
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

  private func page(of said: [SaidItem], _ view: FoundView) -> Page {
    var page = Page()
    if said.isEmpty {
      page.line("Nobody wrote that, as far as you can see.")
      return page
    }
    page.records(
      ["Id", "What", "Text"],
      said.map { item in
        // What was found is marked by signs, and not by colour alone.
        let snippet = item.snippet.reduce(Styled("")) { text, part in
          text + (part.found == true ? Styled("[\(part.text)]", .strong) : Styled(part.text))
        }
        let state = item.status == "withdrawn" ? ", withdrawn" : ""
        return Page.Record(cells: [
          Styled(item.id, .strong), Styled("\(item.part) by \(item.by) (@\(item.position))\(state)", .faint),
          snippet,
        ])
      })
    if let next = view.next {
      page.gap()
      page.line("\(said.count) of \(Wording.grouped(view.total)); --after \(next) shows those that follow.")
    }
    return page
  }
}
