/// Cuts Markdown into blocks, line by line, after CommonMark 0.31 with footnotes and tables, lenient where
/// converters are careless. Containers are not nested: a block knows how many quotes it stands in and how
/// deep in a list.
///
/// Why not libcmark-gfm: its source positions do not serve. A map from every scalar to its bytes needs the bytes
/// of every inline, and cmark's columns are counted in a paragraph's text once the indents of its lines are
/// stripped and its entities resolved: they are wrong after an entity or an escape and on lines that go on
/// indented (commonmark/cmark#296, github/cmark-gfm#222, both open), and soft breaks have none. With Debian's
/// 0.29.0.gfm.6, 7 of the 186 stretches of text of the test corpus' Markdown papers do not stand where it says.
/// It has no node for a note's body that nothing refers to, nor for a link's definition, so that words would be
/// lost. And what converters make of a PDF is not CommonMark: to it a raised number before a note is a tag, a
/// page's foot under a paragraph makes a heading of it, a page's number ends the sentence it interrupts.
struct MarkdownBlockScanner {
  let source: SourceText
  var blocks: [SourceBlock] = []
  /// The paragraph, list item or note that the next line may go on. An item has no lines yet if a division begins
  /// before its text.
  var open: SourceBlock?
  /// Columns at which the text of the open list items begins, outermost first.
  var listIndents: [Int] = []
  /// Whether a table in HTML is known to have no end.
  var hasUnclosedTable = false
  /// The line before which dashes are known to draw no table.
  var noTableBefore = 0
  /// The line before which no list in HTML is known to be whole.
  var noTagListBefore = 0
  /// The line of the brace that closes a `\footnotetext`, where one is open.
  var footnoteTextEnd: Int?
  /// Whether the line before was blank.
  private(set) var followsBlank = true

  /// The blocks of a source in order.
  static func blocks(of source: SourceText) -> [SourceBlock] {
    var scanner = MarkdownBlockScanner(source: source)
    var index = scanner.scanFrontMatter()
    if index == 0 { index = scanner.scanTitleBlock() }
    while index < source.lines.count { index = scanner.scanLine(index) }
    scanner.close()
    return scanner.blocks
  }

  /// Where tags stand that belong together.
  private let pairedTags: Set<Int>

  init(source: SourceText) {
    self.source = source
    pairedTags = InlineReader.pairedTags(in: source)
  }

