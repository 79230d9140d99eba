/// Lines that say the same words with different page numbers, `THE MILL 183`, `THE MILL 187`: heads of pages, wherever they
/// stand. Among the notes at a paper's end nothing else shows that a page ends there.
enum CountedHeads {
  static func found(in blocks: [SourceBlock], of source: SourceText) -> Set<Int> {
    var numbers: [[String]: Set<Int>] = [:]
    var places: [[String]: [Int]] = [:]
    for (index, block) in blocks.enumerated() where block.kind == .paragraph && block.lines.count == 1 {
      let line = block.lines[0].content
      guard hasFreeNumber(line, in: source), let head = RunningHeads.line(line, in: source),
        let number = head.number
      else { continue }
      numbers[head.words, default: []].insert(number)
      places[head.words, default: []].append(index)
    }
    return Set(
      places.filter { head, lines in
        numbers[head]?.count == lines.count && lines.count > 1
          && !lines.allSatisfy { isMarked($0, in: blocks, of: source) }
      }.values.joined())
  }

  /// Most blocks over a note in which its mark is looked for.
  private static let nearBlocks = 8

  /// Whether the number with which a line begins stands right behind a word over it: then it is a note's.
  private static func isMarked(_ index: Int, in blocks: [SourceBlock], of source: SourceText) -> Bool {
    let line = blocks[index].lines[0].content
    let number = line.prefix { SourceText.isDigit(source.bytes[$0]) }
    guard !number.isEmpty else { return false }
    let digits = source.string(number.startIndex..<number.endIndex)
    return blocks[..<index].suffix(nearBlocks).reversed().prefix { !$0.endsPage }.contains { block in
      block.kind == .paragraph
        && block.lines.contains { source.holdsNumber(digits, atWordIn: $0.content) }
    }
  }

  /// Most bytes of a page's head.
  private static let longest = 100

  /// Whether a line begins with a number and a word, or ends with a word and a number: no stop parts them as in `Ibid., p. 31`,
  /// and none ends the line.
  private static func hasFreeNumber(_ line: Range<Int>, in source: SourceText) -> Bool {
    guard line.count <= longest, let first = line.first, let last = line.last else { return false }
    func isWord(_ offset: Int) -> Bool {
      line.contains(offset) && (SourceText.isLetter(source.bytes[offset]) || source.bytes[offset] >= 0x80)
    }
    let digits = source.bytes[line].reversed().prefix(while: SourceText.isDigit).count
    if (1...4).contains(digits) {
      let start = line.upperBound - digits
      let word = source.trimmed(line.lowerBound..<start)
      return !word.isEmpty && word.upperBound < start && isWord(word.upperBound - 1)
    }
    let end = source.endOfDigits(at: first, before: line.upperBound)
    guard (1...4).contains(end - first), isWord(last) else { return false }
    let word = source.trimmed(end..<line.upperBound)
    return word.lowerBound > end && isWord(word.lowerBound)
  }
}
