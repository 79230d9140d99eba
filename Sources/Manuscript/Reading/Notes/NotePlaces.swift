/// Where in a paper its blocks stand, as far as it bears on whether notes stand there.
struct NotePlaces {
  enum Section: Hashable { case text, notes, literature }

  /// For each block, what its headings say of it.
  private(set) var sections: [Section] = []
  /// The bytes of the entries of literature, in order.
  private var literature: [Range<Int>] = []
  /// For each block, the number of headings before it.
  private(set) var chapters: [Int] = []
  /// For each block, the last before it that has text.
  private(set) var textBefore: [Int?] = []
  /// For each block, whether a rule stands between it and the text before it.
  private var followsRule: [Bool] = []
  /// For each block the first from it on that is no item of a list; nil at the end.
  private var afterList: [Int?] = []
  /// For each block, the next that says something of what stands there; nil at the end.
  private(set) var telling: [Int?] = []
  /// For each block, whether it is an item of a list that a colon leads in.
  private(set) var isLedIn: [Bool] = []
  /// Whether the paper has notes whose marks name them, `[^1]`, so that a list of literature is none.
  let hasNamedNotes: Bool
  /// Which chapters lists at the paper's end belong to.
  let lists: ChapterLists
  /// Lines among the notes that are pages' heads.
  let heads: Set<Int>
  /// Numbers by themselves that are pages'.
  private let pageNumbers: Set<Int>
  let blocks: [SourceBlock]
  let source: SourceText

  init(of blocks: [SourceBlock], in source: SourceText) {
    self.blocks = blocks
    self.source = source
    heads = CountedHeads.found(in: blocks, of: source)
    pageNumbers = Self.pageNumbers(in: blocks, of: source)
    lists = ChapterLists(of: blocks, in: source)
    hasNamedNotes = blocks.contains { $0.kind == .note(.caret) }
    var (section, level, chapter) = (Section.text, 0, 0)
    var (text, hasRule) = (Int?.none, false)
    var titles: Set<[String]> = []
    // Whether the literature's first entry comes next, and whether it had no number.
    var (isUnderTitle, isUnnumbered) = (false, false)
    var entries = EntryNumbers()
    for (index, block) in blocks.enumerated() {
      let isAnew = entries.beginAnew(with: block, in: source)
      if case .heading(let own) = block.kind {
        chapter += 1
        if NotesHeadings.contains(block, in: source) {
          (section, level) = (.notes, own)
        } else if NotesHeadings.isLiterature(block, in: source) {
          (section, level) = (.literature, own)
        } else if section == .literature || own < level || own == level && !titles.contains(title(block)) {
          // Notes may stand in parts, each under its chapter's name.
          section = .text
        }
        if section == .text { titles.insert(title(block)) }
        (isUnderTitle, isUnnumbered) = (section == .literature, false)
      } else if isUnderTitle, block.isText {
        (isUnderTitle, isUnnumbered) = (false, !opens(block))
      } else if isUnnumbered, section == .literature, opens(block) {
        // Where entries have no numbers, what has them is none: a page's foot, or the notes behind the literature.
        section = .text
      } else if isAnew, section == .literature {
        section = .text
      }
      sections.append(section)
      chapters.append(chapter)
      isLedIn.append(isLedIn(block, after: text))
      textBefore.append(text)
      followsRule.append(hasRule && text != nil)
      hasRule = block.kind == .rule || hasRule && !block.isText
      if block.isText { text = index }
    }
    for (block, section) in zip(blocks, sections) where section == .literature && block.isText {
      literature.append(block.bytes)
    }
    telling = Self.telling(in: blocks)
    afterList = Self.afterList(in: blocks)
  }

  /// Whether an entry of literature stands at an offset.
  func isLiterature(at offset: Int) -> Bool {
    let next = literature.partitioningIndex { $0.lowerBound > offset }
    return next > 0 && literature[next - 1].contains(offset)
  }