  /// Reads a line, or a block of several that begins there; returns the index of the line after.
  private mutating func scanLine(_ index: Int) -> Int {
    let whole = source.lines[index]
    let (quoteDepth, inner) = quoted(whole.content, inItemAt: listIndents.last ?? 0)
    let text = source.withoutRareLead(source.trimmed(inner))
    if text.isEmpty {
      if open?.lines.isEmpty != true { close() }
      followsBlank = true
      if source.bytes[whole.content].contains(0x0C) { add(.pageMarker, line: whole, text: whole.content) }
      return index + 1
    }
    defer { followsBlank = false }
    let lead = whole.content.lowerBound..<text.lowerBound
    if source.bytes[lead].contains(0x0C) {
      // A page begins with this line.
      close()
      blocks.append(SourceBlock(kind: .pageMarker, lines: [], bytes: lead))
    }
    let indent = columns(inner.lowerBound..<source.trimmed(inner).lowerBound)
    var line = whole
    line.content = text
    if goesOnNote(indent) {
      // Pandoc sets its tables in by two columns, and what belongs to a note by four.
      if indent < 4, followsBlank {
        close()
        if let end = scanDrawnTable(at: index, quoteDepth: quoteDepth) { return end }
      }
      if continueNote(line) { return index + 1 }
    }
    if let current = open, current.quoteDepth != quoteDepth {
      // A plain line may go on a quoted paragraph (CommonMark: laziness).
      if quoteDepth > 0 || !isPlain(text, indent: indent) { close() }
    }
    if followsBlank, quoteDepth == 0 || !standsInItem(whole.content) { leaveLists(indent, text) }

    if let end = scanFence(at: index, text: text, indent: indent, quoteDepth: quoteDepth) { return end }
    if quoteDepth == 0, let end = scanFormula(at: index, text: text) { return end }
    if let end = scanComment(at: index, text: text) ?? scanFootnoteText(at: index, text: text) { return end }
    if let level = setextLevel(text, next: index + 1) {
      open!.kind = .heading(level: level)
      open!.lines[0].content = source.withoutAttributes(open!.lines[0].content)
      open!.bytes = open!.bytes.lowerBound..<text.upperBound
      close()
      return index + 1
    }
    if source.isPageSeparator(text) || source.isPageCommand(text) {
      add(.pageMarker, line: whole, text: text)
      return index + 1
    }
    if source.isDivision(text) || isTagDivision(text) {
      close()
      let isPageEnd = source.offset(of: "page-break", in: text) != nil
      blocks.append(SourceBlock(kind: isPageEnd ? .pageMarker : .comment, lines: [], bytes: text))
      return index + 1
    }
    if let end = scanTagList(at: index, text: text, quoteDepth: quoteDepth) { return end }
    if open == nil, let end = scanDrawnTable(at: index, quoteDepth: quoteDepth) { return end }
    if indent < 4, source.isRule(text) || source.isEscapedRule(text) || source.isRuleTag(text) {
      close()
      add(.rule, line: whole, text: text, quoteDepth: quoteDepth)
      return index + 1
    }
    if indent < 4, source.isEmptyHeading(text) {
      close()
      blocks.append(SourceBlock(kind: .comment, lines: [], bytes: text))
      return index + 1
    }
    if indent < 4, let heading = source.heading(text) {
      close()
      add(.heading(level: heading.level), line: line, text: text, quoteDepth: quoteDepth)
      blocks[blocks.count - 1].lines[0].content = heading.content
      return index + 1
    }
    if startNote(line, quoteDepth: quoteDepth)
      || startListItem(line, indent: indent, quoteDepth: quoteDepth)
      || startDefinition(line, indent: indent, quoteDepth: quoteDepth)
    {
      return index + 1
    }
    if open == nil {
      if let end = scanVerse(at: index, quoteDepth: quoteDepth) { return end }
      if let end = scanTable(at: index, quoteDepth: quoteDepth) { return end }
      if source.isLinkDefinition(text) {
        add(.linkDefinition, line: line, text: text)
        return index + 1
      }
      if indent >= 4, listIndents.isEmpty,
        let end = scanIndentedCode(at: index, quoteDepth: quoteDepth)
      {
        return end
      }
    }
    continueParagraph(line, indent: indent, quoteDepth: quoteDepth)
    return index + 1
  }

  private static let divisions: Set<String> = [
    "div", "section", "center", "aside", "details", "summary", "article", "a", "span",
  ]

  /// Whether a line is no more than tags around other blocks, `<div id="notes">`, `</div>`, or empty anchors.
  private func isTagDivision(_ text: Range<Int>) -> Bool {
    var rest = text
    while let first = rest.first, source.bytes[first] == UInt8(ascii: "<"),
      let close = source.closingAngle(after: first, before: rest.upperBound),
      let tag = source.tag(at: first, closing: close),
      Self.divisions.contains(tag.name),
      tag.hasAttributes || pairedTags.contains(first)
    {
      rest = source.trimmed(close + 1..<rest.upperBound)
    }
    return rest.isEmpty && rest != text
  }

  // MARK: - Paragraphs

  private mutating func continueParagraph(_ line: SourceLine, indent: Int, quoteDepth: Int) {
    if let current = open, source.isNextOfList(line.content, after: current) { close() }
    if let item = open, item.lines.isEmpty {
      open!.lines = [line]
      open!.bytes = item.bytes.lowerBound..<line.content.upperBound
      return
    }
    if let last = open?.lines.last {
      var line = line
      if source.forcesBreak(after: last) { line.joint = .hardBreak }
      open!.lines.append(line)
      open!.bytes = open!.bytes.lowerBound..<line.content.upperBound
      return
    }
    var kind = SourceBlock.Kind.paragraph
    if !listIndents.isEmpty { kind = .listItem(depth: listIndents.count) }
    open = SourceBlock(
      kind: kind, lines: [line], bytes: line.content, quoteDepth: quoteDepth, indent: indent)
  }

  mutating func close() {
    if let block = open, !block.lines.isEmpty { blocks.append(block) }
    open = nil
  }

  private mutating func add(
    _ kind: SourceBlock.Kind, line: SourceLine, text: Range<Int>, quoteDepth: Int = 0
  ) {
    close()
    listIndents = []
    let hasText = kind != .rule && kind != .pageMarker
    blocks.append(
      SourceBlock(
        kind: kind, lines: hasText ? [SourceLine(content: text, newline: line.newline)] : [], bytes: text,
        quoteDepth: quoteDepth))
  }

