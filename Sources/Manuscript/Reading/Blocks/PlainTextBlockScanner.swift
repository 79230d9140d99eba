/// Cuts plain text into blocks: paragraphs between blank lines, or one a line where lines are long and no
/// line is blank; headings by their look; lists and tables by their lines; rules and form feeds as ends of
/// pages, and what stands at a page's first and last line by itself if it is its number or head.
struct PlainTextBlockScanner {
  private let source: SourceText
  private var blocks: [SourceBlock] = []
  private var open: SourceBlock?
  /// Whether every line is a paragraph.
  private let isLineByLine: Bool
  private let pageEdges: PageEdges
  private let pageTops: [String: Int]
  /// The line before which dashes are known to draw no table.
  private var noTableBefore = 0

  static func blocks(of source: SourceText) -> [SourceBlock] {
    var scanner = PlainTextBlockScanner(source)
    var index = 0
    if let frontMatter = MarkdownBlockScanner.frontMatter(of: source) {
      scanner.blocks = [frontMatter.block]
      index = frontMatter.end
    }
    while index < source.lines.count { index = scanner.read(index) }
    scanner.close()
    scanner.settleOpening()
    return scanner.blocks
  }

  private init(_ source: SourceText) {
    self.source = source
    let filled = source.lines.lazy.map { source.trimmed($0.content).count }.filter { $0 > 0 }
    let (count, total) = filled.reduce((0, 0)) { ($0.0 + 1, $0.1 + $1) }
    isLineByLine = count == source.lines.count && total > 120 * count
    pageEdges = PageEdges(of: source)
    pageTops = source.pageTops
  }

  // MARK: - Lines

  /// Reads a line, or a table that begins there; returns the index of the line after.
  private mutating func read(_ index: Int) -> Int {
    if open == nil, index >= noTableBefore,
      let table = DrawnTable(at: index, in: source, failingBefore: &noTableBefore)
    {
      blocks.append(SourceBlock(table))
      return table.end
    }
    let line = source.lines[index].content
    if open == nil || line.first.map({ source.bytes[$0] == 0x0C }) ?? false,
      let table = TableUnderHead(at: index, in: source, pageTops: pageTops)
    {
      readTable(table, at: index)
      return table.end
    }
    scanLine(index)
    return index + 1
  }

  private mutating func readTable(_ table: TableUnderHead, at index: Int) {
    close()
    let (line, head) = (source.lines[index].content, table.lines[0].content)
    if source.bytes[line.lowerBound..<head.lowerBound].contains(0x0C) {
      addPageMarker(line.lowerBound..<head.lowerBound)
    }
    let bytes = head.lowerBound..<table.lines[table.lines.count - 1].content.upperBound
    blocks.append(SourceBlock(kind: .table, lines: table.lines, bytes: bytes))
  }

  private mutating func scanLine(_ index: Int) {
    let line = source.lines[index]
    let text = source.withoutRareLead(source.trimmed(line.content))
    if closeTitle(underlinedBy: text, at: index) { return }
    guard !text.isEmpty, !source.isRule(text) else {
      close()
      if !text.isEmpty { blocks.append(SourceBlock(kind: .rule, lines: [], bytes: text)) }
      if line.endsColumn || source.bytes[line.content].contains(0x0C) { addPageMarker(line.content) }
      return
    }
    // A picture's place, without words, that a converter left by itself.
    if open == nil, source.isWordlessPicture(text) {
      return blocks.append(SourceBlock(kind: .comment, lines: [], bytes: text))
    }
    // A form feed before a line's first word ends a page, in mid-sentence too.
    let lead = line.content.lowerBound..<text.lowerBound
    if source.bytes[lead].contains(0x0C) { addPageMarker(lead) }
    if let kind = pageEdges.kind(ofLine: index) {
      close()
      blocks.append(
        SourceBlock(
          kind: kind, lines: [SourceLine(content: text, newline: line.newline)], bytes: text))
      blocks[blocks.count - 1].mayBeHead = pageEdges.kept.contains(index)
    } else {
      readText(SourceLine(content: text, newline: line.newline, joint: line.joint))
      let isAlone = open?.lines.count == 1
      open?.mayBeHead = isAlone && pageEdges.kept.contains(index)
    }
    let trail = text.upperBound..<line.content.upperBound
    if source.bytes[trail].contains(0x0C) { addPageMarker(trail) }
  }

