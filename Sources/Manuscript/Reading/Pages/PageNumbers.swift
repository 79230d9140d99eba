/// Paragraphs that are no more than a page's number: `12`, `– 12 –`, `Page 12`, `12/30`, `S12`, `xii`.
struct PageNumbers {
  /// The blocks with such paragraphs so marked.
  private(set) var blocks: [SourceBlock]
  /// Runs of numbers that count up as pages do, although nothing else shows that pages end there.
  private(set) var doubtful: [[Int]] = []

  /// A number by itself, and how it is written.
  struct Numeral: Hashable {
    var value: Int
    var form = Form.plain
  }

  enum Form: Hashable {
    case plain, roman
    /// `(12)`. It may be an equation's.
    case rounded
    /// A heading that is no more than a number. It may be a chapter's.
    case heading, romanHeading
    /// What stands before the number, as in `A-12`, `e12`, `3-12`.
    case after(String)

    /// Whether it counts other things as well, so that a sentence must go on over one.
    var isDoubtful: Bool { self != .plain }

    /// How the same number is written where no mark makes a heading of it.
    var withoutMark: Form? {
      switch self {
      case .heading: .plain
      case .romanHeading: .roman
      default: nil
      }
    }
  }

  /// Marks such paragraphs, if there are several and they count up, or where one by itself is shown to be a page's.
  init(in blocks: [SourceBlock], of source: SourceText) {
    self.blocks = blocks
    var numerals = blocks.map { Self.numeral(of: $0, in: source) }
    let rows = Self.rows(in: blocks, of: source)
    for index in rows.others + rows.pages { numerals[index] = nil }
    if !rows.others.isEmpty { doubtful.append(rows.others) }
    for index in rows.pages { self.blocks[index].kind = .pageNumber }
    let numbered = numerals.enumerated().compactMap { index, numeral in numeral.map { (index, $0) } }
    for (form, group) in Dictionary(grouping: numbered, by: \.1.form) {
      let run = Self.longestRun(in: group.map { ($0.0, $0.1.value) })
      let places = run.map(\.index)
      guard run.count >= 2, Self.areApart(places, in: blocks, of: source),
        !form.isDoubtful || Self.isSure(run, form, in: blocks, of: source)
      else { continue }
      if form == .plain, !Self.endPages(places, of: blocks, in: source) {
        doubtful.append(places)
      } else {
        for index in places { self.blocks[index].kind = .pageNumber }
        if let other = form.withoutMark { markNext(to: run, among: numbered.filter { $0.1.form == other }) }
      }
    }
    let kept = Set(doubtful.joined())
    for (index, numeral) in numerals.enumerated() {
      if let numeral, !kept.contains(index), Self.isPages(index, numeral.form, blocks, in: source) {
        self.blocks[index].kind = .pageNumber
      }
    }
  }

  /// Marks the numbers right before and right after a run of headings: a converter that takes some pages' numbers for
  /// headings leaves others as text.
  private mutating func markNext(
    to run: [(index: Int, value: Int)], among others: [(index: Int, numeral: Numeral)]
  ) {
    guard let first = run.first, let last = run.last else { return }
    for (index, numeral) in others
    where index > last.index && numeral.value == last.value + 1
      || index < first.index && numeral.value == first.value - 1
    {
      blocks[index].kind = .pageNumber
    }
  }

  /// Whether a number is shown to be a page's by what stands around it.
  private static func isPages(
    _ index: Int, _ form: Form, _ blocks: [SourceBlock], in source: SourceText
  ) -> Bool {
    // The last line of a page that a mark ends is its number.
    let isLast = index + 1 < blocks.count && blocks[index + 1].endsPage
    return switch form {
    case .plain:
      isLast || interrupts(index, blocks, in: source) || partsQuotations(index, blocks)
        || standsAtRule(index, blocks, in: source) || isFramed(index, blocks, in: source)
    case .roman:
      standsAtRule(index, blocks, in: source)
        || isSmallRoman(blocks[index], in: source) && (isLast || interrupts(index, blocks, in: source))
    default: false
    }
  }

  /// Whether something else than numbers stands between most of some numbers: pages hold text. Numbers right behind one
  /// another are those of a table that a converter took apart.
  static func areApart(_ places: [Int], in blocks: [SourceBlock], of source: SourceText) -> Bool {
    let apart = zip(places, places.dropFirst()).count { place, next in
      (place + 1..<next).contains { number(of: blocks[$0], in: source) == nil }
    }
    return apart * 2 >= places.count - 1
  }

  /// Whether a number stands between dashes, `- 12 -`, where a page begins, or within a sentence.
  private static func isFramed(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard let first = blocks[index].bytes.first, let last = blocks[index].bytes.last,
      !SourceText.isDigit(source.bytes[first]), !SourceText.isLetter(source.bytes[first]),
      !SourceText.isDigit(source.bytes[last])
    else { return false }
    if index > 0, blocks[index - 1].endsPage { return true }
    if index > 0, blocks[index - 1].isRunning, blocks[index - 1].hasLength(atLeast: shortText),
      case let end = TextEnd(of: blocks[index - 1], in: source), end.isDangling && end.last != ","
    {
      return true
    }
    return index + 1 < blocks.count && blocks[index + 1].kind == .paragraph
      && TextStart(of: blocks[index + 1], in: source).goesOn
  }

