/// Makes notes of the blocks that open them: parts several in one paragraph, joins what belongs to one, takes
/// labels, brackets and links back off.
struct NoteBodies {
  let source: SourceText
  private let input: [SourceBlock]
  let openings: [NoteOpening]
  private let places: NotePlaces
  /// For each block the notes that it opens, as indices of the openings.
  private var opened: [Int: [Int]] = [:]
  /// Blocks that go on the note before them.
  private var goingOn: Set<Int> = []
  /// Of them those that go on a sentence of it.
  private var rests: Set<Int> = []
  /// For the last notes of feet, the lines of their blocks on which the text goes on.
  private var ends: [Int: Int] = [:]
  /// Of them those of which it cannot be told.
  private var doubtful: Set<Int> = []
  /// The page's number that was found last in a block with notes.
  var lastPage: Int?
  var output: [SourceBlock] = []
  /// Where marks stand that found their notes, in order.
  let answered: [Int]
  private var undecided: [PageStructure.Undecided] = []

  static func made(
    of blocks: [SourceBlock], from openings: [NoteOpening], in runs: [[Int]], at places: NotePlaces,
    answered: [Int], of source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var bodies = NoteBodies(
      source: source, input: blocks, openings: openings, places: places, answered: answered)
    for run in runs { bodies.claim(run) }
    // A note with a symbol may stand among numbered ones.
    for block in bodies.opened.keys { bodies.opened[block]!.sort { openings[$0].line < openings[$1].line } }
    for index in blocks.indices { bodies.read(index) }
    return (bodies.output, bodies.undecided)
  }

  private init(
    source: SourceText, input: [SourceBlock], openings: [NoteOpening], places: NotePlaces, answered: [Int]
  ) {
    self.answered = answered
    self.source = source
    self.input = input
    self.openings = openings
    self.places = places
  }

  // MARK: - What belongs to which note

  private mutating func claim(_ run: [Int]) {
    for index in run where !openings[index].isNote {
      opened[openings[index].block, default: []].append(index)
    }
    for (index, next) in zip(run, run.dropFirst().map(Optional.some) + [nil]) {
      let opening = openings[index]
      if next == nil, !opening.isNote {
        ends[index] = places.textGoesOn(after: opening, over: openings[run[0]])
        if ends[index] == nil, let end = places.textMayGoOn(after: opening, over: openings[run[0]]) {
          ends[index] = end
          doubtful.insert(index)
        }
      }
      if opening.form == .word {
        let close = NoteOpening.closingBracket(of: input, from: opening.block, in: source)
        goingOn.formUnion((opening.block + 1)..<(close + 1))
      } else if let next {
        claimBlocks(from: opening, before: openings[next].block, in: run)
      } else {
        if let rest = places.rest(of: places.end(of: opening)), opened[rest] == nil {
          goingOn.insert(rest)
          rests.insert(rest)
        }
        claimTail(of: opening, run)
        claimLast(after: places.end(of: opening), run)
        claimIndented(after: opening)
      }
    }
  }

  /// What stands between a note and the next goes on the first, unless a page ends there or the sentence
  /// before the notes goes on there.
  private mutating func claimBlocks(from opening: NoteOpening, before next: Int, in run: [Int]) {
    let end = places.end(of: opening)
    if end > opening.block { goingOn.insert(end) }
    guard end + 1 < next else { return }
    let between = end + 1..<next
    guard between.allSatisfy({ input[$0].isRunning || input[$0].kind == .comment || input[$0].kind == .code })
    else { return }
    // `24 December`, `2002.`: a number with a stop ends the sentence of a note that is open.
    let isEnd =
      TextEnd(of: input[end], in: source).isOpen
      && input[end + 1].lines.last?.content.last.map { source.bytes[$0] } == UInt8(ascii: ".")
    let others = between.dropFirst(isEnd ? 1 : 0)
    if others.contains(where: { PageNumbers.isNumber(input[$0], in: source) }) { return }
    if let before = places.textBefore[openings[run[0]].block], input[before].isRunning,
      TextEnd(of: input[before], in: source).isOpen,
      between.contains(where: {
        !places.isNested($0, under: opening.block) && !places.isSetLikeNote($0, at: openings[run[0]])
          && TextStart(of: input[$0], in: source).goesOn
      })
    {
      return
    }
    goingOn.formUnion(between.filter { input[$0].isText && !input[$0].isNote && !places.heads.contains($0) })
  }

  /// After the last note of a run only what its list holds is its own.
  private mutating func claimTail(of opening: NoteOpening, _ run: [Int]) {
    let end = places.end(of: opening)
    if end < input.count, opened[end] == nil, end > 0, opened[end - 1] != nil, input[end].isText,
      !input[end].isNote
    {
      goingOn.insert(end)
    }
    if end + 1 < input.count, opened[end + 1] == nil, places.isSetLikeNote(end + 1, at: openings[run[0]]),
      TextEnd(of: input[end], in: source).isOpen, TextStart(of: input[end + 1], in: source).goesOn
    {
      goingOn.insert(end + 1)
    }
    var next = end + 1
    while next < input.count, case .listItem = input[next].kind, opened[next] == nil,
      input[next].label == nil || places.isNested(next, under: opening.block), goingOn.insert(next).inserted
    {
      next += 1
    }
  }

  /// At the end of a paper's notes the last may have as many paragraphs as one of the others.
  private mutating func claimLast(after end: Int, _ run: [Int]) {
    guard places.sections[end] == .notes, end + 1 < input.count else { return }
    let rest = end + 1..<input.count
    let most =
      zip(run, run.dropFirst()).map { index, next in
        places.texts(between: openings[index].block, and: openings[next].block)
      }.max() ?? 0
    guard rest.count <= most,
      rest.allSatisfy({
        input[$0].kind == .paragraph && opened[$0] == nil && !PageNumbers.isNumber(input[$0], in: source)
      })
    else { return }
    goingOn.formUnion(rest)
  }

