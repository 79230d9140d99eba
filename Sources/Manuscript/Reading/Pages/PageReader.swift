/// Takes pages apart. Runs over the blocks once, looking a few blocks ahead; every decision rests on how the
/// texts before and after a place end and begin, and on the sequence of notes.
struct PageReader {
  let source: SourceText
  let input: [SourceBlock]
  var result = PageStructure()
  /// The last block of the body in the result, while nothing but page furniture has come after it.
  private(set) var lastBody: Int?
  /// The last note in the result.
  private(set) var lastNote: Int?
  /// What has come between the last block of the body and the next.
  private var boundary = PageBoundary.none
  /// Whether notes of a page's foot have come since the last block of the body.
  private var isInFoot = false
  /// Whether what has come between ends a column and no page.
  private var isWithinPage = false
  /// Page starts that something other than an interrupted sentence shows.
  private var certain: [Int] = []
  private var certainPageStarts: Int { certain.count }
  /// Rules that end pages although no notes follow them.
  private let breakingRules: Set<Int>

  static func structure(of blocks: [SourceBlock], in source: SourceText) -> PageStructure {
    let numbered = NumberedHeads.marked(ConverterMarks.marked(blocks, in: source), in: source)
    let notes = NoteEvidence(in: numbered, of: source)
    var (blocks, doubtfulHeads) = RunningHeads.marked(
      PageNumbers(in: notes.blocks, of: source), in: source)
    restoreText(&blocks)
    var reader = PageReader(blocks, in: source)
    reader.result.undecided = notes.undecided + doubtfulHeads
    reader.result.markers = notes.markers
    reader.result.estrangedMarks = notes.estranged
    reader.result.verseNumbers = notes.verseNumbers
    if let mark = source.byteOrderMark { reader.name(mark, .byteOrderMark) }
    var index = 0
    while index < blocks.count { index = reader.read(index) }
    reader.flagBrokenNotes()
    // An interrupted sentence alone is no proof that the source has pages.
    if reader.certainPageStarts == 0 { reader.result.pageStarts = [] }
    if reader.hasPageMarkers { reader.result.pageStarts = reader.certain }
    reader.result.certainStarts = reader.certain
    let (settled, doubtfulHyphens) = Hyphenation.settled(reader.result.blocks, in: source)
    reader.result.blocks = settled
    reader.result.undecided += doubtfulHyphens
    return reader.result
  }

  /// Whether the source marks its pages' ends, form feeds mostly: then an interrupted sentence shows none.
  private var hasPageMarkers: Bool {
    let markers = input.count { $0.endsPage }
    return markers > 1 && markers * 2 > result.pageStarts.count
  }

  private init(_ blocks: [SourceBlock], in source: SourceText) {
    self.source = source
    input = blocks
    breakingRules = Self.breakingRules(in: blocks, of: source)
  }

  /// Reads one block, or a foot's run of notes; returns the index of the next.
  private mutating func read(_ index: Int) -> Int {
    let block = input[index]
    switch block.kind {
    case .rule: return readRule(index)
    case .pageNumber:
      name(block.bytes, .pageNumber)
      (boundary, isWithinPage) = (.certain, false)
    case .pageMarker:
      isWithinPage = !block.endsPage
      if !source.trimmed(block.bytes).isEmpty { name(block.bytes, .comment) }
      boundary = .certain
    case .runningHead:
      name(block.bytes, .runningHead)
      (boundary, isWithinPage) = (.certain, false)
    case .comment: name(block.bytes, .comment)
    case .frontMatter: name(block.bytes, .frontMatter)
    case .linkDefinition: name(block.bytes, .markup)
    case .note(let style):
      if let marker = block.marker, !marker.isEmpty { name(marker, .noteMarker) }
      result.blocks.append(block)
      lastNote = result.blocks.count - 1
      // A note in brackets may stand within the sentence that refers to it.
      if style == .inline, block.marker != nil { boundary = max(boundary, .possible) }
      if style != .caret, style != .inline {
        isInFoot = true
        let continuations = continuations(from: index + 1)
        for next in index + 1..<index + 1 + continuations { continueNote(input[next], by: .paragraph) }
        flagBroken(index + 1..<index + 1 + continuations)
        return index + 1 + continuations
      }
    case .paragraph where goesOnAtFoot(index):
      continueNote(block, by: .pageBreak)
      isInFoot = true
    case .heading, .paragraph, .listItem, .code, .table, .caption, .author, .abstract: readBody(index)
    }
    return index + 1
  }

