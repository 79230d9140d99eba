/// Raised numbers before verses or sections of a text, `<sup>1</sup> The Lord is my miller. <sup>2</sup> He leads me.`: what
/// begins with one looks like a note, but no mark in the paper refers to it.
struct RaisedVerseNumbers {
  private(set) var blocks: [SourceBlock]
  /// Where such numbers stand.
  private(set) var offsets: Set<Int> = []
  /// What the report says of them.
  private(set) var undecided: [PageStructure.Undecided] = []

  /// The blocks with such texts as paragraphs: where no raised number stands in the text of a paper that has notes of no other
  /// kind, and text comes after them; or in a quotation, where notes with the same numbers stand outside of quotations.
  init(in blocks: [SourceBlock], of source: SourceText) {
    self.blocks = blocks
    let raised = blocks.indices.filter { Self.number(of: blocks[$0]) != nil }
    guard let first = raised.first, let last = raised.last else { return }
    let outside = Set(raised.filter { blocks[$0].quoteDepth == 0 }.compactMap { Self.number(of: blocks[$0]) })
    var kept = raised.filter { index in
      blocks[index].quoteDepth > 0 && Self.number(of: blocks[index]).map(outside.contains) == true
    }
    let goesOn = blocks[(last + 1)...].contains { $0.isText && !$0.isNote }
    let isAlone = !blocks.contains { $0.kind == .pageMarker || $0.kind == .rule || $0.kind == .pageNumber }
    if kept.isEmpty, goesOn || last > first, isAlone, Self.number(of: blocks[first]) == 1,
      !NotesHeadings.contains(blocks[max(0, first - 1)], in: source),
      blocks.contains(where: { $0.isText && !$0.isNote && !$0.isHeading }), !hasMark(in: source),
      !Self.haveMarks(raised, in: blocks, of: source)
    {
      kept = goesOn ? raised : []
    }
    if kept.isEmpty { kept = Self.before(wholeListOf: raised, in: blocks, of: source) }
    for index in kept { restore(index, in: source) }
    if let marker = kept.first.map({ blocks[$0].bytes }) {
      undecided.append(
        PageStructure.Undecided(
          what:
            "Raised numbers here count what follows them, it seems, and refer to no notes. They are kept as text.",
          bytes: marker))
    }
  }

  /// Those of the blocks that begin with a raised number which stand before a list that all marks right at words say one by
  /// one: nothing is left that would refer to them.
  private static func before(
    wholeListOf raised: [Int], in blocks: [SourceBlock], of source: SourceText
  ) -> [Int] {
    var start = raised.count - 1
    while start > 0, !blocks[raised[start - 1] + 1..<raised[start]].contains(where: \.isText) { start -= 1 }
    let list = raised[start...]
    guard start > 0, list.count > 1, list.map({ number(of: blocks[$0]) }) == Array(1...list.count) else {
      return []
    }
    let marks = blocks[..<list[start]].flatMap { marksAtWords(in: $0, of: source) }
    return marks == (1...list.count).map(String.init) ? Array(raised[..<start]) : []
  }

  /// What the raised marks right at words say in a block.
  private static func marksAtWords(in block: SourceBlock, of source: SourceText) -> [String] {
    guard block.isText, block.kind != .code else { return [] }
    return block.lines.flatMap { line in
      line.content.dropFirst().compactMap { offset -> String? in
        let byte = source.bytes[offset]
        guard "<$^\\".utf8.contains(byte) || byte == 0xC2 || byte == 0xE2,
          !SourceText.isBlank(source.bytes[offset - 1]),
          let mark = source.noteMarker(at: offset, before: line.content.upperBound), mark.style != .caret
        else { return nil }
        return mark.label
      }
    }
  }

  static func number(of block: SourceBlock) -> Int? {
    block.kind == .note(.superscript) && block.marker != nil ? block.label.flatMap { Int($0) } : nil
  }

  /// Whether a raised mark stands in the text.
  private func hasMark(in source: SourceText) -> Bool {
    blocks.contains { block in
      block.isText && !block.isNote && block.kind != .code
        && block.lines.contains { line in
          line.content.contains { offset in
            let byte = source.bytes[offset]
            guard "<$^\\".utf8.contains(byte) || byte == 0xC2 || byte == 0xE2,
              let mark = source.noteMarker(at: offset, before: line.content.upperBound)
            else { return false }
            return mark.style != .caret && mark.label.utf8.contains(where: SourceText.isDigit)
          }
        }
    }
  }

  /// Makes a text of a note again. The numbers that go on its own are marks no more than it is.
  private mutating func restore(_ index: Int, in source: SourceText) {
    guard let marker = blocks[index].marker, let number = Self.number(of: blocks[index]),
      let first = blocks[index].lines.first?.content
    else { return }
    (blocks[index].kind, blocks[index].label, blocks[index].marker) = (.paragraph, nil, nil)
    blocks[index].lines[0].content = marker.lowerBound..<first.upperBound
    offsets.insert(marker.lowerBound)
    var next = number + 1
    for line in blocks[index].lines {
      for offset in line.content
      where offset > marker.upperBound && SourceText.isBlank(source.bytes[offset - 1]) {
        guard let mark = source.noteMarker(at: offset, before: line.content.upperBound),
          mark.label == "\(next)"
        else { continue }
        offsets.insert(offset)
        next += 1
      }
    }
  }
}
