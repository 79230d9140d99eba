internal import Consensus
internal import Manuscript
internal import Protocol

/// The text of a paper, or of a part of it, as it is read.
struct PaperText {
  let document: Document
  /// The edits of the consensus, in text order; none for the base.
  let edits: [Edit]
  /// What leaves the text with the words that the consensus deletes; `nil` for the base.
  var departures: Departures?

  /// The blocks that a range touches, each with the sentences that it touches: words are read in their sentence.
  func blocks(touching range: ScalarRange) -> [BlockItem] {
    document.blockIndices(touching: range).filter { departures?.blocks.contains($0) != true }
      .map { document.blocks[$0] }
      .filter { $0.range.overlaps(range) || $0.range.contains(range) }
      .map { block in
        let read = block.sentences.filter { $0.overlaps(range) || range.isEmpty && $0.contains(range) }
        guard let first = read.first, let last = read.last, read.count < block.sentences.count else {
          return item(block, within: block.range)
        }
        return item(block, within: ScalarRange(first.start, last.end))
      }
  }

  private func item(_ block: Block, within range: ScalarRange) -> BlockItem {
    let isWhole = range == block.range
    // An edit that reaches over the end of the range belongs to what it is part of, not to a part of itself.
    let inside = edits.filter { range.contains($0.range) }
    let notes = block.noteReferences.filter {
      departures?.includes(markOf: $0.note, at: block.range.start + $0.offset) != true
    }.filter {
      isWhole || block.range.start + $0.offset > range.start && block.range.start + $0.offset <= range.end
    }
    return BlockItem(
      address: isWhole ? block.address : document.address(of: range), kind: block.kind.rawValue,
      level: block.level, page: block.page, section: block.section,
      label: isWhole && block.kind != .note ? block.label : nil, range: [range.start, range.end],
      text: document.text.applying(inside, in: range),
      sentences: block.sentences.enumerated().filter { $1.overlaps(range) }.map { index, sentence in
        SentenceItem(address: "\(block.address).\(index + 1)", range: [sentence.start, sentence.end])
      },
      notes: notes.map {
        NoteMark(n: $0.note, at: Self.shift(block.range.start + $0.offset, from: range.start, by: inside))
      })
  }

  /// How far from `start` a point of the base stands once `edits` are made: inside one, at its end.
  private static func shift(_ point: Int, from start: Int, by edits: [Edit]) -> Int {
    edits.prefix { $0.range.start < point }.reduce(point - start) { shifted, edit in
      let grown = shifted + edit.replacement.unicodeScalars.count - edit.range.count
      return grown + max(0, edit.range.end - point)
    }
  }

  /// The sections in order: a heading and what stands under it up to the next.
  func sections() -> [SectionItem] {
    var sections: [SectionItem] = []
    for block in document.blocks where block.kind != .note {
      if block.kind == .heading || sections.isEmpty {
        let title = block.kind == .heading ? document.text[block.range] : ""
        sections.append(
          SectionItem(
            address: block.kind == .heading ? block.section : nil, level: block.level ?? 1, title: title,
            first: block.address, last: block.address, page: block.page, paragraphs: 0, sentences: 0))
      }
      sections[sections.count - 1].last = block.address
      if block.kind != .heading {
        sections[sections.count - 1].paragraphs += 1
        sections[sections.count - 1].sentences += block.sentences.count
      }
    }
    return sections
  }

  /// Where words stand, whatever their case.
  func occurrences(of words: String, limit: Int) -> (total: Int, items: [FoundItem]) {
    let ranges = document.find(words)
    return (
      ranges.count,
      ranges.prefix(limit).map { range in
        let context = context(of: range, width: 40)
        return FoundItem(
          address: document.address(of: range), range: [range.start, range.end], before: context.before,
          match: document.text[range], after: context.after)
      }
    )
  }

  /// A passage with what stands around it in its block, cut between words; an ellipsis says where it is cut.
  func context(of range: ScalarRange, width: Int = 120) -> ContextItem {
    let block = document.block(containing: range.start)?.range ?? document.text.range
    let blank = { (offset: Int) in document.text[offset].properties.isWhitespace }
    var start = max(block.start, range.start - width)
    if start > block.start { while start < range.start, !blank(start) { start += 1 } }
    var end = max(range.end, min(block.end, range.end + width))
    if end < block.end { while end > range.end, !blank(end) { end -= 1 } }
    return ContextItem(
      address: document.address(of: range),
      before: (start > block.start ? "…" : "") + document.text[ScalarRange(start, range.start)],
      quote: document.text[range],
      after: document.text[ScalarRange(range.end, end)] + (end < block.end ? "…" : ""))
  }
}