  /// Fewest columns by which what belongs to a note is set in.
  private static let noteIndent = 3
  /// Most blocks that belong to one note.
  private static let longestNote = 40

  /// What stands under the last note of a run, set in from it, up to the end or the next heading, is its own: a note's
  /// second paragraph, or verse.
  private mutating func claimIndented(after opening: NoteOpening) {
    let margin = source.indent(before: opening.offset)
    let end = places.end(of: opening)
    var claimed: [Int] = []
    for index in (end + 1)..<max(end + 1, min(input.count, end + Self.longestNote)) {
      let block = input[index]
      if block.isHeading || [.pageMarker, .pageNumber, .runningHead].contains(block.kind) { break }
      if PageNumbers.isNumber(block, in: source) { break }
      guard block.isRunning, !block.isNote, opened[index] == nil,
        isSetIn(block, from: margin)
      else { return }
      claimed.append(index)
    }
    goingOn.formUnion(claimed)
  }

  /// Whether all lines of a block are set in from a margin; those after the first of a list's item go on it.
  private func isSetIn(_ block: SourceBlock, from margin: Int) -> Bool {
    let starts =
      if case .listItem = block.kind { [block.bytes.lowerBound] } else {
        block.lines.map(\.content.lowerBound)
      }
    return starts.allSatisfy { source.indent(before: $0) >= margin + Self.noteIndent }
  }

  // MARK: - Blocks

  private mutating func read(_ index: Int) {
    let block = input[index]
    if let own = opened[index] {
      if openings[own[0]].line > 0 {
        readPart(part(of: block, 0..<openings[own[0]].line), over: openings[own[0]])
      }
      for (opening, next) in zip(own, own.dropFirst().map { openings[$0].line } + [block.lines.count]) {
        let end = min(ends[opening] ?? next, next)
        output.append(note(openings[opening], to: end))
        finish()
        partPageNumber()
        if end < next {
          var rest = block.part(end..<next)
          (rest.kind, rest.label) = (.paragraph, nil)
          if doubtful.contains(opening) { keepApart(&rest, from: openings[opening]) }
          appendText(rest)
        }
      }
    } else if goingOn.contains(index), let last = output.indices.last, output[last].isNote {
      if output[last].lines.isEmpty {
        output[last].lines = block.lines
      } else {
        // People cite a list's items by their labels, in a note too.
        append(block.withLabelInText(of: source), goesOn: rests.contains(index))
      }
      output[last].bytes = output[last].bytes.lowerBound..<block.bytes.upperBound
      finish()
    } else {
      output.append(block)
      finish()
    }
  }

  private mutating func keepApart(_ rest: inout SourceBlock, from note: NoteOpening) {
    rest.standsApart = true
    undecided.append(
      PageStructure.Undecided(
        what:
          "Whether this goes on note \(note.text) or the text before the note cannot be told. It is kept apart "
          + "from both.", bytes: rest.lines[0].content))
  }

  private mutating func append(_ block: SourceBlock, goesOn: Bool) {
    let last = output.count - 1
    let isOpen =
      block.kind == .paragraph && !output[last].keepsLines
      && TextEnd(of: output[last], in: source).isOpen && (goesOn || TextStart(of: block, in: source).goesOn)
    output[last].append(block, by: isOpen ? .pageBreak : .paragraph)
  }

  private func note(_ opening: NoteOpening, to end: Int) -> SourceBlock {
    let block = input[opening.block]
    var lines = Array(block.lines[opening.line..<end])
    lines[0].content = opening.body
    lines[0].joint = .softBreak
    if opening.body.isEmpty { lines.removeFirst() }
    let last = lines.last?.content.upperBound ?? opening.marker.upperBound
    return SourceBlock(
      kind: .note(opening.form == .word ? .inline : .bare), lines: lines,
      bytes: opening.marker.lowerBound..<last, quoteDepth: block.quoteDepth, label: opening.text,
      marker: opening.marker)
  }

  /// Takes off what ends a note and is none of its text.
  private mutating func finish() {
    let last = output.count - 1
    guard output[last].isNote, let line = output[last].lines.last?.content else { return }
    var content = line
    if output[last].kind == .note(.inline), let final = content.last, source.bytes[final] == UInt8(ascii: "]")
    {
      let isEscaped = final > content.lowerBound && source.bytes[final - 1] == UInt8(ascii: "\\")
      content = source.trimmed(content.lowerBound..<(isEscaped ? final - 1 : final))
    }
    if let marker = output[last].marker,
      source.has("<small>", at: marker.lowerBound, before: marker.upperBound),
      content.count > 8, source.has("</small>", at: content.upperBound - 8, before: content.upperBound)
    {
      content = source.trimmed(content.lowerBound..<content.upperBound - 8)
    }
    if let start = source.startOfBacklink(content) { content = content.lowerBound..<start }
    guard content != line else { return }
    let place = output[last].lines.count - 1
    if content.isEmpty, place > 0 {
      output[last].lines.removeLast()
    } else {
      output[last].lines[place].content = content
    }
  }

  private func part(of block: SourceBlock, _ lines: Range<Int>) -> SourceBlock {
    var part = block
    part.lines = Array(block.lines[lines])
    part.bytes = block.bytes.lowerBound..<part.lines[part.lines.count - 1].content.upperBound
    return part
  }
}