  /// Whether a block begins with a number or mark, as an entry of literature may and a note does.
  private func opens(_ block: SourceBlock) -> Bool {
    if block.isNote { return true }
    if case .listItem = block.kind { return block.label?.utf8.contains(where: SourceText.isDigit) ?? false }
    guard let line = block.lines.first?.content, let opening = source.opening(line) else { return false }
    // `1893 Holt` says a year.
    return opening.label.system != .number || opening.text.utf8.count < 4
  }

  /// `There are three kinds:` stands before a list of the text, not before notes, unless it is their heading.
  private func isLedIn(_ block: SourceBlock, after text: Int?) -> Bool {
    guard case .listItem = block.kind, let text else { return false }
    if case .listItem = blocks[text].kind { return isLedIn[text] }
    return blocks[text].kind == .paragraph && !NotesHeadings.contains(blocks[text], in: source)
      && TextEnd(of: blocks[text], in: source).last == ":"
  }

  private static func afterList(in blocks: [SourceBlock]) -> [Int?] {
    var next: Int?
    return blocks.indices.reversed().map { index in
      if case .listItem = blocks[index].kind { return next }
      if blocks[index].kind != .comment { next = index }
      return next
    }.reversed()
  }

  private func title(_ heading: SourceBlock) -> [String] {
    heading.lines.flatMap { source.words(in: $0.content) }
  }

  private static func telling(in blocks: [SourceBlock]) -> [Int?] {
    var telling: [Int?] = []
    var next: Int?
    for index in blocks.indices.reversed() {
      telling.append(next)
      let goesOn =
        if case .listItem = blocks[index].kind { blocks[index].label == nil } else {
          blocks[index].kind == .comment
        }
      if !goesOn { next = index }
    }
    return telling.reversed()
  }

  /// Whether the blocks from one on, up to another, are a page's foot or the end of a chapter or of the paper:
  /// something else begins after them, or a sentence goes on over them.
  private func isFoot(from first: Int, to last: Int) -> Bool {
    guard let next = telling[last] else { return true }
    if endsPage(next) || rest(of: last) != nil { return true }
    guard let before = textBefore[first] else { return false }
    if followsRule[first] { return true }
    guard blocks[before].isRunning else { return false }
    let end = TextEnd(of: blocks[before], in: source)
    return end.isOpen
      && (end.isDangling || TextStart(of: blocks[next], in: source).goesOn || goesOn(over: next))
  }

  /// The same of openings that no blank line parts from the text over them.
  func isFoot(of first: NoteOpening, to last: Int) -> Bool {
    if isFoot(from: first.block, to: last) { return true }
    guard first.line > 0, isOpen(before: first), let next = telling[last] else { return false }
    return TextStart(of: blocks[next], in: source).goesOn || goesOn(over: next)
  }

  /// Whether a whole paragraph parts a text from a small letter with which it goes on, or one that begins a sentence from the
  /// page's end: it is the second of a note.
  private func goesOn(over block: Int) -> Bool {
    guard blocks[block].kind == .paragraph, let first = blocks[block].lines.first?.content,
      source.beginsLikeSentence(first), let next = telling[block]
    else { return false }
    if blocks[next].endsPage || blocks[next].kind == .pageNumber
      || PageNumbers.isOfPage(blocks[next], in: source)
    {
      return true
    }
    guard blocks[next].kind == .paragraph, let last = TextEnd(of: blocks[block], in: source).last,
      TextEnd.terminators.contains(last)
    else { return false }
    return TextStart(of: blocks[next], in: source).first?.properties.isLowercase ?? false
  }

  /// The block at a page's end that a blank line parts from the note that it goes on: the raised number made the gap under
  /// the note's first line.
  func rest(of last: Int) -> Int? {
    guard let next = telling[last], blocks[last].kind == .paragraph,
      let line = blocks[last].lines.last?.content, source.opening(line) != nil, mayGoOn(next, after: last),
      let end = telling[next], !blocks[end].isHeading,
      endsPage(end)
    else { return nil }
    return next
  }

