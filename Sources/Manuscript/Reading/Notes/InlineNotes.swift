/// Notes that stand in the text, `^[See Holt, p. 34.]`, `\footnote{See Holt.}`: each becomes a block of its own, and its opening the mark
/// that refers to it.
struct InlineNotes {
  private let source: SourceText
  private(set) var blocks: [SourceBlock] = []
  private(set) var markers: [NoteMarker] = []

  /// Most bytes of a note in the text.
  private static let longest = 8_000

  /// Whether the source has notes as LaTeX writes them.
  private let hasCommands: Bool

  init(in input: [SourceBlock], of source: SourceText) {
    self.source = source
    hasCommands = source.offset(of: "\\footnote{", in: source.bytes.indices) != nil
    blocks.reserveCapacity(input.count)
    for block in input {
      let mayHold = block.isText && block.kind != .code && block.kind != .table
      if mayHold, block.lines.contains(where: { opening(in: $0.content) != nil }) {
        part(block)
      } else {
        blocks.append(block)
      }
    }
  }

  private mutating func part(_ block: SourceBlock) {
    var (text, notes): ([SourceLine], [SourceBlock]) = ([], [])
    var index = 0
    var line = block.lines[0]
    var isUnclosed = false
    while true {
      if !isUnclosed, let open = opening(in: line.content),
        let close = closing(from: open.upperBound, line, index, block)
      {
        let start = open.upperBound
        text.append(
          SourceLine(content: line.content.lowerBound..<start, newline: start..<start, joint: line.joint))
        markers.append(NoteMarker(style: .inline, bytes: open, content: open, label: "", body: start))
        notes.append(note(from: start, line, index, to: close, of: block))
        let whole = block.lines[close.line]
        line = SourceLine(
          content: close.offset + 1..<whole.content.upperBound, newline: whole.newline, joint: .inlineNote)
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

  private func note(
    from start: Int, _ first: SourceLine, _ index: Int, to close: (line: Int, offset: Int),
    of block: SourceBlock
  ) -> SourceBlock {
    var lines: [SourceLine] = []
    for place in index...close.line {
      var line = block.lines[place]
      let low = place == index ? start : line.content.lowerBound
      line.content = low..<(place == close.line ? close.offset : line.content.upperBound)
      if place == index { line.joint = .softBreak }
      lines.append(line)
    }
    return SourceBlock(kind: .note(.inline), lines: lines, bytes: start..<close.offset)
  }

  /// The mark that opens a note.
  private func opening(in line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while let open = source.offset(of: "^[", in: start..<line.upperBound) {
      let isEscaped = open > line.lowerBound && source.bytes[open - 1] == UInt8(ascii: "\\")
      // `^[1](#note)^` is a raised link.
      if !isEscaped, source.noteMarker(at: open, before: line.upperBound) == nil { return open..<open + 2 }
      start = open + 2
    }
    guard hasCommands else { return nil }
    return source.offset(of: "\\footnote{", in: line).map { $0..<$0 + 10 }
  }

  /// The bracket or brace that closes a note, such within it left aside.
  private func closing(
    from start: Int, _ first: SourceLine, _ index: Int, _ block: SourceBlock
  ) -> (line: Int, offset: Int)? {
    let opener = source.bytes[start - 1]
    let closer: UInt8 = opener == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    var depth = 1
    for line in index..<block.lines.count {
      let content = block.lines[line].content
      var offset = line == index ? start : content.lowerBound
      guard offset - start < Self.longest else { return nil }
      while offset < content.upperBound {
        switch source.bytes[offset] {
        case UInt8(ascii: "\\"): offset += 1
        case opener: depth += 1
        case closer:
          depth -= 1
          if depth == 0 { return (line, offset) }
        default: break
        }
        offset += 1
      }
    }
    return nil
  }
}
