internal import Manuscript
internal import Views

extension EditionFormat {
  /// One page that asks for nothing else: text and apparatus, for reading and printing.
  public static let html = EditionFormat(
    "html", mediaType: "text/html; charset=utf-8", fileExtension: "html"
  ) { $0.htmlParts() }
}

extension Edition {
  /// A page in HTML (WHATWG). It has no script: what opens and what filters is the browser's own.
  ///
  /// Each block is an element whose `id` is its address; whatever in it is no text of the paper carries `data-apparatus`.
  func htmlParts() -> [EditionPieces.Part] {
    let (source, model) = (FlowSource(of: self), apparatus)
    let remarks = Remarks(of: model)
    let plan = PagePlan(of: source, model, remarks)
    let entries = PageApparatus(model: model, remarks: remarks, plan: plan)
    let text = PageText(source, plan, entries)
    let frame = PageFrame(imprint: Imprint(of: self), source: source, plan: plan, apparatus: entries)
    let rows = plan.rows.count - plan.bodyRows
    func part(_ count: Int, _ make: @escaping @Sendable (Int) -> [UInt8]) -> EditionPieces.Part {
      .init(count: count) { $0.reduce(into: []) { $0 += make($1) } }
    }
    return [
      .init { _ in frame.beginning() },
      part(plan.bodyRows, text.row),
      .init(rows > 0 ? "<section class=\"notes\" aria-label=\"Notes\" role=\"doc-endnotes\">\n" : ""),
      part(rows) { text.row(plan.bodyRows + $0) },
      .init(rows > 0 ? "</section>\n" : ""),
      .init("</main>\n"),
      .init { _ in frame.unplaced() },
      .init { _ in frame.end() },
    ]
  }
}
