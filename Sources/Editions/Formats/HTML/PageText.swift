internal import Consensus
internal import Manuscript
internal import Scholarship

/// Writes the reading text of a page, row by row.
struct PageText: Sendable {
  let source: FlowSource
  let plan: PagePlan
  private(set) var apparatus: PageApparatus
  /// Where each note is first referred to, by the block's index.
  private let references: [Int: Int]

  init(_ source: FlowSource, _ plan: PagePlan, _ apparatus: PageApparatus) {
    (self.source, self.plan, self.apparatus) = (source, plan, apparatus)
    var references: [Int: Int] = [:]
    for (index, block) in source.document.blocks.enumerated() where !source.departures.blocks.contains(index)
    {
      for mark in source.noteMarks(inBlock: index) where mark.departure == nil && block.kind != .table {
        references[mark.note] = references[mark.note] ?? index
      }
    }
    self.references = references
  }

  /// One row: the text, and beside it what is said of it.
  func row(_ number: Int) -> [UInt8] {
    let row = plan.rows[number]
    let shown = row.blocks.filter { !source.departures.blocks.contains($0) }
    let entries = shown.flatMap(plan.entries(ofBlock:))
    var text = self
    text.apparatus = apparatus.with(entries)
    return text.written(row, shown, entries)
  }

  private func written(_ row: PagePlan.Row, _ shown: [Int], _ entries: [PagePlan.Entry]) -> [UInt8] {
    var html = MarkupBuilder()
    html.add("<div class=\"row\"><div class=\"text\">")
    switch row.kind {
    case .list: list(shown, to: &html)
    case .quote:
      html.add("<blockquote>")
      for index in shown { block(index, "p", to: &html) }
      html.add("</blockquote>")
    default: for index in shown { single(index, to: &html) }
    }
    html.add("</div>")
    if !entries.isEmpty {
      html.add("<div class=\"app\" data-apparatus>")
      for entry in entries { apparatus.add(entry, to: &html) }
      html.add("</div>")
    }
    html.add("</div>\n")
    return html.bytes
  }

  private func single(_ index: Int, to html: inout MarkupBuilder) {
    let block = source.document.blocks[index]
    switch block.kind {
    case .heading: self.block(index, "h\(min(max(block.level ?? 1, 1), 6))", to: &html)
    case .code: preformatted(index, to: &html)
    case .table:
      let ranges = source.edits(inBlock: index).map(\.edit.range) + loci(inBlock: index)
      if let layout = TableLayout(of: block, in: source.document, ranges: ranges.sorted()) {
        table(layout, index, to: &html)
      } else {
        preformatted(index, to: &html)
      }
    default: self.block(index, "p", to: &html)
    }
  }

  private func loci(inBlock index: Int) -> [ScalarRange] {
    plan.entries(ofBlock: index).compactMap { entry in
      if case .locus(let locus) = entry { apparatus.model.loci[locus].hull } else { nil }
    }
  }

  // MARK: Kinds of blocks

  private func open(_ index: Int, _ tag: String, _ more: String = "", to html: inout MarkupBuilder) {
    let block = source.document.blocks[index]
    html.add("<\(tag) id=\"\(block.address)\" data-block=\"\(block.kind.rawValue)\" dir=\"auto\"\(more)>")
  }

  private func block(_ index: Int, _ tag: String, to html: inout MarkupBuilder) {
    open(index, tag, to: &html)
    address(index, to: &html)
    words(index, marks: plan.marks(inBlock: index), to: &html)
    departed(index, to: &html)
    html.add("</\(tag)>")
  }

  private func preformatted(_ index: Int, to html: inout MarkupBuilder) {
    open(index, "pre", " tabindex=\"0\"", to: &html)
    // A line's end at the beginning would be dropped.
    if source.document.text.scalars[source.document.blocks[index].range.offsets].first == "\n" {
      html.add("\n")
    }
    words(index, marks: plan.marks(inBlock: index), breaks: "\n", to: &html)
    departed(index, to: &html)
    html.add("</pre>")
  }

