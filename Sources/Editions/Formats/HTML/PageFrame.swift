internal import Consensus
internal import Manuscript
internal import Scholarship
internal import Views

/// Writes what stands around the text of a page: its head, what chooses among entries, what has no place in the text, and
/// what the edition follows from.
struct PageFrame: Sendable {
  let imprint: Imprint
  let source: FlowSource
  let plan: PagePlan
  let apparatus: PageApparatus
  private var document: Document { source.document }

  /// What an entry can have come to, in the order in which one would look for it.
  private static let allStatuses = [
    "accepted", "contested", "open", "rejected", "moot", "incorporated", "orphaned", "agreed", "qualified",
    "unreviewed", "upheld", "dismissed", "noted",
  ]

  private var scholars: [String] { apparatus.model.conspectus.scholars.map(\.handle.name) }

  // MARK: Before the text

  func beginning() -> [UInt8] {
    var html = MarkupBuilder()
    let used = apparatus.statuses
    let statuses = Self.allStatuses.filter(used.contains)
    let language = MarkupBuilder.escaped(document.language)
    html.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.add("<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.contentPolicy)\">\n<title>")
    html.add(text: imprint.title)
    html.add("</title>\n<style>\n\(PageStyle.sheet)\(filterRules(statuses))</style>\n</head>\n<body>\n")
    html.add("<a class=\"skip\" data-apparatus href=\"#text\">Skip to the text</a>\n<header data-apparatus>")
    // The text has its own, as a rule.
    let hasTitle = document.blocks.contains { $0.kind == .heading && ($0.level ?? 1) <= 1 }
    html.add(hasTitle ? "<p class=\"title\">" : "<h1>")
    html.add(text: imprint.title)
    html.add(hasTitle ? "</p>" : "</h1>")
    html.add("<p>Reconciled text at position \(imprint.position)")
    html.add(text: imprint.edition.map { ", published as “\($0)”" } ?? "")
    html.add(". <a href=\"#about\">What it follows from</a></p>")
    filters(statuses, to: &html)
    html.add("</header>\n")
    contents(to: &html)
    html.add("<main id=\"text\" lang=\"\(language)\">\n")
    return html.bytes
  }

  /// Nothing is asked for anywhere, and nothing runs.
  static let contentPolicy = "default-src 'none'; style-src 'unsafe-inline'"

  private func contents(to html: inout MarkupBuilder) {
    let headings = document.blocks.enumerated().filter { index, block in
      block.kind == .heading && !source.departures.blocks.contains(index)
    }
    guard headings.count > 2 else { return }
    html.add("<nav aria-label=\"Contents\" data-apparatus><details><summary>Contents</summary><ul>")
    for (index, heading) in headings {
      html.add("<li class=\"level\(min(max(heading.level ?? 1, 1), 6))\"><a href=\"#\(heading.address)\">")
      let edits = source.edits(inBlock: index).map(\.edit).filter { heading.range.contains($0.range) }
      html.add(text: document.text.applying(edits, in: heading.range))
      html.add("</a></li>")
    }
    html.add("</ul></details></nav>\n")
  }

  // MARK: Filters

  private func filters(_ statuses: [String], to html: inout MarkupBuilder) {
    html.add(
      "<form class=\"filters\" aria-label=\"Which entries to show\"><fieldset><legend>Show entries that are</legend>"
    )
    for status in statuses {
      html.add("<label><input type=\"checkbox\" id=\"show-\(status)\" checked> \(status)</label> ")
    }
    html.add("</fieldset><fieldset><legend>and that concern</legend>")
    html.add("<label><input type=\"radio\" name=\"by\" id=\"by-all\" checked> everyone</label> ")
    for (index, scholar) in scholars.enumerated() {
      html.add(
        "<label><input type=\"radio\" name=\"by\" id=\"by-\(index)\"> \(MarkupBuilder.escaped(scholar))</label> "
      )
    }
    html.add("</fieldset></form>")
  }

  /// What is not chosen is not shown: rules, for want of a script.
  private func filterRules(_ statuses: [String]) -> String {
    let byStatus = statuses.map { status in
      "body:has(#show-\(status):not(:checked)) :is(.entry,.ref)[data-status=\(status)]{display:none}\n"
        + "body:has(#show-\(status):not(:checked)) .locus[data-status=\(status)]{background:none}\n"
    }
    let byScholar = scholars.enumerated().map { index, scholar in
      "body:has(#by-\(index):checked) :is(.entry,.ref):not([data-by~=\"\(scholar)\"]){display:none}\n"
        + "body:has(#by-\(index):checked) .locus:not([data-by~=\"\(scholar)\"]){background:none}\n"
    }
    return (byStatus + byScholar).joined()
  }

  // MARK: After the text

  /// What the text has no place for: corrections of words that are gone, or that it has by now; claims and the like.
  func unplaced() -> [UInt8] {
    let ids = apparatus.model.apart + plan.unplaced.map { plan.threads[$0].id }
    guard !ids.isEmpty else { return [] }
    var html = MarkupBuilder()
    html.add("<section class=\"unplaced\" data-apparatus aria-labelledby=\"unplaced\">")
    html.add("<h2 id=\"unplaced\">Without a place in this text</h2>")
    for id in ids { apparatus.add(id, to: &html) }
    html.add("</section>\n")
    return html.bytes
  }

  func end() -> [UInt8] {
    var html = MarkupBuilder()
    html.add("<footer id=\"about\" data-apparatus><h2>Sigla</h2><dl class=\"sigla\">")
    let conspectus = apparatus.model.conspectus
    for witness in [conspectus.base] + conspectus.earlierBases {
      term(witness.siglum, "the source as it was read: \(witness.id)", to: &html)
    }
    for scholar in conspectus.scholars {
      term(scholar.handle.name, scholar.role?.rawValue ?? "has left", to: &html)
    }
    html.add("</dl><h2>What this edition follows from</h2><dl>")
    for line in imprint.lines { term(line.label, line.value, to: &html) }
    if let foreign = ForeignCharacters(in: document).summary { term("Written as U+FFFD", foreign, to: &html) }
    html.add("</dl>")
    if let checkpoint = imprint.checkpoint {
      html.add("<p>Checkpoint:</p><pre tabindex=\"0\">")
      html.add(text: checkpoint)
      html.add("</pre>")
    }
    html.add("</footer>\n</body>\n</html>\n")
    return html.bytes
  }

  private func term(_ name: String, _ value: String, to html: inout MarkupBuilder) {
    html.add("<div><dt>\(MarkupBuilder.escaped(name))</dt><dd>")
    html.add(text: value)
    html.add("</dd></div>")
  }
}