  private mutating func name(_ bytes: Range<Int>, _ kind: SourceMap.Furniture.Kind) {
    result.furniture.append(SourceMap.Furniture(kind: kind, bytes: bytes))
  }

  // MARK: - Rules

  private mutating func readRule(_ index: Int) -> Int {
    let rule = input[index]
    let next = index + 1
    if next < input.count, input[next].isNote {
      name(rule.bytes, .pageBreak)
      isInFoot = true
      return next
    }
    if next + 1 < input.count, input[next].kind == .paragraph, input[next + 1].isNote, goesOnNote(input[next])
    {
      // A note of the page before goes on at this page's foot.
      name(rule.bytes, .pageBreak)
      continueNote(input[next], by: .pageBreak)
      isInFoot = true
      return next + 1
    }
    if isInFoot || breakingRules.contains(index) {
      name(rule.bytes, .pageBreak)
      boundary = .certain
    } else {
      name(rule.bytes, .rule)
      if let lastBody { flagBreak(result.blocks[lastBody]) }
      boundary = max(boundary, .possible)
      lastBody = nil
    }
    return next
  }

  /// A text that breaks off over a rule which ends no page.
  private mutating func flagBreak(_ block: SourceBlock) {
    guard block.kind == .paragraph, !block.keepsLines, let end = block.lines.last?.content,
      Continuation.isSurelyFollowed(TextEnd(of: block, in: source))
    else { return }
    let tail = source.scalarStart(atOrAfter: max(end.lowerBound, end.upperBound - 40))
    result.undecided.append(
      PageStructure.Undecided(
        what: "This breaks off, and a rule follows. What comes after it is kept apart.",
        bytes: tail..<end.upperBound))
  }

  // MARK: - Notes that go on

  /// Whether a paragraph goes on the last note: the note is open, or the paragraph begins in mid-sentence and the
  /// text has no sentence that it could go on.
  private func goesOnNote(_ block: SourceBlock) -> Bool {
    guard let lastNote else { return false }
    if TextEnd(of: result.blocks[lastNote], in: source).isOpen { return true }
    let isTextOpen =
      lastBody.map {
        result.blocks[$0].isRunning && TextEnd(of: result.blocks[$0], in: source).isOpen
      } ?? false
    return !isTextOpen && TextStart(of: block, in: source).goesOn
  }

  /// Whether a paragraph over the notes of a foot goes on the note that the foot before broke off, with no rule over
  /// it: it ends a sentence that it does not begin, while the text's own sentence goes on after the foot.
  private func goesOnAtFoot(_ index: Int) -> Bool {
    if goesOnEndnote(index) { return true }
    guard let lastNote, let lastBody, index + 1 < input.count,
      input[index + 1].isNote || isRestAlone(index) || isLastOfPage(index),
      result.blocks[lastBody].isRunning, TextEnd(of: result.blocks[lastNote], in: source).isOpen,
      TextStart(of: input[index], in: source).goesOn, !TextEnd(of: input[index], in: source).isOpen
    else { return false }
    // A text that has ended goes on in no small letter.
    guard TextEnd(of: result.blocks[lastBody], in: source).isOpen else {
      if input[index].hasLength(atLeast: Self.longRest) { return false }
      let end = result.blocks[lastBody].lines.last?.content.lowerBound ?? 0
      return !input[index + 1].isNote || end > result.blocks[lastNote].bytes.lowerBound
    }
    let next = input[(index + 1)...].prefix(Self.longestFoot).first { $0.isText && !$0.isNote }
    return next.map { TextStart(of: $0, in: source).goesOn } ?? false
  }