  private func table(_ layout: TableLayout, _ index: Int, to html: inout MarkupBuilder) {
    let address = source.document.blocks[index].address
    html.add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table \(address)\">")
    open(index, "table", to: &html)
    let (cells, cuts) = (layout.rows.flatMap(\.self), source.cuts(ofBlock: index))
    let distributed = BlockFlow.Mark.distributed(plan.marks(inBlock: index), over: cells)
    var number = 0
    for (row, inRow) in layout.rows.enumerated() {
      let isHead = row == 0 && layout.hasHead
      html.add(isHead ? "<thead><tr>" : row == 0 || row == 1 && layout.hasHead ? "<tbody><tr>" : "<tr>")
      for column in 0..<layout.columns {
        html.add(isHead ? "<th scope=\"col\" dir=\"auto\">" : "<td dir=\"auto\">")
        if column < inRow.count {
          let flow = source.flow(
            of: cells[number], cuts, reach: cells.reach(of: number), marks: distributed[number])
          write(flow, of: index, to: &html)
          number += 1
        }
        if row == layout.rows.count - 1, column == layout.columns - 1 { departed(index, to: &html) }
        html.add(isHead ? "</th>" : "</td>")
      }
      html.add(isHead ? "</tr></thead>" : "</tr>")
    }
    html.add(layout.hasHead && layout.rows.count == 1 ? "</table></div>" : "</tbody></table></div>")
  }

  /// Items within items, each list inside the item before it.
  private func list(_ indices: [Int], to html: inout MarkupBuilder) {
    var open: [ListKind] = []
    func close(_ html: inout MarkupBuilder) { html.add("</li></\(open.removeLast().tag)>") }
    for index in indices {
      let item = source.document.blocks[index]
      let kind = ListKind(of: item)
      let depth = min(max(item.level ?? 1, 1), open.count + 1)
      while open.count > depth { close(&html) }
      if open.count == depth, open[depth - 1] != kind { close(&html) }
      if open.count == depth {
        html.add("</li>")
      } else {
        html.add("<\(kind.tag)\(kind == .plain ? " class=\"plain\"" : "")>")
        open.append(kind)
      }
      let value = kind == .numbers ? Marker(number: item.label ?? "")?.number : nil
      self.open(index, "li", value.map { " value=\"\($0)\"" } ?? "", to: &html)
      address(index, to: &html)
      if kind == .plain, let label = item.label {
        html.add("<span dir=\"ltr\" data-apparatus>")
        html.add(text: label + " ")
        html.add("</span>")
      }
      words(index, marks: plan.marks(inBlock: index), to: &html)
      departed(index, to: &html)
    }
    while !open.isEmpty { close(&html) }
  }

  private enum ListKind {
    case bullets, numbers
    /// Its marks are part of its text, or ones that HTML knows not.
    case plain

    init(of item: Block) {
      guard let label = item.label else { self = .plain; return }
      if Marker(number: label) != nil { self = .numbers; return }
      let hasWords = label.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      self = hasWords ? .plain : .bullets
    }

    var tag: String { self == .numbers ? "ol" : "ul" }
  }

  // MARK: What stands in a block

  /// How it is found again; at a note, its number, which leads back to its mark.
  private func address(_ index: Int, to html: inout MarkupBuilder) {
    let block = source.document.blocks[index]
    if let note = block.noteNumber {
      let isMarked = references[note] != nil
      html.add(
        isMarked
          ? "<a class=\"mark\" dir=\"ltr\" data-apparatus href=\"#ref-n\(note)\""
          : "<span class=\"mark\" dir=\"ltr\" data-apparatus")
      html.add(
        isMarked ? " aria-label=\"Back to where note \(note) is referred to\">\(note)</a>" : ">\(note)</span>"
      )
    } else {
      html.add(
        "<a class=\"address\" dir=\"ltr\" data-apparatus href=\"#\(block.address)\">\(block.address)</a>")
    }
  }

  private func departed(_ index: Int, to html: inout MarkupBuilder) {
    for entry in plan.departed(afterBlock: index) { apparatus.refer(to: entry, to: &html) }
  }

  /// The consensus' words of a range, with what refers to the apparatus and to notes.
  private func words(
    _ index: Int, marks: [BlockFlow.Mark], breaks: String = "<br>", to html: inout MarkupBuilder
  ) {
    let block = source.document.blocks[index]
    let flow = source.flow(of: block.range, source.cuts(ofBlock: index), marks: marks)
    write(flow, of: index, sentences: block.sentences, breaks, to: &html)
  }

  /// - Parameter ranges: the sentences that are numbered.
  private func write(
    _ flow: BlockFlow, of index: Int, sentences ranges: [ScalarRange] = [], _ breaks: String = "<br>",
    to html: inout MarkupBuilder
  ) {
    let text = source.document.text
    var (sentences, done) = (ranges.dropFirst(), ranges.first?.start ?? 0)
    for item in flow.items {
      switch item {
      case .kept(let words, let style):
        var start = words.start
        while let next = sentences.first, next.start < words.end {
          sentences.removeFirst()
          // One of which no word is left has no number.
          guard next.end > start else { continue }
          run(text.scalars[start..<max(start, next.start)], style, breaks, to: &html)
          number(ranges.count - sentences.count, to: &html)
          start = max(start, next.start)
        }
        run(text.scalars[start..<words.end], style, breaks, to: &html)
        done = words.end
      case .deleted(let words, _, _): done = words.end
      case .inserted(let words, let style, _):
        // What replaces a sentence's first words begins it.
        if sentences.first?.start == done {
          sentences.removeFirst()
          number(ranges.count - sentences.count, to: &html)
        }
        run(Array(words.unicodeScalars)[...], style, breaks, to: &html)
      case .note(let mark): if mark.departure == nil { refer(toNote: mark.note, from: index, to: &html) }
      case .opens(let number): apparatus.open(plan.entry(number), to: &html)
      case .closes(let number): apparatus.close(plan.entry(number), to: &html)
      }
    }
  }

  /// A sentence's number, before its first word.
  private func number(_ sentence: Int, to html: inout MarkupBuilder) {
    html.add("<span class=\"s\" data-apparatus data-n=\"\(sentence)\"></span>")
  }

  private func refer(toNote note: Int, from index: Int, to html: inout MarkupBuilder) {
    let id = references[note] == index ? " id=\"ref-n\(note)\"" : ""
    html.add("<a\(id) class=\"note\" role=\"doc-noteref\" data-apparatus href=\"#n\(note)\" ")
    html.add("aria-label=\"Note \(note)\">\(note)</a>")
  }

  private func run(
    _ words: ArraySlice<Unicode.Scalar>, _ style: TextStyle, _ breaks: String, to html: inout MarkupBuilder
  ) {
    guard !words.isEmpty else { return }
    let tags = style.kinds.map(\.tag).sorted()
    if let link = style.link { html.add("<a href=\"\(MarkupBuilder.escaped(link))\" rel=\"noreferrer\">") }
    for tag in tags { html.add("<\(tag)>") }
    for scalar in words { if scalar == "\n" { html.add(breaks) } else { html.add(scalar) } }
    for tag in tags.reversed() { html.add("</\(tag)>") }
    if style.link != nil { html.add("</a>") }
  }
}

extension EmphasisSpan.Kind {
  /// The element of HTML for it.
  fileprivate var tag: String {
    switch self {
    case .emphasis: "em"
    case .strong: "strong"
    case .code: "code"
    case .strikethrough: "s"
    case .superscript: "sup"
    case .subscript: "sub"
    case .underline: "u"
    }
  }
}