  /// The quote marks before a line's text. In an item of a list the first may be set in as the item's text is.
  func quoted(_ content: Range<Int>, inItemAt margin: Int = 0) -> (depth: Int, inner: Range<Int>) {
    var depth = 0
    var start = content.lowerBound
    var most = margin + 4
    while true {
      var index = start
      while index < content.upperBound, index - start < most {
        let rare = source.rareBlank(at: index, before: content.upperBound)
        guard source.bytes[index] == 0x20 || rare > 0 else { break }
        index += max(1, rare)
      }
      guard index < content.upperBound, index - start < most, source.bytes[index] == UInt8(ascii: ">") else {
        return (depth, start..<content.upperBound)
      }
      depth += 1
      most = 4
      start = index + 1
      let rare = source.rareBlank(at: start, before: content.upperBound)
      if rare > 0 {
        start += rare
      } else if start < content.upperBound, source.bytes[start] == 0x20 {
        start += 1
      }
    }
  }

  /// The width of white space; a tab goes to the next column that is a multiple of four.
  private func columns(_ blanks: Range<Int>) -> Int {
    source.bytes[blanks].reduce(0) { $1 == 0x09 ? ($0 / 4 + 1) * 4 : $0 + 1 }
  }

  /// Whether a line is no more than text, and so may go on a paragraph.
  private func isPlain(_ text: Range<Int>, indent: Int) -> Bool {
    !source.isRule(text) && source.heading(text) == nil && source.listMarker(text) == nil
      && !source.has("```", at: text.lowerBound, before: text.upperBound)
  }

  // MARK: - Headings, notes, lists

  /// The level of the heading that an underline makes of the open paragraph. Converters end pages with
  /// rules right under the text, so only what looks like a heading is one.
  private func setextLevel(_ text: Range<Int>, next: Int) -> Int? {
    guard let open, open.kind == .paragraph, open.lines.count == 1, text.count >= 2,
      source.endOfRun(at: text.lowerBound, before: text.upperBound) == text.upperBound
    else { return nil }
    if source.bytes[text.lowerBound] == UInt8(ascii: "=") { return 1 }
    guard source.bytes[text.lowerBound] == UInt8(ascii: "-"), open.lines[0].content.count <= 120 else {
      return nil
    }
    let end = TextEnd(of: open, in: source)
    guard let last = end.last, !TextEnd.terminators.contains(last), !end.isDangling else { return nil }
    // A rule before notes is a page's foot.
    let following = source.lines[next...].lazy.map { source.trimmed($0.content) }.first { !$0.isEmpty }
    if let following, source.noteStart(following) != nil { return nil }
    return 2
  }

  private mutating func startListItem(_ line: SourceLine, indent: Int, quoteDepth: Int) -> Bool {
    guard let marker = source.listMarker(line.content) else { return false }
    if let last = open?.lines.last?.content, source.goesOnRange(marker.body, after: last) { return false }
    // Only a bullet or the number 1 may interrupt a paragraph: years and pages begin lines too.
    if let open, open.kind == .paragraph || open.isNote, marker.isOrdered && marker.label.dropLast() != "1",
      !goesOnList(marker.label)
    {
      return false
    }
    close()
    while let last = listIndents.last, indent < last { listIndents.removeLast() }
    listIndents.append(indent + marker.width)
    // The division that a converter puts around a note's text begins before it.
    let isDivision = source.isDivision(marker.body) || isTagDivision(marker.body)
    open = SourceBlock(
      kind: .listItem(depth: listIndents.count),
      lines: isDivision ? [] : [SourceLine(content: marker.body, newline: line.newline)], bytes: line.content,
      quoteDepth: quoteDepth, label: marker.label, indent: indent)
    return true
  }

  /// Whether a number comes next after that of the last item, which a page's end has parted from the list.
  private func goesOnList(_ label: String) -> Bool {
    guard let last = blocks.suffix(3).last(where: { $0.label != nil && !$0.isNote })?.label,
      let number = Int(label.dropLast()), let before = Int(last.dropLast())
    else { return false }
    return number == before + 1 && label.last == last.last
  }

  /// After a blank line, text that stands left of a list's items is outside of it.
  private mutating func leaveLists(_ indent: Int, _ text: Range<Int>) {
    guard source.listMarker(text) == nil else { return }
    while let last = listIndents.last, indent < last { listIndents.removeLast() }
  }
}
