/// Paragraphs that only the indent of their first lines shows, and verse that only its own shows.
enum IndentedParagraphs {
  /// The blocks with each paragraph parted where a line stands in from the margin that the lines around it
  /// keep. All such lines must begin a sentence after one that is closed, or none is taken: verse and quotations
  /// stand in too.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    blocks.parted { parts(of: $1, in: source) }
  }

  /// The parts of one block; nil if it is whole.
  static func parts(of block: SourceBlock, in source: SourceText) -> [SourceBlock]? {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 2 else { return nil }
    var starts = starts(in: block, of: source)
    if starts.isEmpty { starts = edges(ofVerseIn: block, of: source) }
    guard !starts.isEmpty else { return nil }
    return zip([0] + starts, starts + [block.lines.count]).map { start, end in
      var part = block
      part.lines = Array(block.lines[start..<end])
      part.lines[0].joint = .softBreak
      part.bytes = part.lines[0].content.lowerBound..<part.lines[part.lines.count - 1].content.upperBound
      return part
    }
  }

  /// Fewest columns by which verse stands in within a run of lines, and fewest lines of it.
  private static let verseIndent = 4
  private static let fewestLines = 2

  /// Where verse begins and ends between the lines of a paragraph: it stands in, after a sentence or a colon, and is much
  /// shorter than they are. An entry of a list stands in after its first line too: where no colon leads it in, two lines
  /// at the margin before it or after it show that it is verse.
  private static func edges(ofVerseIn block: SourceBlock, of source: SourceText) -> [Int] {
    let indents = block.lines.map { source.indent(before: $0.content.lowerBound) }
    guard let margin = indents.min(), indents.contains(where: { $0 >= margin + verseIndent }) else {
      return []
    }
    let widths = block.lines.map { source.width(of: $0.content) }
    let measure = widths.max() ?? 0
    var edges: [Int] = []
    var index = 1
    while index < indents.count {
      let end = indents[index...].firstIndex { $0 < margin + verseIndent } ?? indents.count
      let isSetIn = indents[index - 1] == margin && indents[index..<end].allSatisfy { $0 == indents[index] }
      let isLedIn = source.has(
        ":", at: block.lines[index - 1].content.upperBound - 1, before: block.bytes.upperBound)
      if end - index >= fewestLines,
        isSetIn && isLedIn || widths[index..<end].allSatisfy({ $0 * 4 <= measure * 3 }),
        endsSentence(block.lines[index - 1].content, in: source),
        beginsSentence(block.lines[index].content, in: source),
        isLedIn
          || indents[..<index].suffix(2) == [margin, margin] || indents[end...].prefix(2) == [margin, margin]
      {
        edges += end < indents.count ? [index, end] : [index]
      }
      index = max(end, index + 1)
    }
    return edges
  }

  private static func starts(in block: SourceBlock, of source: SourceText) -> [Int] {
    let indents = block.lines.map { source.indent(before: $0.content.lowerBound) }
    guard let margin = indents.min() else { return [] }
    // A raised number by itself on a line stands where the text over it ends.
    let isMark = areMarks(block.lines, in: source)
    let indented = indents.indices.dropFirst().filter { indents[$0] > margin && !isMark[$0] }
    guard indented.count * 3 <= block.lines.count * 2 else { return [] }
    // `1 Court roll, 1441.`, and the rest of the note is set in under its number.
    let hangs = indented.allSatisfy { index in
      let first = indents[..<index].lastIndex { $0 == margin } ?? 0
      return source.opening(block.lines[first].content).map { $0.form != .alone } ?? false
    }
    if hangs { return [] }
    for index in indented {
      let before = block.lines[index > 1 && isMark[index - 1] ? index - 2 : index - 1].content
      guard (2...8).contains(indents[index] - margin), endsSentence(before, in: source),
        beginsSentence(block.lines[index].content, in: source)
      else { return [] }
    }
    return Array(indented)
  }

  /// Most lines between the numbers of two notes of a foot.
  private static let nearLines = 8

  /// For each line whether it is a number by itself that no other near it goes on: those of a foot's notes count.
  private static func areMarks(_ lines: [SourceLine], in source: SourceText) -> [Bool] {
    var last: (line: Int, number: Int)?
    var marks = lines.map { _ in false }
    for (index, line) in lines.enumerated() {
      guard (1...3).contains(line.content.count), source.bytes[line.content].allSatisfy(SourceText.isDigit),
        let number = Int(source.string(line.content))
      else { continue }
      if let last, number == last.number + 1, index - last.line <= nearLines {
        marks[last.line] = false
      } else {
        marks[index] = true
      }
      last = (index, number)
    }
    return marks
  }

  private static func endsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    TextEnd(ofLine: line, in: source).last.map { TextEnd.terminators.contains($0) || $0 == ":" } ?? false
  }

  private static func beginsSentence(_ line: Range<Int>, in source: SourceText) -> Bool {
    let start = TextStart(ofLine: line, in: source)
    return start.isQuoted || start.first.map { !$0.properties.isLowercase } ?? false
  }
}