  /// Ends a title of one line that a row of signs as long as itself underlines, with a blank line after.
  private mutating func closeTitle(underlinedBy text: Range<Int>, at index: Int) -> Bool {
    guard var title = open, title.kind == .paragraph, title.lines.count == 1, let first = text.first,
      "=-~^".utf8.contains(source.bytes[first]),
      source.endOfRun(at: first, before: text.upperBound) == text.upperBound,
      abs(text.count - source.width(of: title.lines[0].content)) <= 1, text.count > 3,
      index + 1 == source.lines.count || source.trimmed(source.lines[index + 1].content).isEmpty
    else { return false }
    open = nil
    title.kind = .heading(level: source.bytes[first] == UInt8(ascii: "=") ? 1 : 2)
    title.bytes = title.bytes.lowerBound..<text.upperBound
    blocks.append(title)
    return true
  }

  private mutating func readText(_ line: SourceLine) {
    let text = line.content
    if let block = open {
      let startsItem =
        (isList(block) || leadsIn(block))
        && (source.listMarker(text).map { marker in
          !(block.lines.last.map { source.goesOnRange(marker.body, after: $0.content) } ?? false)
        } ?? false)
      let startsNote = source.noteStart(text) != nil && block.isNote
      if isLineByLine || startsItem || startsNote || source.isNextOfList(text, after: block) { close() }
    }
    if open != nil {
      open!.lines.append(line)
      open!.bytes = open!.bytes.lowerBound..<text.upperBound
    } else if let note = source.noteStart(text), note.style == .superscript {
      open = SourceBlock(
        kind: .note(.superscript), lines: [SourceLine(content: note.body, newline: line.newline)],
        bytes: text, label: note.label, marker: note.marker)
    } else if let marker = source.listMarker(text) {
      open = SourceBlock(
        kind: .listItem(depth: 1), lines: [SourceLine(content: marker.body, newline: line.newline)],
        bytes: text, label: marker.label)
    } else {
      open = SourceBlock(kind: .paragraph, lines: [line], bytes: text)
    }
  }

  private mutating func close() {
    guard var block = open else { return }
    open = nil
    if isHeading(block) {
      block.kind = .heading(level: hasText ? 2 : 1)
    } else if isTable(block) {
      block.kind = .table
      for index in block.lines.indices.dropFirst() { block.lines[index].joint = .hardBreak }
      block.lines = DrawnTable.joined(grid: block.lines, in: source)
    }
    blocks.append(block)
  }

  private mutating func addPageMarker(_ bytes: Range<Int>) {
    close()
    blocks.append(SourceBlock(kind: .pageMarker, lines: [], bytes: bytes))
  }

  /// Most blocks of a page's end that are looked over for what goes on the first text.
  private static let mostFurniture = 4

  /// What was taken for the title and is a paragraph that a page's end breaks off: small letters go on after it, or it
  /// holds a whole sentence.
  private mutating func settleOpening() {
    settleCapitals()
    guard let first = blocks.firstIndex(where: \.isText), blocks[first].isHeading,
      blocks[first].lines.count > 1, first + 1 < blocks.count
    else { return }
    let foot = blocks[(first + 1)...].prefix(Self.longestFoot).prefix(while: isNote)
    let after = blocks[foot.endIndex...].prefix(Self.mostFurniture)
    let next = after.first { $0.isText && PageNumbers.number(of: $0, in: source) == nil }
    let endsPage = after.first.map { !$0.isText || PageNumbers.number(of: $0, in: source) != nil } ?? false
    let goesOn = next.map { $0.isRunning && TextStart(of: $0, in: source).goesOn } ?? false
    if endsPage, goesOn || holdsSentence(blocks[first]) { blocks[first].kind = .paragraph }
  }

