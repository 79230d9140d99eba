/// Notes in brackets of more than one paragraph: `[Footnote 1: …`, and the bracket that closes it.
extension NoteOpening {
  /// Most paragraphs of such a note.
  private static let longestBracket = 12

  /// The block with which a note ends whose bracket a block opens: its own, unless another closes it before the next note.
  static func closingBracket(of blocks: [SourceBlock], from first: Int, in source: SourceText) -> Int {
    for index in first..<min(blocks.count, first + longestBracket) {
      guard blocks[index].isRunning, index == first || !opensBracket(blocks[index], in: source) else { break }
      if let last = blocks[index].lines.last?.content.last, source.bytes[last] == UInt8(ascii: "]") {
        return index
      }
    }
    return first
  }

  static func opensBracket(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.first.map { source.footnoteWord($0.content) != nil } ?? false
  }
}
