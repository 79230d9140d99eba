/// Notes in a row whose numbers are plain: `11 Ibid. 12 Ibid., p. 3.`
extension NotesInARow {
  /// Where within a line a note may begin, and its number.
  private struct Start {
    var line: Int
    var offset: Int
    var number: Int
  }

  /// Most blocks before a note in which its mark is looked for, and after it in which another may open with its number.
  private static let nearBlocks = 60

  /// The blocks with paragraphs parted in which several such notes stand: after a sentence's end the number that comes next,
  /// before another sentence, while the text before holds it as a mark and no other paragraph opens with it.
  static func plainParted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var parted: [SourceBlock] = []
    var taken = 0
    for (index, block) in blocks.enumerated() {
      guard let first = plainNumber(of: block, in: source),
        case let starts = starts(in: block, after: first, in: source), !starts.isEmpty,
        case let known = starts.prefix(while: { start in
          isMarked(start.number, before: index, in: blocks, of: source)
            && !opens(start.number, after: index, in: blocks, of: source)
        }), !known.isEmpty
      else { continue }
      parted += blocks[taken..<index] + parts(of: block, at: known, in: source)
      taken = index + 1
    }
    return taken == 0 ? blocks : parted + blocks[taken...]
  }

  private static func plainNumber(of block: SourceBlock, in source: SourceText) -> Int? {
    guard block.kind == .paragraph, let line = block.lines.first?.content, let first = line.first,
      SourceText.isDigit(source.bytes[first]), let opening = source.opening(line), opening.form == .bare,
      opening.label.ordinal < 1000
    else { return nil }
    return opening.label.ordinal
  }

  private static func starts(in block: SourceBlock, after first: Int, in source: SourceText) -> [Start] {
    var starts: [Start] = []
    var last = first
    for (place, line) in block.lines.lazy.map(\.content).enumerated() {
      if place > 0, let opening = source.opening(line), opening.label.ordinal == last + 1 { last += 1 }
      var from = line.lowerBound
      while let offset = start(of: last + 1, in: from..<line.upperBound, on: line, of: source) {
        last += 1
        starts.append(Start(line: place, offset: offset, number: last))
        from = offset + 1
      }
    }
    return starts
  }

  /// Where a number stands between two sentences of a line, and is no day, volume or the like.
  private static func start(
    of number: Int, in range: Range<Int>, on line: Range<Int>, of source: SourceText
  ) -> Int? {
    let digits = Array(String(number).utf8)
    for offset in range where source.bytes[offset] == digits[0] && offset > line.lowerBound {
      guard SourceText.isBlank(source.bytes[offset - 1]),
        source.bytes[offset..<line.upperBound].starts(with: digits)
      else { continue }
      var end = offset + digits.count
      if end < line.upperBound, source.bytes[end] == UInt8(ascii: ".") { end += 1 }
      if end < line.upperBound, SourceText.isBlank(source.bytes[end]),
        let body = source.bytes[end..<line.upperBound].firstIndex(where: {
          !SourceText.isBlank($0) && !"*_".utf8.contains($0)
        }), source.beginsWord(at: body, before: line.upperBound), !source.isBeforeMonth(end),
        !source.followsCountedWord(offset, on: line),
        source.endsSentence(source.trimmed(line.lowerBound..<offset))
      {
        return offset
      }
    }
    return nil
  }

  private static func isMarked(
    _ number: Int, before index: Int, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    let digits = String(number)
    return blocks[..<index].suffix(nearBlocks).contains { block in
      block.isText && !block.isNote
        && block.lines.contains { source.holdsNumber(digits, atWordIn: $0.content) }
    }
  }

  /// Whether one of the blocks after a note opens with a number before the next note does; the number of the page under
  /// quoted notes does not.
  private static func opens(
    _ number: Int, after index: Int, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    for block in blocks[(index + 1)...].prefix(nearBlocks) {
      guard block.isText, let line = block.lines.first?.content, let opening = source.opening(line),
        opening.form != .alone || block.quoteDepth == blocks[index].quoteDepth
      else { continue }
      return opening.label.ordinal == number
    }
    return false
  }

  private static func parts(
    of block: SourceBlock, at starts: ArraySlice<Start>, in source: SourceText
  ) -> [SourceBlock] {
    var parts: [SourceBlock] = []
    var rest = block
    // Lines of the block that the parts before the rest hold.
    var taken = 0
    for start in starts {
      let place = start.line - taken
      let line = rest.lines[place]
      var before = rest.part(0..<place + 1)
      let end = source.trimmed(line.content.lowerBound..<start.offset).upperBound
      before.lines[place].content = line.content.lowerBound..<end
      before.lines[place].newline = end..<end
      before.bytes = rest.bytes.lowerBound..<end
      parts.append(before)
      rest = rest.part(place..<rest.lines.count)
      rest.lines[0].content = start.offset..<line.content.upperBound
      rest.bytes = start.offset..<rest.bytes.upperBound
      taken = start.line
    }
    return parts + [rest]
  }
}