  /// What was taken for headings, for its capitals, and is the first words of the text under it.
  private mutating func settleCapitals() {
    for index in blocks.indices.dropLast()
    where blocks[index].isHeading && !source.isUnderlined(blocks[index])
      && Continuation.opensInCapitals(blocks[index], over: blocks[index + 1], in: source)
    {
      blocks[index].kind = .paragraph
    }
  }

  /// Most notes of a foot under a paper's first text.
  private static let longestFoot = 12

  private func isNote(_ block: SourceBlock) -> Bool {
    block.isNote || block.isText && (block.lines.first.map { source.opensLikeNote($0.content) } ?? false)
  }

  /// Whether a word's stop and a capital stand within a text: `weir. It`.
  private func holdsSentence(_ block: SourceBlock) -> Bool {
    block.lines.contains { line in
      let words = source.string(line.content).split(separator: " ")
      return zip(words, words.dropFirst()).contains { word, next in
        word.count > 3 && word.last == "." && word.dropLast().allSatisfy(\.isLowercase)
          && next.first?.isUppercase == true
      }
    }
  }

  // MARK: - Kinds

  /// Whether text has come; a page's number before it is none.
  private var hasText: Bool {
    blocks.count > Self.mostFurniture
      || blocks.contains { $0.isText && !PageNumbers.mayBeOfPage($0, in: source) }
  }

  private func isList(_ block: SourceBlock) -> Bool { if case .listItem = block.kind { true } else { false } }

  private func leadsIn(_ block: SourceBlock) -> Bool { TextEnd(of: block, in: source).last == ":" }

  /// Lines of several columns: in each a wide gap or more, a tab, or bars.
  private func isTable(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.lines.count > 1 else { return false }
    return block.lines.allSatisfy { source.offset(of: "   ", in: $0.content) != nil }
      || block.lines.allSatisfy { source.bytes[$0.content].contains(0x09) }
      || block.lines.allSatisfy { line in
        source.isGridRule(line.content) || source.bytes[line.content].count { $0 == UInt8(ascii: "|") } > 1
      }
  }

  /// A title, and under it names, institutions and dates.
  private func isTitleWithNames(_ block: SourceBlock) -> Bool {
    block.lines.count <= 6 && FrontMatter.linesOfTitle(block, in: source).map { $0 <= 3 } ?? false
  }

  /// A short text by itself without a full stop: the first of all, or a line all in capitals.
  private func isHeading(_ block: SourceBlock) -> Bool {
    guard block.kind == .paragraph, block.lines.count <= 3 || !hasText && isTitleWithNames(block),
      block.lines.allSatisfy({ $0.content.count <= 100 })
    else { return false }
    let end = TextEnd(of: block, in: source)
    guard let last = end.last, ![".", ",", ":", "。"].contains(last), !end.isQuoted, !end.isHyphenated,
      block.lines.count == 1 ? !Continuation.isSurelyFollowed(end) : !end.isDangling
    else { return false }
    if !hasText { return !PageNumbers.mayBeOfPage(block, in: source) }
    let letters = source.bytes[block.lines[0].content].filter(SourceText.isLetter)
    return block.lines.count == 1 && letters.count >= 3 && letters.allSatisfy { $0 < 0x60 }
  }
}

extension SourceText {
  /// Whether a block's bytes go beyond its lines: a row of signs underlines it.
  fileprivate func isUnderlined(_ block: SourceBlock) -> Bool {
    block.lines.last.map { $0.content.upperBound < block.bytes.upperBound } ?? false
  }
}
