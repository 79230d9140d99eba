/// Feet of pages to whose notes no mark in the text refers: a converter lost the marks, or misread them. The notes'
/// numbers rise from page to page, and each stands over or before a whole text. They are kept as text, apart from the
/// sentences that go on over them, and their numbers are not taken for the pages'.
struct UnmarkedFeet {
  private let blocks: [SourceBlock]
  private let source: SourceText
  private var feet: [[NoteOpening]] = []

  /// Fewest notes, and fewest feet, that make a series.
  private static let fewestNotes = 3
  private static let fewestFeet = 2
  /// Most blocks that one note has.
  private static let longestNote = 2

  /// Whether openings are left of which such a foot may consist.
  static func mayStand(among openings: [NoteOpening], but runs: [[Int]]) -> Bool {
    let known = Set(runs.joined())
    return openings.indices.count { mayOpen(openings[$0]) && !known.contains($0) } >= fewestNotes
  }

  /// The blocks with each note of such feet a paragraph of its own, and a report on them.
  static func parted(
    _ blocks: [SourceBlock], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    let feet = UnmarkedFeet(of: blocks, in: source)
    return feet.feet.isEmpty ? (blocks, []) : (feet.parted(), [feet.report()])
  }

  private init(of blocks: [SourceBlock], in source: SourceText) {
    (self.blocks, self.source) = (blocks, source)
    let pages = blocks.split(omittingEmptySubsequences: true) { $0.kind == .pageMarker }
    guard pages.count >= Self.fewestFeet else { return }
    let openings = NoteOpening.openings(in: blocks, of: source).filter(Self.mayOpen)
    var start = 0
    var last = 0
    var goesOnNotes = false
    for page in pages {
      let end = openings[start...].firstIndex { $0.block >= page.endIndex } ?? openings.count
      let foot = foot(of: page, openings[start..<end])
      start = end
      if let first = foot.first?.label.ordinal, first == 1 || first == last + 1 {
        goesOnNotes = goesOnNotes || feet.isEmpty && first > 1
        feet.append(foot)
        last = first + foot.count - 1
      } else if let note = page.last(where: \.isNote)?.label.flatMap({ Int($0) }) {
        last = note
      }
    }
    let fewest = goesOnNotes ? 1 : Self.fewestFeet
    if feet.count < fewest || feet.joined().count < Self.fewestNotes { feet = [] }
  }

  private static func mayOpen(_ opening: NoteOpening) -> Bool {
    opening.label.system == .number && !opening.isNote && (opening.form == .alone || opening.form == .bare)
  }

  // MARK: - Feet

  /// The openings, one after another, with which a page ends; none where what they open is no foot.
  private func foot(of page: ArraySlice<SourceBlock>, _ openings: ArraySlice<NoteOpening>) -> [NoteOpening] {
    var foot: [NoteOpening] = []
    for opening in openings.reversed() {
      guard foot.first?.label.follows(opening.label) ?? true, source.beginsLikeSentence(body(of: opening))
      else { break }
      foot.insert(opening, at: 0)
    }
    // A page is no foot by itself.
    let top = page.firstIndex { isText($0) } ?? page.startIndex
    if let first = foot.first, first.line == 0, first.block == top { foot.removeFirst() }
    guard let first = foot.first, let final = foot.last else { return [] }
    let ends = foot.dropFirst().map { $0.line > 0 ? $0.block : $0.block - 1 } + [lastText(of: page)]
    let areWhole = zip(foot, ends).allSatisfy { opening, end in
      end - firstBlock(of: opening) < Self.longestNote
        && (opening.offset == final.offset || endsText(end, before: opening))
    }
    guard areWhole else { return [] }
    // What breaks off at the page's end after a text that had ended is no note but the text.
    let isClosed = TextEnd(of: blocks[lastText(of: page)], in: source).last.map {
      TextEnd.terminators.contains($0)
    }
    return isClosed == true || isOpen(before: first) ? foot : []
  }

  private func isText(_ block: SourceBlock) -> Bool { block.isText && !isNumber(block) }

  private func isNumber(_ block: SourceBlock) -> Bool { PageNumbers.number(of: block, in: source) != nil }

  private func lastText(of page: ArraySlice<SourceBlock>) -> Int {
    page.lastIndex { isText($0) } ?? page.endIndex - 1
  }

  /// The line with which a note's text begins.
  private func body(of opening: NoteOpening) -> Range<Int> {
    guard opening.form == .alone else { return opening.body }
    let lines = blocks[opening.block].lines
    if opening.line + 1 < lines.count { return lines[opening.line + 1].content }
    let next = opening.block + 1
    return next < blocks.count ? blocks[next].lines.first?.content ?? opening.body : opening.body
  }

  /// The block in which a note's text begins.
  private func firstBlock(of opening: NoteOpening) -> Int {
    let isApart = opening.form == .alone && opening.line + 1 == blocks[opening.block].lines.count
    return isApart ? opening.block + 1 : opening.block
  }

  /// Whether a stop ends a note that is not the last of its foot.
  private func endsText(_ block: Int, before opening: NoteOpening) -> Bool {
    block > opening.block
      ? TextEnd(of: blocks[block], in: source).last.map { TextEnd.terminators.contains($0) } ?? false : true
  }

  private func isOpen(before opening: NoteOpening) -> Bool {
    let before =
      opening.line > 0
      ? blocks[opening.block].part(0..<opening.line) : blocks[..<opening.block].last { isText($0) }
    return before.map { TextEnd(of: $0, in: source).isOpen } ?? false
  }

  // MARK: - Parts

  private func parted() -> [SourceBlock] {
    var result: [SourceBlock] = []
    let opened = Dictionary(grouping: feet.joined(), by: \.block)
    var isInFoot = false
    for (index, block) in blocks.enumerated() {
      if block.kind == .pageMarker { isInFoot = false }
      if let openings = opened[index] {
        if openings[0].line > 0 { result.append(block.part(0..<openings[0].line)) }
        let ends = openings.dropFirst().map(\.line) + [block.lines.count]
        for (opening, end) in zip(openings, ends) {
          var note = block.part(opening.line..<end)
          note.isLostNote = true
          result.append(note)
        }
        isInFoot = true
      } else if isInFoot, isText(block), let last = result.indices.last, result[last].isLostNote {
        result[last].append(block, by: isNumber(result[last]) ? .softBreak : .paragraph)
        result[last].bytes = result[last].bytes.lowerBound..<block.bytes.upperBound
      } else {
        result.append(block)
      }
    }
    return result
  }

  private func report() -> PageStructure.Undecided {
    let first = feet[0][0]
    return PageStructure.Undecided(
      what:
        "This and what follows it at the feet of \(feet.count) pages seem to be notes, \(feet.joined().count) in all, "
        + "but no marks in the text refer to them. They are kept as text, apart from what goes on over them.",
      bytes: first.marker.lowerBound..<max(first.marker.upperBound, body(of: first).upperBound))
  }
}
