/// The cells of tables as a converter keeps them: one that holds several paragraphs, a list or a line's end makes it leave out
/// the whole table. What stands in such a cell is made one paragraph; the items of its lists keep a mark.
struct TableCellMarkup {
  /// What is to be changed.
  private(set) var edits: [(range: Range<Int>, bytes: [UInt8])] = []

  private static let blank = Array(" ".utf8)

  // MARK: - Web pages

  private static let pageBlocks: Set<String> = [
    "p", "div", "ul", "ol", "li", "br", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "dt",
    "dd",
    "center", "section", "article",
  ]

  /// The cells of a web page.
  static func ofPage(_ bytes: [UInt8]) -> TableCellMarkup {
    var markup = TableCellMarkup()
    let cells = MarkupElements(named: ["td", "th", "TD", "TH", "table", "TABLE"], in: bytes).elements
    for cell in markup.simple(cells, but: ["table", "TABLE"]) { markup.joinPage(cell, bytes) }
    return markup
  }

  private mutating func joinPage(_ cell: Range<Int>, _ bytes: [UInt8]) {
    let tags = Self.tags(in: cell, of: bytes).filter { Self.pageBlocks.contains($0.name.lowercased()) }
    // One paragraph by itself is kept.
    guard
      tags.contains(where: { !["p", "P"].contains($0.name) }) || tags.count(where: { $0.kind == .opens }) > 1
    else { return }
    // The items of the lists around a place so far; nil in lists without numbers.
    var lists: [Int?] = []
    for tag in tags {
      var mark = " "
      switch (tag.name.lowercased(), tag.kind) {
      case ("ul", .opens): lists.append(nil)
      case ("ol", .opens): lists.append(0)
      case ("ul", .closes), ("ol", .closes): _ = lists.popLast()
      case ("li", .opens):
        if let count = lists.last ?? nil {
          lists[lists.count - 1] = count + 1
          mark = " \(count + 1). "
        } else {
          mark = " • "
        }
      default: break
      }
      edits.append((tag.range, Array(mark.utf8)))
    }
  }

  // MARK: - Word

  /// The cells of a Word document.
  static func ofWord(_ bytes: [UInt8]) -> TableCellMarkup {
    var markup = TableCellMarkup()
    let all = MarkupElements(
      named: ["w:tc", "w:tbl", "w:p", "w:pPr", "w:numPr", "w:pStyle", "w:br", "w:txbxContent"], in: bytes
    ).elements
    guard all.contains(where: { $0.name == "w:tc" }) else { return markup }
    let starts = all.map(\.range.lowerBound)
    for cell in markup.simple(
      all.filter { ["w:tc", "w:tbl", "w:txbxContent"].contains($0.name) }, but: ["w:tbl", "w:txbxContent"])
    {
      let first = starts.partitioningIndex { $0 >= cell.lowerBound }
      markup.joinWord(all[first...].prefix { $0.range.lowerBound < cell.upperBound }, bytes)
    }
    return markup
  }

  private mutating func joinWord(_ inner: ArraySlice<MarkupElements.Element>, _ bytes: [UInt8]) {
    let paragraphs = inner.filter { $0.name == "w:p" && $0.parents.last == "w:tc" }
    let breaks = inner.filter { $0.name == "w:br" && $0.attributes["w:type"] == nil }
    let isStyled = inner.contains { $0.name == "w:numPr" || $0.name == "w:pStyle" }
    guard paragraphs.count > 1 || isStyled || !breaks.isEmpty,
      paragraphs.count == inner.count(where: { $0.name == "w:p" })
    else { return }
    let gap = Array("<w:t xml:space=\"preserve\"> </w:t>".utf8)
    edits += breaks.map { ($0.range, gap) }
    edits += inner.filter { $0.name == "w:pPr" && $0.parents.last == "w:p" }.map { ($0.range, []) }
    let full = paragraphs.filter { !$0.content.isEmpty }
    for (paragraph, next) in zip(full, full.dropFirst()) {
      edits.append(
        (
          paragraph.content.upperBound..<next.content.lowerBound,
          Array("<w:r>".utf8) + gap + Array("</w:r>".utf8)
        ))
    }
  }

  // MARK: - OpenDocument

  /// The cells of an OpenDocument text.
  static func ofOpenDocument(_ bytes: [UInt8]) -> TableCellMarkup {
    var markup = TableCellMarkup()
    let cells = MarkupElements(named: ["table:table-cell", "table:table"], in: bytes).elements
    for cell in markup.simple(cells, but: ["table:table"]) { markup.joinOpenDocument(cell, bytes) }
    return markup
  }

  private mutating func joinOpenDocument(_ cell: Range<Int>, _ bytes: [UInt8]) {
    var tags: [MarkupElements.Tag] = []
    // What notes and remarks hold is none of the cell's.
    var depth = 0
    for tag in Self.tags(in: cell, of: bytes) {
      if tag.name == "text:note" || tag.name == "office:annotation" {
        depth += tag.kind == .opens ? 1 : tag.kind == .closes ? -1 : 0
      } else if depth == 0 {
        tags.append(tag)
      }
    }
    func isParagraph(_ tag: MarkupElements.Tag) -> Bool { tag.name == "text:p" || tag.name == "text:h" }
    let lists = tags.filter { $0.name.hasPrefix("text:list") }
    let breaks = tags.filter { $0.name == "text:line-break" && $0.kind == .stands }
    let paragraphs = tags.filter { isParagraph($0) && $0.kind != .stands }
    guard
      paragraphs.count > 2 || !lists.isEmpty || !breaks.isEmpty
        || paragraphs.contains(where: { $0.name == "text:h" })
    else { return }
    edits += breaks.map { ($0.range, Self.blank) }
    // An item's mark stands in its paragraph.
    var isItem = false
    var isFirst = true
    let last = paragraphs.last?.range.lowerBound
    for tag in tags where isParagraph(tag) || tag.name.hasPrefix("text:list") {
      guard isParagraph(tag) else {
        if tag.name == "text:list-item" { isItem = tag.kind == .opens }
        edits.append((tag.range, []))
        continue
      }
      var new = tag.kind == .opens && isItem ? "• " : " "
      if tag.kind == .opens {
        if isFirst { new = "<text:p>" + (isItem ? "• " : "") }
        (isFirst, isItem) = (false, false)
      } else if tag.range.lowerBound == last {
        new = "</text:p>"
      }
      edits.append((tag.range, tag.kind == .stands ? [] : Array(new.utf8)))
    }
  }

  // MARK: - Cells

  /// What the cells hold that hold no other table, nor what is moved out of them.
  private func simple(_ elements: [MarkupElements.Element], but others: Set<String>) -> [Range<Int>] {
    let hindering = elements.filter { others.contains($0.name) }.map(\.range.lowerBound)
    return elements.lazy.filter { !others.contains($0.name) && !$0.content.isEmpty }.map(\.content).filter {
      cell in
      let next = hindering.partitioningIndex { $0 >= cell.lowerBound }
      return next == hindering.count || hindering[next] >= cell.upperBound
    }
  }

  private static func tags(in range: Range<Int>, of bytes: [UInt8]) -> [MarkupElements.Tag] {
    var tags: [MarkupElements.Tag] = []
    var index = range.lowerBound
    while let tag = MarkupElements.tag(from: index, in: bytes, before: range.upperBound) {
      index = tag.range.upperBound
      if tag.kind != .other { tags.append(tag) }
    }
    return tags
  }
}