  /// Whether a block is no beginning of something else where the one before is open. What looks like a list's number goes on
  /// `no.` and `pp. 201-`.
  private func mayGoOn(_ block: Int, after last: Int) -> Bool {
    if pageNumbers.contains(block) { return false }
    let end = TextEnd(of: blocks[last], in: source)
    if blocks[block].kind == .paragraph, !opens(blocks[block]) { return end.isOpen }
    guard blocks[block].isRunning, !blocks[block].isNote,
      SourceText.isDigit(source.bytes[blocks[block].bytes.lowerBound])
    else { return false }
    return end.awaitsNumber
  }

  /// Whether a block begins a new page or chapter.
  func endsPage(_ index: Int) -> Bool {
    switch blocks[index].kind {
    case .heading, .rule, .pageMarker, .pageNumber, .runningHead, .note: return true
    case .paragraph, .listItem:
      return PageNumbers.isOfPage(blocks[index], in: source)
        || RunningHeads.line(of: blocks[index], in: source)?.number != nil
    default: return false
    }
  }

  /// Whether the items of a list, from one on, end with a page: its number, head or mark comes after them.
  func isListAtPageEnd(_ index: Int) -> Bool {
    guard let next = afterList[index] else { return false }
    switch blocks[next].kind {
    case .pageMarker, .pageNumber, .runningHead: return true
    case .paragraph:
      return PageNumbers.isOfPage(blocks[next], in: source)
        || RunningHeads.line(of: blocks[next], in: source)?.number != nil
    default: return false
    }
  }

  /// Whether the items of a list, from one on, end with a chapter: the next one's heading comes after them.
  func isListAtChapterEnd(_ index: Int) -> Bool {
    afterList[index].map { blocks[$0].isHeading } ?? false
  }

  /// Whether nothing but the items of a list stands from a block on to the paper's end.
  func isListAtEnd(_ index: Int) -> Bool { afterList[index] == nil }

  /// The block in which the text that an opening begins ends: a label by itself opens what comes after it.
  func end(of opening: NoteOpening) -> Int {
    let isApart = opening.form == .alone && opening.line == blocks[opening.block].lines.count - 1
    return isApart ? min(opening.block + 1, blocks.count - 1) : opening.block
  }

  /// Whether headings, and nothing else that gives text, stand between two blocks.
  func hasOnlyHeadings(between first: Int, and last: Int) -> Bool {
    guard first + 1 < last, last - first <= Self.mostHeadings, chapters[first] < chapters[last] else {
      return false
    }
    return (first + 1..<last).allSatisfy { blocks[$0].isHeading || !blocks[$0].isText }
  }

  /// Most headings between one list of notes and the next.
  private static let mostHeadings = 8

  /// Number of blocks with text between two, without the lists inside the first.
  func texts(between first: Int, and last: Int) -> Int {
    guard first + 1 < last else { return 0 }
    return (first + 1..<last).count { blocks[$0].isText && !isNested($0, under: first) }
  }

  /// Whether a block is an item of a list that is set in under an item before it, with nothing but items between them.
  func isNested(_ block: Int, under item: Int) -> Bool {
    isDeeper(block, than: item) && afterList[block] == afterList[item]
  }

  /// Fewest columns by which a list inside an item is set in where nothing else says how deep it is.
  private static let innerIndent = 3

  /// Whether both are items of lists, the first set in deeper than the second.
  func isDeeper(_ block: Int, than other: Int) -> Bool {
    guard case .listItem(let depth) = blocks[block].kind, case .listItem(let over) = blocks[other].kind else {
      return false
    }
    guard depth == over else { return depth > over }
    let (inner, outer) = (blocks[block].bytes.lowerBound, blocks[other].bytes.lowerBound)
    return source.indent(before: inner) >= source.indent(before: outer) + Self.innerIndent
  }
}

extension SourceText {
  /// Whether a stop ends a line, and not an abbreviation's.
  func endsWithFullStop(_ line: Range<Int>) -> Bool {
    let end = TextEnd(ofLine: line, in: self)
    guard let last = end.last, TextEnd.terminators.contains(last) else { return false }
    let before = scalar(before: line.upperBound - 1)
    return last != "." || before == ")" || before == "]"
      || end.word.utf8.count > 1 && AbbreviationClass.of(end.word, isCapitalised: false) == nil
      || before.properties.numericType != nil
  }
}
