/// Blocks that a first line opens and others fill.
extension MarkdownBlockScanner {
  /// The front matter with which a plain text begins too, and the line after it.
  static func frontMatter(of source: SourceText) -> (block: SourceBlock, end: Int)? {
    var scanner = MarkdownBlockScanner(source: source)
    let end = scanner.scanFrontMatter()
    return scanner.blocks.first.map { ($0, end) }
  }

  mutating func scanFrontMatter() -> Int {
    let lines = source.lines
    guard lines.count > 2 else { return 0 }
    let first = source.trimmed(lines[0].content)
    let mark = first.count == 3 ? source.string(first) : ""
    guard mark == "---" || mark == "+++" else { return scanKeys() }
    for index in 1..<min(lines.count, 200) {
      let text = source.trimmed(lines[index].content)
      let isEnd =
        text.count == 3 && (source.string(text) == mark || mark == "---" && source.string(text) == "...")
      if isEnd, index > 1 {
        blocks.append(
          SourceBlock(
            kind: .frontMatter, lines: [], bytes: lines[0].content.lowerBound..<text.upperBound))
        return index + 1
      }
      // Between lines of `+++` nothing else stands; `---` may be a rule.
      guard mark == "+++" || source.isMetadata(lines[index].content) else { return 0 }
    }
    return 0
  }

  /// `Title: On Salt`, `Author: Anna Weber`, down to a blank line (MultiMarkdown).
  private mutating func scanKeys() -> Int {
    var (keys, index): (Set<String>, Int) = ([], 0)
    while index < min(source.lines.count, 40) {
      let line = source.lines[index].content
      guard let first = line.first, !source.trimmed(line).isEmpty else { break }
      if !SourceText.isBlank(source.bytes[first]) {
        guard let (key, value) = source.metadatum(line, parting: UInt8(ascii: ":")), !value.isEmpty,
          key.allSatisfy({ $0.isLetter || $0 == " " || $0 == "-" })
        else { return 0 }
        keys.insert(key)
      }
      index += 1
    }
    // A title that has a colon is no key.
    guard keys.contains("title"), !keys.isDisjoint(with: ["author", "authors", "date", "subtitle"]),
      index < source.lines.count
    else { return 0 }
    let bytes = source.lines[0].content.lowerBound..<source.lines[index - 1].content.upperBound
    blocks.append(SourceBlock(kind: .frontMatter, lines: [], bytes: bytes))
    return index
  }

