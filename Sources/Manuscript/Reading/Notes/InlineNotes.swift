/// Notes that stand in the text, `^[See Holt, p. 34.]`, `\footnote{See Holt.}`, `footnote:[See Holt.]`,
/// `<ref>See Holt.</ref>`: each becomes a block of its own, and its opening the mark that refers to it.
struct InlineNotes {
  private let source: SourceText
  private(set) var blocks: [SourceBlock] = []
  private(set) var markers: [NoteMarker] = []

  /// Most bytes of a note in the text.
  private static let longest = 8_000

  /// Most paragraphs of a note in the text.
  private static let mostParagraphs = 12

  /// The forms that the source has at all.
  private let forms: [InlineNoteForm]

  init(in input: [SourceBlock], of source: SourceText) {
    self.source = source
    forms = InlineNoteForm.allCases.filter { source.holds($0.opening) }
    blocks.reserveCapacity(input.count)
    var index = 0
    while index < input.count {
      let block = input[index]
      let mayHold = block.isText && block.kind != .code && block.kind != .table
      if mayHold, !forms.isEmpty, block.lines.contains(where: { opening(in: $0.content) != nil }) {
        let (whole, count) = withRest(of: input, from: index)
        part(whole)
        index += count
      } else {
        blocks.append(block)
        index += 1
      }
    }
  }

  /// A block with those after it in which a note goes on that it opens, and how many they are: a note may have
  /// several paragraphs.
  private func withRest(of input: [SourceBlock], from index: Int) -> (block: SourceBlock, count: Int) {
    guard input[index].isRunning, isOpen(input[index]) else { return (input[index], 1) }
    var whole = input[index]
    for (count, next) in input[index...].prefix(Self.mostParagraphs).enumerated().dropFirst() {
      guard next.isRunning, !next.isNote, next.quoteDepth == whole.quoteDepth else { break }
      whole.append(next.withLabelInText(of: source), by: .paragraph)
      whole.bytes = whole.bytes.lowerBound..<next.bytes.upperBound
      if !isOpen(whole) { return (whole, count + 1) }
    }
    return (input[index], 1)
  }

  /// Whether a block ends within a note that may have paragraphs.
  private func isOpen(_ block: SourceBlock) -> Bool {
    var (index, start) = (0, block.lines[0].content.lowerBound)
    while index < block.lines.count {
      let line = block.lines[index]
      let rest = max(start, line.content.lowerBound)..<line.content.upperBound
      guard let open = opening(in: rest) else {
        index += 1
        continue
      }
      guard let close = closing(after: open, on: index, of: block) else { return open.form.hasParagraphs }
      (index, start) = (close.line, close.bytes.upperBound)
    }
    return false
  }

  private mutating func part(_ block: SourceBlock) {
    var (text, notes): ([SourceLine], [SourceBlock]) = ([], [])
    var index = 0
    var line = block.lines[0]
    var isUnclosed = false
    while true {
      if !isUnclosed, let open = opening(in: line.content),
        let close = closing(after: open, on: index, of: block)
      {
        let start = open.bytes.upperBound
        text.append(
          SourceLine(content: line.content.lowerBound..<start, newline: start..<start, joint: line.joint))
        markers.append(
          NoteMarker(style: .inline, bytes: open.bytes, content: open.bytes, label: "", body: start))
        notes.append(note(from: start, index, to: close, of: block))
        let whole = block.lines[close.line]
        line = SourceLine(
          content: close.bytes.upperBound..<whole.content.upperBound, newline: whole.newline,
          joint: .inlineNote)
        index = close.line
        if !line.content.isEmpty { continue }
        if index + 1 == block.lines.count { break }
      } else if opening(in: line.content) != nil {
        isUnclosed = true
      }
      text.append(line)
      index += 1
      guard index < block.lines.count else { break }
      line = block.lines[index]
    }
    var body = block
    body.lines = text
    blocks.append(body)
    blocks += notes
  }

  private func note(from start: Int, _ index: Int, to close: Close, of block: SourceBlock) -> SourceBlock {
    var lines: [SourceLine] = []
    for place in index...close.line {
      var line = block.lines[place]
      let low = place == index ? start : line.content.lowerBound
      line.content = low..<(place == close.line ? close.bytes.lowerBound : line.content.upperBound)
      if place == index { line.joint = .softBreak }
      // The line's own end is that of the text around the note.
      if place == close.line { line.newline = line.content.upperBound..<line.content.upperBound }
      lines.append(line)
    }
    return SourceBlock(kind: .note(.inline), lines: lines, bytes: start..<close.bytes.lowerBound)
  }

  // MARK: - Where a note begins and ends

  private typealias Open = (form: InlineNoteForm, bytes: Range<Int>)
  private typealias Close = (line: Int, bytes: Range<Int>)

  /// The first mark on a line that opens a note.
  private func opening(in line: Range<Int>) -> Open? {
    var isCode = false
    for offset in line {
      let byte = source.bytes[offset]
      if byte == UInt8(ascii: "`") { isCode.toggle() }
      for form in forms where byte == form.first && (!isCode || form == .caret) {
        if let end = form.endOfOpening(at: offset, on: line, of: source) { return (form, offset..<end) }
      }
    }
    return nil
  }

  /// What closes a note, brackets or braces within it left aside.
  private func closing(after open: Open, on index: Int, of block: SourceBlock) -> Close? {
    let start = open.bytes.upperBound
    var depth = 1
    for line in index..<block.lines.count {
      let content = block.lines[line].content
      var offset = line == index ? start : content.lowerBound
      guard offset - start < Self.longest else { return nil }
      while offset < content.upperBound {
        switch open.form.closing(at: offset, before: content.upperBound, depth: &depth, of: source) {
        case .none: offset += 1
        case .escaped: offset += 2
        case .closes(let width): return (line, offset..<offset + width)
        }
      }
    }
    return nil
  }
}
