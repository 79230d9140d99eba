/// Notes whose definitions lost their markup: `110 Name, …` at a page's foot or among the endnotes, where
/// the sequence of notes expects that number and the text refers to it.
enum BareNotes {
  /// The blocks with such paragraphs made notes, several in one paragraph parted; and the paragraphs that
  /// would be notes if the text referred to them.
  static func marked(
    _ blocks: [SourceBlock], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var undecided: [PageStructure.Undecided] = []
    var marked: [SourceBlock] = []
    marked.reserveCapacity(blocks.count)
    var expected = 1
    var isInNotes = false
    var references: References?
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .note:
        marked.append(block)
        if let number = block.label.flatMap(Int.init) { expected = number + 1 }
        isInNotes = true
        continue
      case .rule:
        isInNotes = true
      case .heading:
        isInNotes = NotesHeadings.contains(block, in: source)
      case .paragraph, .listItem:
        if startsNote(block, expected, in: source),
          isInNotes || endsPage(after: blocks[index...], from: expected, in: source)
        {
          if references == nil { references = References(in: blocks, of: source) }
          if references!.mention(expected) {
            marked.append(contentsOf: notes(in: block, &expected, references!, source))
            isInNotes = true
            continue
          }
          // `[1]` is a reference to literature, and its item in the list of it.
          if block.lines.first.flatMap({ source.bracketedNumber($0.content) }) == nil {
            undecided.append(
              PageStructure.Undecided(
                what: "This begins like note \(expected), but nothing in the text refers to it. "
                  + "It is kept as text.", bytes: block.bytes))
          }
        }
        isInNotes = false
      default: isInNotes = isInNotes && !block.isText
      }
      marked.append(block)
    }
    return (marked, undecided)
  }

  /// Whether the page ends after the run of blocks that begin with numbers one after another.
  private static func endsPage(
    after blocks: ArraySlice<SourceBlock>, from first: Int, in source: SourceText
  ) -> Bool {
    var number = first
    for block in blocks.prefix(longestFoot) {
      if startsNote(block, number, in: source) {
        number += 1
        continue
      }
      return block.kind == .pageNumber || block.kind == .pageMarker || block.kind == .rule
    }
    return blocks.count <= longestFoot
  }

  /// Most notes that may stand at the foot of one page.
  private static let longestFoot = 32

  private static func startsNote(_ block: SourceBlock, _ number: Int, in source: SourceText) -> Bool {
    guard let first = block.lines.first?.content else { return false }
    if case .listItem = block.kind { return block.label.map { $0.dropLast() == "\(number)" } ?? false }
    return source.bareNoteStart(first)?.number == number
  }

  /// The notes of one paragraph, each beginning with a line.
  private static func notes(
    in block: SourceBlock, _ expected: inout Int, _ references: References, _ source: SourceText
  ) -> [SourceBlock] {
    var notes: [SourceBlock] = []
    for line in block.lines {
      var line = line
      let isFirst = notes.isEmpty
      if isFirst, case .listItem = block.kind {
        // The scanner has taken the marker off.
        let marker = block.bytes.lowerBound..<line.content.lowerBound
        notes.append(note(expected, line, marker: source.trimmed(marker), from: block))
        expected += 1
      } else if let start = source.bareNoteStart(line.content), start.number == expected,
        isFirst || references.mention(expected)
      {
        line.content = start.body
        line.joint = .softBreak
        notes.append(note(expected, line, marker: start.marker, from: block))
        expected += 1
      } else {
        notes[notes.count - 1].lines.append(line)
        notes[notes.count - 1].bytes = notes[notes.count - 1].bytes.lowerBound..<line.content.upperBound
      }
    }
    return notes
  }

  private static func note(
    _ number: Int, _ line: SourceLine, marker: Range<Int>, from block: SourceBlock
  ) -> SourceBlock {
    SourceBlock(
      kind: .note(.bare), lines: [line], bytes: marker.lowerBound..<line.content.upperBound,
      quoteDepth: block.quoteDepth, label: String(number), marker: marker)
  }

  /// The marks in the text that may refer to notes.
  private struct References {
    private var labels: Set<String> = []

    /// Where nothing is marked, what could be a reference that lost its mark counts.
    init(in blocks: [SourceBlock], of source: SourceText) {
      for block in blocks where !block.isNote && block.kind != .code {
        for line in block.lines {
          var index = line.content.lowerBound
          while index < line.content.upperBound {
            if let marker = source.noteMarker(at: index, before: line.content.upperBound) {
              for label in marker.label.split(whereSeparator: { $0 == "," || $0 == " " }) {
                labels.insert(String(label))
              }
              index = marker.bytes.upperBound
            } else {
              index += 1
            }
          }
        }
      }
      if labels.isEmpty { labels = Set(BareReferences.candidates(in: blocks, of: source).map(\.label)) }
    }

    /// Whether a mark says the number, alone or fused with the one before or after it.
    func mention(_ number: Int) -> Bool {
      labels.contains("\(number)") || labels.contains("\(number - 1)\(number)")
        || labels.contains("\(number)\(number + 1)")
    }
  }
}

/// Headings under which endnotes stand.
enum NotesHeadings {
  private static let titles: Set<String> = ["notes", "endnotes", "footnotes", "end notes", "foot notes"]

  static func contains(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.length <= 40, let line = block.lines.first?.content else { return false }
    let words = source.string(line).lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0 == " "
    }
    return titles.contains(String(String.UnicodeScalarView(words)))
  }
}
