/// Cuts plain text into blocks: paragraphs between blank lines, or one a line where lines are long and no
/// line is blank; headings by their look; rules and form feeds as ends of pages.
enum PlainTextBlockScanner {
  static func blocks(of source: SourceText) -> [SourceBlock] {
    let texts = source.lines.map { source.trimmed($0.content) }
    let filled = texts.filter { !$0.isEmpty }
    let isLineByLine =
      filled.count == texts.count && filled.reduce(0) { $0 + $1.count } > 120 * filled.count
    var blocks: [SourceBlock] = []
    var open: SourceBlock?
    func closed(_ block: SourceBlock) -> SourceBlock {
      var block = block
      if isHeading(block, isFirst: blocks.isEmpty, in: source) {
        block.kind = .heading(level: blocks.isEmpty ? 1 : 2)
      }
      return block
    }
    for (line, text) in zip(source.lines, texts) {
      if text.isEmpty || source.isRule(text) {
        if let block = open { blocks.append(closed(block)) }
        open = nil
        if !text.isEmpty { blocks.append(SourceBlock(kind: .rule, lines: [], bytes: text)) }
        if source.bytes[line.content].contains(0x0C) {
          blocks.append(SourceBlock(kind: .pageMarker, lines: [], bytes: line.content))
        }
        continue
      }
      if let block = open, isLineByLine || source.noteStart(text) != nil && block.isNote {
        blocks.append(closed(block))
        open = nil
      }
      if open == nil {
        // A form feed before the first word ends a page.
        let lead = line.content.lowerBound..<text.lowerBound
        if source.bytes[lead].contains(0x0C) {
          blocks.append(SourceBlock(kind: .pageMarker, lines: [], bytes: lead))
        }
        var line = SourceLine(content: text, newline: line.newline)
        if let note = source.noteStart(text), note.style == .superscript {
          line.content = note.body
          open = SourceBlock(
            kind: .note(.superscript), lines: [line], bytes: text, label: note.label, marker: note.marker)
        } else {
          open = SourceBlock(kind: .paragraph, lines: [line], bytes: text)
        }
      } else {
        open!.lines.append(SourceLine(content: text, newline: line.newline))
        open!.bytes = open!.bytes.lowerBound..<text.upperBound
      }
    }
    if let block = open { blocks.append(closed(block)) }
    return blocks
  }

  /// A short line by itself without a full stop: the first of all, or one all in capitals or numbered.
  private static func isHeading(_ block: SourceBlock, isFirst: Bool, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.lines.count == 1, block.length <= 100 else { return false }
    let line = block.lines[0].content
    let end = TextEnd(of: block, in: source)
    guard let last = end.last, last != ".", last != ",", last != ":", !end.isQuoted else { return false }
    let letters = source.bytes[line].filter(SourceText.isLetter)
    let isCapital = letters.count >= 3 && letters.allSatisfy { $0 < 0x60 }
    let digits = source.endOfDigits(at: line.lowerBound, before: line.upperBound)
    let isNumbered =
      (1...2).contains(digits - line.lowerBound) && source.has(". ", at: digits, before: line.upperBound)
    return isFirst || isCapital || isNumbered
  }
}
