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
    var parts: [SourceBlock] = []
    var open = block
    open.lines = []
    var last = first
    for whole in block.lines {
      var line = whole
      while last + 1 < limit ?? .max, let mark = mark(last + 1, in: line.content, of: source) {
        var before = line
        before.content = source.withoutBreak(line.content.lowerBound..<mark.bytes.lowerBound)
        before.newline = before.content.upperBound..<before.content.upperBound
        if !before.content.isEmpty { open.lines.append(before) }
        open.bytes = open.bytes.lowerBound..<before.content.upperBound
        parts.append(open)
        last += 1
        open = block
        open.lines = []
        open.bytes = mark.bytes.lowerBound..<block.bytes.upperBound
        (open.label, open.marker) = ("\(last)", mark.bytes)
        line.content = source.trimmed(mark.bytes.upperBound..<line.content.upperBound)
        line.joint = .softBreak
      }
      open.lines.append(line)
    }
    return parts + [open]
  }

  /// The raised number in a line that may open a note: a blank stands before it, and words follow.
  private static func mark(_ number: Int, in line: Range<Int>, of source: SourceText) -> NoteMarker? {
    var offset = line.lowerBound + 1
    while offset < line.upperBound {
      let byte = source.bytes[offset]
      if SourceText.isBlank(source.bytes[offset - 1])
        || source.withoutBreak(line.lowerBound..<offset).upperBound
          < source.trimmed(line.lowerBound..<offset).upperBound,
        "<$\\^".utf8.contains(byte) || byte >= 0xC2,
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

extension SourceText {
  /// A range without the blanks at its ends and the tag of a line's break with which it ends.
  fileprivate func withoutBreak(_ range: Range<Int>) -> Range<Int> {
    let text = trimmed(range)
    guard text.count > 4, bytes[text.upperBound - 1] == UInt8(ascii: ">"),
      let open = bytes[text].suffix(Self.longestBreak).lastIndex(of: UInt8(ascii: "<")),
      has("<br", at: open, before: text.upperBound, ignoringCase: true)
    else { return text }
    return trimmed(text.lowerBound..<open)
  }

  private static let longestBreak = 8
}
