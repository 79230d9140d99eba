/// Notes of which several stand in one paragraph: `<sup>1</sup> Ibid. <sup>2</sup> Ibid., p. 3.`
enum NotesInARow {
  /// The blocks with such notes parted: where, after a blank, the mark stands that comes next in the series, and no other
  /// note has it.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard blocks.contains(where: { mayHold($0) }) else { return blocks }
    var parted: [SourceBlock] = []
    parted.reserveCapacity(blocks.count)
    for (index, block) in blocks.enumerated() {
      guard mayHold(block), let label = number(of: block) else {
        parted.append(block)
        continue
      }
      let next = index + 1 < blocks.count ? number(of: blocks[index + 1]) : nil
      parted += parts(of: block, from: label, before: next.flatMap { $0 > label ? $0 : nil }, in: source)
    }
    return parted
  }

  private static func mayHold(_ block: SourceBlock) -> Bool { block.kind == .note(.superscript) }

  private static func number(of block: SourceBlock) -> Int? {
    guard block.isNote, let label = block.label.flatMap({ NoteLabel($0) }), label.system == .number else {
      return nil
    }
    return label.ordinal
  }

  private static func parts(
    of block: SourceBlock, from first: Int, before limit: Int?, in source: SourceText
  ) -> [SourceBlock] {
    var parts = [block]
    var last = first
    var index = 0
    while index < parts[parts.count - 1].lines.count {
      let block = parts[parts.count - 1]
      let line = block.lines[index]
      guard last + 1 < limit ?? .max, let mark = mark(last + 1, in: line.content, of: source) else {
        index += 1
        continue
      }
      var (before, after) = (line, line)
      before.content = source.trimmed(line.content.lowerBound..<mark.bytes.lowerBound)
      before.newline = before.content.upperBound..<before.content.upperBound
      after.content = source.trimmed(mark.bytes.upperBound..<line.content.upperBound)
      after.joint = .softBreak
      var (head, tail) = (block, block)
      head.lines = Array(block.lines[..<index]) + (before.content.isEmpty ? [] : [before])
      head.bytes = block.bytes.lowerBound..<before.content.upperBound
      tail.lines = [after] + block.lines[(index + 1)...]
      tail.bytes = mark.bytes.lowerBound..<block.bytes.upperBound
      (tail.label, tail.marker) = ("\(last + 1)", mark.bytes)
      parts[parts.count - 1] = head
      parts.append(tail)
      last += 1
      index = 0
    }
    return parts
  }

  /// The raised number in a line that may open a note: a blank stands before it, and words follow.
  private static func mark(_ number: Int, in line: Range<Int>, of source: SourceText) -> NoteMarker? {
    var offset = line.lowerBound + 1
    while offset < line.upperBound {
      let byte = source.bytes[offset]
      if SourceText.isBlank(source.bytes[offset - 1]), "<$\\^".utf8.contains(byte) || byte >= 0xC2,
        let mark = source.noteMarker(at: offset, before: line.upperBound), mark.style != .caret,
        mark.label == "\(number)", !source.trimmed(mark.bytes.upperBound..<line.upperBound).isEmpty
      {
        return mark
      }
      offset += 1
    }
    return nil
  }
}