  mutating func scanFence(at index: Int, text: Range<Int>, indent: Int, quoteDepth: Int) -> Int? {
    let mark = source.bytes[text.lowerBound]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), indent < 4 else { return nil }
    let fence = source.endOfRun(at: text.lowerBound, before: text.upperBound) - text.lowerBound
    let information = text.lowerBound + fence..<text.upperBound
    guard fence >= 3, !source.bytes[information].contains(UInt8(ascii: "`")) else { return nil }
    close()
    var lines: [SourceLine] = []
    var next = index + 1
    var end = text.upperBound
    while next < source.lines.count {
      let line = source.lines[next]
      let (depth, inner) = quoted(line.content)
      guard depth >= quoteDepth else { break }
      let content = quoteDepth == 0 ? line.content : inner
      next += 1
      end = line.content.upperBound
      let trimmed = source.trimmed(inner)
      if trimmed.count >= fence, source.bytes[trimmed].allSatisfy({ $0 == mark }) { break }
      lines.append(
        SourceLine(content: content, newline: line.newline, joint: lines.isEmpty ? .softBreak : .hardBreak))
    }
    blocks.append(
      SourceBlock(kind: .code, lines: lines, bytes: text.lowerBound..<end, quoteDepth: quoteDepth))
    return next
  }

  /// A formula set apart, between lines of `$$` or `\[` and `\]`: kept as it stands, like code.
  mutating func scanFormula(at index: Int, text: Range<Int>) -> Int? {
    let isDollar = source.has("$$", at: text.lowerBound, before: text.upperBound)
    guard isDollar || source.has("\\[", at: text.lowerBound, before: text.upperBound) else { return nil }
    // A whole paragraph in brackets that backslashes escape is words.
    if !isDollar, text.count > 2, !source.looksLikeFormula(text.lowerBound + 2..<text.upperBound) {
      return nil
    }
    for next in index..<min(source.lines.count, index + 60) {
      let line = source.trimmed(source.lines[next].content)
      if line.isEmpty { return nil }
      guard next > index || line.count > 4,
        source.has(isDollar ? "$$" : "\\]", at: line.upperBound - 2, before: line.upperBound)
      else { continue }
      close()
      let lines = source.lines[index...next].enumerated().map { place, line in
        SourceLine(
          content: source.trimmed(line.content), newline: line.newline,
          joint: place == 0 ? .softBreak : .hardBreak)
      }
      blocks.append(SourceBlock(kind: .code, lines: lines, bytes: text.lowerBound..<line.upperBound))
      return next + 1
    }
    return nil
  }

  mutating func scanComment(at index: Int, text: Range<Int>) -> Int? {
    guard source.has("<!--", at: text.lowerBound, before: text.upperBound) else { return nil }
    for next in index..<min(source.lines.count, index + 20) {
      let line = next == index ? text : source.lines[next].content
      guard let end = source.offset(of: "-->", in: line) else { continue }
      // Text after the comment makes it part of a paragraph.
      guard source.trimmed(end + 3..<line.upperBound).isEmpty else { return nil }
      let comment = text.lowerBound..<end + 3
      let isPage = source.offset(of: "page", in: comment, limit: 24) != nil
      // Within a paragraph any other comment is a part of it.
      guard isPage || open == nil else { return nil }
      close()
      blocks.append(SourceBlock(kind: isPage ? .pageMarker : .comment, lines: [], bytes: comment))
      return next + 1
    }
    return nil
  }

  mutating func scanTable(at index: Int, quoteDepth: Int) -> Int? {
    if quoteDepth == 0, let end = scanTagTable(at: index) { return end }
    if source.isGridRule(source.trimmed(quoted(source.lines[index].content).inner)) {
      let end = scanLines(from: index, as: .table, quoteDepth: quoteDepth) { source, line in
        source.isGridRule(source.trimmed(line)) || source.bytes[line].contains(0x7C)
      }
      let last = blocks.count - 1
      if end != nil { blocks[last].lines = DrawnTable.joined(grid: blocks[last].lines, in: source) }
      return end
    }
    guard index + 1 < source.lines.count, source.bytes[source.lines[index].content].contains(0x7C) else {
      return nil
    }
    let rows = source.lines[index...index + 1].map { source.trimmed(quoted($0.content).inner) }
    // The rule under a table's head may be lost.
    let hasBars = rows.allSatisfy { row in
      row.count > 2 && source.bytes[row.lowerBound] == 0x7C && source.bytes[row.upperBound - 1] == 0x7C
    }
    guard hasBars || source.isTableRule(rows[1]) else { return nil }
    return scanLines(from: index, as: .table, quoteDepth: quoteDepth) { source, line in
      source.bytes[line].contains(0x7C)
    }
  }

  /// A table in HTML, to the line of its end.
  private mutating func scanTagTable(at index: Int) -> Int? {
    let first = source.trimmed(source.lines[index].content)
    guard !hasUnclosedTable,
      source.has("<table", at: first.lowerBound, before: first.upperBound, ignoringCase: true)
    else { return nil }
    let end = source.lines[index...].firstIndex { source.offset(of: "</table>", in: $0.content) != nil }
    guard let end else {
      hasUnclosedTable = true
      return nil
    }
    // Its tags, not its lines, part its rows.
    let lines = source.lines[index...end].map {
      SourceLine(content: source.trimmed($0.content), newline: $0.newline)
    }
    let bytes = first.lowerBound..<lines[lines.count - 1].content.upperBound
    blocks.append(SourceBlock(kind: .table, lines: lines, bytes: bytes))
    return end + 1
  }

  /// Indented lines are code unless they look like prose, which converters indent too.
  mutating func scanIndentedCode(at index: Int, quoteDepth: Int) -> Int? {
    let first = source.trimmed(source.lines[index].content)
    guard !source.isProse(first) else { return nil }
    return scanLines(from: index, as: .code, quoteDepth: quoteDepth) { source, line in
      source.has("    ", at: line.lowerBound, before: line.upperBound)
        || source.has("\t", at: line.lowerBound, before: line.upperBound)
    }
  }

  /// A block kept as it stands, of lines that fulfil a condition; nil if not even the first does.
  private mutating func scanLines(
    from index: Int, as kind: SourceBlock.Kind, quoteDepth: Int,
    while belongs: (SourceText, Range<Int>) -> Bool
  ) -> Int? {
    var lines: [SourceLine] = []
    var next = index
    while next < source.lines.count {
      let (depth, inner) = quoted(source.lines[next].content)
      let text = source.trimmed(inner)
      guard depth == quoteDepth, !text.isEmpty, belongs(source, inner) else { break }
      lines.append(
        SourceLine(
          content: text, newline: source.lines[next].newline, joint: lines.isEmpty ? .softBreak : .hardBreak))
      next += 1
    }
    guard let first = lines.first, let last = lines.last else { return nil }
    close()
    blocks.append(
      SourceBlock(
        kind: kind, lines: lines, bytes: first.content.lowerBound..<last.content.upperBound,
        quoteDepth: quoteDepth))
    return next
  }
}