  /// Whether a Roman number is written in small letters, more than one of them, as pages of a preface have it and no
  /// king, volume or section.
  static func isSmallRoman(_ block: SourceBlock, in source: SourceText) -> Bool {
    let letters = source.bytes[block.bytes].filter(SourceText.isLetter)
    return letters.count > 1 && letters.allSatisfy { $0 >= 0x61 }
  }

  /// Whether a number stands by itself between two quotations, outside of both: nobody writes so.
  static func partsQuotations(_ index: Int, _ blocks: [SourceBlock]) -> Bool {
    guard index > 0, index + 1 < blocks.count, blocks[index].quoteDepth == 0 else { return false }
    let (before, after) = (blocks[index - 1], blocks[index + 1])
    return before.kind == .paragraph && after.kind == .paragraph && before.quoteDepth > 0
      && before.quoteDepth == after.quoteDepth
  }

  /// Whether a sentence goes on over a number by itself, in mid-sentence on either side. Under the number may stand the
  /// page's head.
  private static func interrupts(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    var next = index + 1
    if next < blocks.count, blocks[next].endsPage { next += 1 }
    if next < blocks.count, isHead(blocks[next], in: source) { next += 1 }
    guard next < blocks.count, blocks[next].kind == .paragraph,
      let before = blocks[..<index].suffix(longestFoot).last(where: { $0.isText && !$0.isNote }),
      before.isRunning, before.hasLength(atLeast: shortText) || isRepeated(index, blocks, in: source)
    else { return false }
    return TextEnd(of: before, in: source).isOpen && TextStart(of: blocks[next], in: source).goesOn
  }

  /// Whether a number at a page's top stood at the top of the page before, too: a chronicle's pages have their year there.
  private static func isRepeated(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index > 1, blocks[index - 1].endsPage,
      let end = blocks[..<(index - 1)].suffix(longestPage).lastIndex(where: \.endsPage)
    else { return false }
    return number(of: blocks[index], in: source).map { $0 == number(of: blocks[end + 1], in: source) }
      ?? false
  }

  /// Most blocks of a page.
  private static let longestPage = 80

  /// Whether a block is a line of names or a title by its look.
  private static func isHead(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph || block.isHeading, block.lines.count == 1, block.quoteDepth == 0,
      !block.hasLength(atLeast: longestHead)
    else { return false }
    return source.isName(block.lines[0].content) && !source.endsSentence(block.lines[0].content)
  }

  /// Most bytes of a page's head.
  private static let longestHead = 100

  /// Whether a number stands right before a rule or right after one, and a sentence that is open before it, a foot of
  /// notes left aside, goes on over both.
  private static func standsAtRule(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    let isBefore = index + 1 < blocks.count && blocks[index + 1].kind == .rule
    guard isBefore || index > 0 && blocks[index - 1].kind == .rule,
      let before = blocks[..<index].suffix(longestFoot).last(where: { $0.isText && !$0.isNote }),
      before.isRunning, before.hasLength(atLeast: shortText),
      let after = blocks[(index + 1)...].first(where: { $0.kind != .rule }), after.kind == .paragraph
    else { return false }
    let (end, start) = (TextEnd(of: before, in: source), TextStart(of: after, in: source))
    return end.isOpen && (start.goesOn || end.isDangling)
  }

  /// Most blocks of a foot between a text and its page's number.
  private static let longestFoot = 40
  /// Bytes of a text up to which a number may be the sentence's own: `There were`, `12`, `of them`.
  static let shortText = 40

  /// The number up to which others than pages' are likely.
  private static let fewestPages = 3

  /// The longest run of numbers that count up, few of them left out.
  static func longestRun(
    in numbers: [(index: Int, value: Int)]
  ) -> [(index: Int, value: Int)] {
    var run: [(index: Int, value: Int)] = []
    var best: [(index: Int, value: Int)] = []
    for number in numbers {
      if let last = run.last, number.value <= last.value || number.value > last.value + 3 { run = [] }
      run.append(number)
      if run.count > best.count { best = run }
    }
    return best
  }

  /// Roman figures count sections too: they begin with the first, and no sentence goes on over them. Other doubtful
  /// forms are a page's only where one does.
  private static func isSure(
    _ run: [(index: Int, value: Int)], _ form: Form, in blocks: [SourceBlock], of source: SourceText
  ) -> Bool {
    // Equations are numbered from the first, a few lines apart.
    if form == .rounded, run[0].value <= fewestPages, !areLong(run.map(\.index), of: blocks) { return false }
    return form == .roman && run[0].value > 1 && !run.contains { blocks[$0.index].isHeading }
      || run.contains { number in
        interrupts(number.index, blocks, in: source)
          || form == .roman && number.index + 1 < blocks.count && blocks[number.index + 1].endsPage
      }
  }
}
