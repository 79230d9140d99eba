/// Notes that stand in the text, `^[See Holt, p. 34.]`: each becomes a block of its own, and its opening the mark
/// that refers to it.
struct InlineNotes {
  private let source: SourceText
  private(set) var blocks: [SourceBlock] = []
  private(set) var markers: [NoteMarker] = []

  /// Most bytes of a note in the text.
  private static let longest = 8_000

  init(in input: [SourceBlock], of source: SourceText) {
    self.source = source
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
        let close = closing(from: open + 2, line, index, block)
      {
        text.append(
          SourceLine(
            content: line.content.lowerBound..<open + 2, newline: open + 2..<open + 2, joint: line.joint))
        markers.append(
          NoteMarker(
            style: .inline, bytes: open..<open + 2, content: open..<open + 2, label: "", body: open + 2))
        notes.append(note(from: open + 2, line, index, to: close, of: block))
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

  private func opening(in line: Range<Int>) -> Int? {
    var start = line.lowerBound
    while let open = source.offset(of: "^[", in: start..<line.upperBound) {
      let isEscaped = open > line.lowerBound && source.bytes[open - 1] == UInt8(ascii: "\\")
      // `^[1](#note)^` is a raised link.
      if !isEscaped, source.noteMarker(at: open, before: line.upperBound) == nil { return open }
      start = open + 2
    }
    return nil
  }

  /// The bracket that closes a note, brackets within it left aside.
  private func closing(
    from start: Int, _ first: SourceLine, _ index: Int, _ block: SourceBlock
  ) -> (line: Int, offset: Int)? {
    var depth = 1
    for line in index..<block.lines.count {
      let content = block.lines[line].content
      var offset = line == index ? start : content.lowerBound
      guard offset - start < Self.longest else { return nil }
      while offset < content.upperBound {
        switch source.bytes[offset] {
        case UInt8(ascii: "\\"): offset += 1
        case UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "]"):
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
