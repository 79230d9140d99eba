/// Notes whose definition lost its colon: `[^1] See Holt, p. 34.`; in a plain text it may have it.
enum LostColons {
  /// The blocks with such paragraphs known as notes: the text before them refers to the label, and no note has it.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard blocks.contains(where: { opens($0, in: source) }) else { return blocks }
    let defined = Set(
      blocks.compactMap { block in
        if case .note(.caret) = block.kind { block.label } else { nil }
      })
    var referred: Set<String> = []
    var marked: [SourceBlock] = []
    // Whether the last block is such a note, which more paragraphs may go on.
    var isOpen = false
    for block in blocks {
      if isOpen, block.kind == .paragraph, isSetIn(block, from: marked[marked.count - 1], in: source) {
        marked[marked.count - 1].append(block, by: .paragraph)
        continue
      }
      var text: [SourceLine] = []
      var notes: [SourceBlock] = []
      for line in block.lines {
        if block.kind == .paragraph, text.isEmpty, let note = note(line, of: block, in: source),
          let label = note.label, referred.contains(label), !defined.contains(label)
        {
          notes.append(note)
        } else if let last = notes.indices.last {
          notes[last].lines.append(line)
          notes[last].bytes = notes[last].bytes.lowerBound..<line.content.upperBound
        } else {
          text.append(line)
          referred.formUnion(labels(in: line.content, of: source))
        }
      }
      isOpen = !notes.isEmpty
      marked += notes.isEmpty ? [block] : notes
    }
    return marked
  }

  /// Whether all lines of a paragraph are set in from where a note begins.
  private static func isSetIn(_ block: SourceBlock, from note: SourceBlock, in source: SourceText) -> Bool {
    let margin = source.indent(before: note.bytes.lowerBound)
    return block.lines.allSatisfy { source.indent(before: $0.content.lowerBound) >= margin + noteIndent }
  }

  /// Fewest columns by which a note's second paragraph is set in.
  private static let noteIndent = 2

  private static func opens(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, let line = block.lines.first else { return false }
    return note(line, of: block, in: source) != nil
  }

  private static func note(_ line: SourceLine, of block: SourceBlock, in source: SourceText) -> SourceBlock? {
    let content = line.content
    guard source.has("[^", at: content.lowerBound, before: content.upperBound),
      let mark = source.noteMarker(at: content.lowerBound, before: content.upperBound), mark.style == .caret,
      case let colon = source.has(":", at: mark.bytes.upperBound, before: content.upperBound) ? 1 : 0,
      case let end = mark.bytes.upperBound + colon, end < content.upperBound,
      SourceText.isBlank(source.bytes[end])
    else { return nil }
    let body = source.trimmed(end..<content.upperBound)
    guard !body.isEmpty else { return nil }
    return SourceBlock(
      kind: .note(.caret), lines: [SourceLine(content: body, newline: line.newline)], bytes: content,
      quoteDepth: block.quoteDepth, label: mark.label,
      marker: mark.bytes.lowerBound..<end)
  }

  private static func labels(in line: Range<Int>, of source: SourceText) -> [String] {
    var labels: [String] = []
    var start = line.lowerBound
    while let open = source.offset(of: "[^", in: start..<line.upperBound) {
      let mark = source.noteMarker(at: open, before: line.upperBound)
      if let mark, mark.style == .caret { labels.append(mark.label) }
      start = mark?.bytes.upperBound ?? open + 2
    }
    return labels
  }
}
