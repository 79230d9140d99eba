/// The text of the next chapter right under the last note of a list, with no blank line and no title between.
extension NoteTails {
  /// The blocks with such text parted from its note: it holds marks of notes that come later, as no note does. Where
  /// more than one line may be its first, a report says so.
  static func partedFromText(
    _ blocks: [SourceBlock], by marks: [Int], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var undecided: [PageStructure.Undecided] = []
    var parts: [Int: [SourceBlock]] = [:]
    var nextLabel: String?
    for index in blocks.indices.reversed() {
      let block = blocks[index]
      defer { if block.isNote { nextLabel = block.label } }
      guard let mark = mark(in: block, marks, or: nextLabel, of: source),
        let (line, isSure) = firstLine(of: block, before: mark, in: source)
      else { continue }
      var text = block.part(line..<block.lines.count)
      (text.kind, text.label, text.marker, text.standsApart) = (.paragraph, nil, nil, true)
      var note = block
      note.lines.removeSubrange(line...)
      note.bytes = block.bytes.lowerBound..<note.lines[line - 1].content.upperBound
      parts[index] = [note, text]
      if !isSure {
        undecided.append(
          PageStructure.Undecided(
            what: "A note ends over this, and the text goes on, but where cannot be told for certain.",
            bytes: text.lines[0].content))
      }
    }
    return (parts.isEmpty ? blocks : blocks.parted { index, _ in parts[index] }, undecided.reversed())
  }

  /// The first mark after a note's first line that found its note, or that says the label of the next.
  private static func mark(
    in note: SourceBlock, _ marks: [Int], or label: String?, of source: SourceText
  ) -> Int? {
    guard note.kind == .note(.bare) || note.kind == .note(.superscript), note.lines.count > 1,
      let last = note.lines.last?.content.upperBound
    else { return nil }
    let start = note.lines[1].content.lowerBound
    let place = marks.partitioningIndex { $0 >= start }
    if place < marks.count, marks[place] < last { return marks[place] }
    guard note.kind == .note(.superscript), let label else { return nil }
    for line in note.lines.dropFirst() {
      for offset in line.content
      where "<$\\^".utf8.contains(source.bytes[offset]) || source.bytes[offset] >= 0xC2 {
        let mark = source.noteMarker(at: offset, before: line.content.upperBound)
        if let mark, mark.style != .caret, mark.label == label { return offset }
      }
    }
    return nil
  }

  /// The line with which the text begins, and whether there is no doubt: the one over it has room for its first word, or
  /// no other may be it.
  private static func firstLine(
    of note: SourceBlock, before mark: Int, in source: SourceText
  ) -> (line: Int, isSure: Bool)? {
    let width = note.lines.map(\.content.count).max() ?? 0
    let lines = note.lines.indices.dropFirst().prefix { note.lines[$0].content.lowerBound <= mark }
    let begun = lines.filter { source.beginsLikeSentence(note.lines[$0].content) }
    var may = begun.filter { endsSentence(note.lines[$0 - 1].content, in: source) }
    // `fol. 9v.`, `folder i.` end notes too.
    if may.isEmpty { may = begun.filter { source.endsSentence(note.lines[$0 - 1].content) } }
    let sure = may.first { line in
      let word = source.bytes[note.lines[line].content].prefix { !SourceText.isBlank($0) }.count
      return note.lines[line - 1].content.count + word < width
    }
    if let sure { return (sure, true) }
    return may.first.map { ($0, may.count == 1) }
  }
}
