/// Marks with which a paragraph begins because a converter of PDF parted the text before a raised number at a line's head:
/// `and more besides.`, `2 Marsh did not print them.`; or which have a line within a paragraph to themselves, since the
/// sentence before ended with the line over it. Of the marks in the text the number is the one that is missing.
enum OpeningMarks {
  /// The blocks with each such number at the end of the text before, and where those numbers stand; nil if there are none.
  static func moved(
    in blocks: [SourceBlock], _ openings: [NoteOpening], _ series: NoteSeries, of source: SourceText
  ) -> (blocks: [SourceBlock], offsets: Set<Int>)? {
    let said = Set(series.marks.flatMap(\.labels))
    let notes = Set(series.runs.joined())
    let missing = Set(
      notes.map { openings[$0].label }.filter { $0.system == .number && !said.contains($0) })
    guard !missing.isEmpty else { return nil }
    var places: [NoteLabel: [Int]] = [:]
    for (index, opening) in openings.enumerated()
    where !notes.contains(index) && missing.contains(opening.label)
      && mayBeMark(opening, in: blocks, of: source)
    {
      places[opening.label, default: []].append(index)
    }
    let offsets = Dictionary(
      series.marks.compactMap { mark in mark.labels.first.map { ($0.ordinal, mark.offset) } },
      uniquingKeysWith: min)
    var moved: [Int: Range<Int>] = [:]
    var alone: Set<Int> = []
    for (label, found) in places where found.count == 1 {
      let opening = openings[found[0]]
      // It stands between the marks before and after it.
      guard let before = offsets[label.ordinal - 1] ?? (label.ordinal == 1 ? 0 : nil),
        before < opening.offset,
        let after = (1...nearMarks).lazy.compactMap({ offsets[label.ordinal + $0] }).first,
        opening.offset < after
      else { continue }
      if opening.form == .alone {
        alone.insert(opening.offset)
      } else {
        moved[opening.block] = opening.marker.lowerBound..<opening.body.lowerBound
      }
    }
    guard !moved.isEmpty || !alone.isEmpty else { return nil }
    var result: [SourceBlock] = []
    for (index, block) in blocks.enumerated() { add(block, without: moved[index], to: &result, of: source) }
    return (result, alone.union(moved.values.map { source.trimmed($0).lowerBound }))
  }

  /// Most marks after the missing one that may be missing too.
  private static let nearMarks = 3

  /// Whether a plain number, or one in brackets, opens a paragraph right after one that has ended, or has a line to itself
  /// after one with which a sentence ends.
  private static func mayBeMark(
    _ opening: NoteOpening, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    if opening.form == .alone, opening.line > 0 {
      let lines = blocks[opening.block].lines
      return blocks[opening.block].kind == .paragraph && lines[opening.line].content == opening.marker
        && source.endsSentence(lines[opening.line - 1].content)
    }
    guard opening.form == .bare || opening.form == .bracket, opening.line == 0, opening.block > 0,
      blocks[opening.block].kind == .paragraph, !opening.body.isEmpty,
      source.beginsLikeSentence(opening.body), blocks[opening.block - 1].kind == .paragraph,
      blocks[opening.block].quoteDepth == blocks[opening.block - 1].quoteDepth,
      let last = TextEnd(of: blocks[opening.block - 1], in: source).last
    else { return false }
    return TextEnd.terminators.contains(last)
  }

  private static func add(
    _ block: SourceBlock, without marker: Range<Int>?, to result: inout [SourceBlock], of source: SourceText
  ) {
    guard let marker, let before = result.indices.last else {
      result.append(block)
      return
    }
    let mark = source.trimmed(marker)
    var rest = block
    rest.lines[0].content = marker.upperBound..<block.lines[0].content.upperBound
    rest.bytes = marker.upperBound..<block.bytes.upperBound
    let end = mark.upperBound..<mark.upperBound
    result[before].lines.append(SourceLine(content: mark, newline: end, joint: .keptHyphen))
    result[before].bytes = result[before].bytes.lowerBound..<mark.upperBound
    result.append(rest)
  }
}
