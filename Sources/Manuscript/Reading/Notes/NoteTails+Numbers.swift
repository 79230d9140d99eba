/// The number of a page right under the last note of its foot, with no blank line between, or at the head of the text that
/// comes next.
extension NoteTails {
  /// The blocks with such numbers parted from notes and text, where two or more count up as pages do.
  static func partedFromNumbers(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let numbers = blocks.indices.compactMap { index in
      number(in: blocks, at: index, of: source).map { (index, $0) }
    }
    let run = PageNumbers.longestRun(in: numbers)
    guard run.count >= fewestNumbers, run.count * 2 > numbers.count else { return blocks }
    let places = Set(run.map(\.index))
    return blocks.indices.flatMap { index -> [SourceBlock] in
      let block = blocks[index]
      guard places.contains(index) else { return [block] }
      let last = block.isNote ? block.lines.count - 1 : 0
      var number = block.part(last..<last + 1)
      (number.kind, number.label, number.marker) = (.paragraph, nil, nil)
      guard block.isNote else { return [number, block.part(1..<block.lines.count)] }
      var note = block
      note.lines.removeLast()
      note.bytes = block.bytes.lowerBound..<note.lines[last - 1].content.upperBound
      return [note, number]
    }
  }

  private static let fewestNumbers = 2

  /// The number with which a note ends, or with which a text begins that stands right under one; a sentence ends over it.
  private static func number(in blocks: [SourceBlock], at index: Int, of source: SourceText) -> Int? {
    let block = blocks[index]
    guard block.lines.count > 1 else { return nil }
    if block.isNote {
      let above = block.lines[block.lines.count - 2].content
      return endsSentence(above, in: source) ? number(block.lines[block.lines.count - 1], in: source) : nil
    }
    guard block.kind == .paragraph, index > 0, blocks[index - 1].isNote,
      let above = blocks[index - 1].lines.last?.content, endsSentence(above, in: source)
    else { return nil }
    return number(block.lines[0], in: source)
  }

  private static func number(_ line: SourceLine, in source: SourceText) -> Int? {
    guard line.joint == .softBreak || line.joint == .hardBreak, (1...4).contains(line.content.count),
      source.bytes[line.content].allSatisfy(SourceText.isDigit)
    else { return nil }
    return Int(source.string(line.content))
  }
}