  /// Whether a page has nothing but a paragraph, and the foot over it stands right below the last text.
  private func isRestAlone(_ index: Int) -> Bool {
    guard !input[index + 1].isText, let lastNote, let lastBody, lastBody < lastNote,
      !TextEnd(of: result.blocks[lastBody], in: source).isOpen
    else { return false }
    return index > 0 && !input[index - 1].isText
  }

  /// Whether a page that began after the last note ends with a paragraph, and the text before that is open, or the note ends with a
  /// word that something must follow.
  private func isLastOfPage(_ index: Int) -> Bool {
    guard input[index].kind == .paragraph, input[index + 1].endsPage, let lastNote, let lastBody,
      let start = certain.last, start > result.blocks[lastNote].bytes.lowerBound
    else { return false }
    let note = result.blocks[lastNote]
    return TextEnd(of: result.blocks[lastBody], in: source).isOpen
      || Continuation.mustGoOn(note, TextEnd(of: note, in: source), in: source)
  }

  /// Bytes of a text too long for what is left of a note.
  private static let longRest = 400

  /// Most blocks of a foot that are looked over for what comes after it.
  private static let longestFoot = 40

  private mutating func continueNote(_ block: SourceBlock, by joint: SourceLine.Joint) {
    guard let lastNote else { return }
    let end = TextEnd(of: result.blocks[lastNote], in: source)
    let isSentence =
      (end.isOpen || source.endsWithCitedNumber(result.blocks[lastNote]))
      && TextStart(of: block, in: source).goesOn
    result.blocks[lastNote].append(block, by: isSentence ? .pageBreak : joint)
  }

  // MARK: - The body

  private mutating func readBody(_ index: Int) {
    let block = input[index]
    let (boundary, isWithinPage) = (isInFoot ? .certain : boundary, isWithinPage)
    (self.boundary, isInFoot, self.isWithinPage) = (.none, false, false)
    let isFigure = Figures.floats(block, in: source)
    let isLostNote = block.isLostNote || !isFigure && isLostNote(index)
    if isLostNote, !block.isLostNote { flagLostNote(block) }
    let floats = isLostNote || isFigure
    let continuation = lastBody.flatMap {
      floats || boundary == .none && isEntry(index, after: result.blocks[$0])
        ? nil : Continuation(result.blocks[$0], block, over: boundary, in: source)
    }
    if boundary == .certain && !isWithinPage && !result.blocks.isEmpty || continuation?.breaksPage == true {
      result.pageStarts.append(block.bytes.lowerBound)
      if boundary == .certain { certain.append(block.bytes.lowerBound) }
    }
    if let lastBody {
      // After a picture it is told whether the sentence goes on.
      if !isLostNote, !Figures.isImage(block, in: source) {
        flagDoubt(between: result.blocks[lastBody], and: block, continuation, over: boundary)
      }
      if let continuation {
        result.blocks[lastBody].append(block, by: continuation.joint)
        return
      }
      if block.isLostNote
        || floats && result.blocks[lastBody].isRunning
          && TextEnd(of: result.blocks[lastBody], in: source).isOpen
      {
        // The sentence that a figure or table interrupts goes on after it.
        result.blocks.append(block)
        self.boundary = .possible
        return
      }
    }
    result.blocks.append(block)
    lastBody = result.blocks.count - 1
  }

  /// Two texts with nothing between them that shows a page's end, the second with a capital: they were
  /// joined or kept apart by a rule that can err.
  private mutating func flagDoubt(
    between first: SourceBlock, and second: SourceBlock, _ continuation: Continuation?,
    over boundary: PageBoundary
  ) {
    guard let doubt = Continuation.doubt(first, second, continuation, over: boundary, in: source),
      let end = first.lines.last?.content, let start = second.lines.first?.content
    else { return }
    let tail = source.scalarStart(atOrAfter: max(end.lowerBound, end.upperBound - 40))
    let head = source.scalarStart(atOrAfter: min(start.upperBound, start.lowerBound + 40))
    result.undecided.append(
      PageStructure.Undecided(what: doubt, bytes: tail..<(continuation == nil ? end.upperBound : head)))
  }
}
