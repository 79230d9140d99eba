/// What stands indented under a note's definition is part of the note: paragraphs, quotations, lists, verse.
extension MarkdownBlockScanner {
  /// Whether an indented line belongs to the note right before it.
  func goesOnNote(_ indent: Int) -> Bool {
    guard indent >= 2 else { return false }
    return open?.kind == .note(.caret) || open == nil && blocks.last?.kind == .note(.caret)
  }

  /// Adds a line to the note before it, without the marks of what it is. False if it begins another note.
  mutating func continueNote(_ line: SourceLine) -> Bool {
    guard source.noteStart(line.content)?.style != .caret else { return false }
    if open == nil { open = blocks.removeLast() }
    let last = open?.lines.last
    var line = line
    let (depth, inner) = quoted(line.content)
    line.content = source.trimmed(inner)
    let wasQuoted = last.map { source.followsQuoteMark($0.content) } ?? false
    if let marker = source.listMarker(line.content) {
      line.joint = .paragraph
      if !marker.isOrdered { line.content = marker.body }
    } else if let verse = source.barLine(line.content) {
      let goesOn = last.map { source.followsBar($0.content) } ?? false
      line.joint = goesOn && !followsBlank ? .hardBreak : .paragraph
      line.content = verse
    } else if followsBlank || depth > 0 && !wasQuoted {
      line.joint = .paragraph
    } else if let last, source.forcesBreak(after: last) {
      line.joint = .hardBreak
    }
    if line.content.isEmpty { return true }
    open?.lines.append(line)
    if let start = open?.bytes.lowerBound { open?.bytes = start..<line.content.upperBound }
    return true
  }

  // MARK: - Where notes begin

  mutating func startNote(_ line: SourceLine, quoteDepth: Int) -> Bool {
    guard let start = source.noteStart(line.content) else {
      return startLinkedNote(line, quoteDepth) || startEmphasisedNote(line, quoteDepth)
    }
    // Within a paragraph, a raised number at a line's start is a reference, unless notes stand line by line.
    if start.style != .caret, let open, !open.isNote { return false }
    if start.style == .caret, let inner = source.noteStart(start.body), inner.style != .caret {
      startDoublyMarked(start, inner, line, quoteDepth)
      return true
    }
    close()
    listIndents = []
    let body = source.trimmed(quoted(start.body).inner)
    open = SourceBlock(
      kind: .note(start.style),
      lines: [SourceLine(content: source.barLine(body) ?? body, newline: line.newline)],
      bytes: line.content, quoteDepth: quoteDepth, label: start.label, marker: start.marker)
    return true
  }

  /// `[^0]: ${ }^{1}$ See Holt.`: a converter gives all notes of a page's foot one name, whose mark stands alone on the
  /// line before. What is printed tells which note it is.
  private mutating func startDoublyMarked(
    _ start: SourceText.NoteStart, _ inner: SourceText.NoteStart, _ line: SourceLine, _ quoteDepth: Int
  ) {
    if let mark = open, mark.kind == .paragraph, mark.lines.count == 1,
      source.string(mark.lines[0].content) == "[^\(start.label)]"
    {
      open = nil
      blocks.append(SourceBlock(kind: .comment, lines: [], bytes: mark.bytes))
    }
    close()
    listIndents = []
    open = SourceBlock(
      kind: .note(inner.style), lines: [SourceLine(content: inner.body, newline: line.newline)],
      bytes: line.content, quoteDepth: quoteDepth, label: inner.label,
      marker: start.marker.lowerBound..<inner.marker.upperBound)
  }

  /// `*<sup>1</sup> See Holt.*`, `**<sup>1</sup>** See Holt.`: emphasis has taken in the note's number.
  private mutating func startEmphasisedNote(_ line: SourceLine, _ quoteDepth: Int) -> Bool {
    let content = line.content
    guard open?.isNote ?? true, let first = content.first, "*_".utf8.contains(source.bytes[first]) else {
      return false
    }
    let end = source.endOfRun(at: first, before: content.upperBound)
    guard end - first <= 3, end < content.upperBound,
      let mark = source.noteMarker(at: end, before: content.upperBound), mark.style != .caret
    else { return false }
    let (emphasis, after) = (first..<end, mark.bytes.upperBound)
    let closesAtMark = source.bytes[after..<content.upperBound].starts(with: source.bytes[emphasis])
    var body = source.trimmed((closesAtMark ? after + emphasis.count : after)..<content.upperBound)
    if !closesAtMark {
      // Else it may be a name in a sentence: `**<sup>1</sup>H** is read`.
      guard body.count > 2 * emphasis.count,
        source.bytes[body].suffix(emphasis.count).elementsEqual(source.bytes[emphasis])
      else { return false }
      body = body.lowerBound..<body.upperBound - emphasis.count
    }
    guard !body.isEmpty else { return false }
    close()
    listIndents = []
    open = SourceBlock(
      kind: .note(.superscript), lines: [SourceLine(content: body, newline: line.newline)], bytes: content,
      quoteDepth: quoteDepth, label: mark.label,
      marker: first..<(closesAtMark ? after + emphasis.count : after))
    return true
  }

  /// `[<sup>3</sup>https://…](https://…)`: the link that is a note's text has taken in the note's number.
  private mutating func startLinkedNote(_ line: SourceLine, _ quoteDepth: Int) -> Bool {
    let content = line.content
    guard open?.isNote ?? true, source.has("[<sup>", at: content.lowerBound, before: content.upperBound),
      let start = source.noteStart(content.lowerBound + 1..<content.upperBound),
      source.offset(of: "](", in: start.body) != nil
    else { return false }
    close()
    listIndents = []
    let bracket = content.lowerBound..<content.lowerBound + 1
    open = SourceBlock(
      kind: .note(start.style),
      lines: [
        SourceLine(content: bracket, newline: bracket.upperBound..<bracket.upperBound),
        SourceLine(content: start.body, newline: line.newline, joint: .inlineNote),
      ],
      bytes: content, quoteDepth: quoteDepth, label: start.label, marker: start.marker)
    return true
  }

  /// Most lines of the notes that one command holds.
  private static let longestFootnoteText = 60

  /// `\footnotetext{` and the brace that closes it: the notes of a foot stand between them.
  mutating func scanFootnoteText(at index: Int, text: Range<Int>) -> Int? {
    if index == footnoteTextEnd {
      footnoteTextEnd = nil
      close()
      blocks.append(SourceBlock(kind: .comment, lines: [], bytes: text))
      return index + 1
    }
    guard source.has("\\footnotetext{", at: text.lowerBound, before: text.upperBound), text.count == 14 else {
      return nil
    }
    let end = source.lines[index...].prefix(Self.longestFootnoteText).firstIndex { line in
      let content = source.trimmed(line.content)
      return content.count == 1 && source.bytes[content.lowerBound] == UInt8(ascii: "}")
    }
    guard let end else { return nil }
    footnoteTextEnd = end
    close()
    blocks.append(SourceBlock(kind: .comment, lines: [], bytes: text))
    return index + 1
  }
}
