/// What stands at the tops and the feet of pages, as far as marks, rules or numbers show where they end: it tells what the numbers
/// at their tops count, the pages or the pieces that begin there, psalms, letters, scenes, years.
struct PageTops {
  let blocks: [SourceBlock]
  let source: SourceText
  /// The blocks with which pages end, their marks or numbers, or rules.
  private let ends: [Int]

  /// A line that begins or ends with a number, and the number.
  struct Line {
    var index: Int
    var number: Int
  }

  /// What the numbers in some lines count.
  enum Count {
    case pages, pieces
    /// Pieces more likely than pages.
    case doubtful
  }

  init(of blocks: [SourceBlock], endingAt ends: [Int], in source: SourceText) {
    self.blocks = blocks
    self.source = source
    self.ends = ends
  }

  /// Pages end at the marks of their ends, or else at rules, or else where one number by itself stands over another.
  init(of blocks: [SourceBlock], in source: SourceText) {
    var ends = blocks.indices.filter { blocks[$0].endsPage }
    if ends.isEmpty { ends = blocks.indices.filter { blocks[$0].kind == .rule } }
    if ends.isEmpty {
      let numbers = blocks.indices.filter { PageNumbers.isNumber(blocks[$0], in: source) }
      ends = zip(numbers, numbers.dropFirst()).filter { $1 == $0 + 1 }.map(\.0)
    }
    self.init(of: blocks, endingAt: ends, in: source)
  }

  // MARK: - Places

  var hasPages: Bool { !ends.isEmpty }
  var pages: ClosedRange<Int> { 1...ends.count + 1 }

  /// The page on which a block stands, the first being 1.
  func page(of index: Int) -> Int { ends.partitioningIndex { $0 >= index } + 1 }

  /// A page's first block and its last.
  func edges(ofPage page: Int) -> (top: Int, foot: Int)? {
    let start = page == 1 ? 0 : ends[page - 2] + 1
    let end = page <= ends.count ? ends[page - 1] + 1 : blocks.count
    guard let top = blocks[start..<end].firstIndex(where: { !$0.isPageEnd }),
      let foot = blocks[start..<end].lastIndex(where: { !$0.isPageEnd })
    else { return nil }
    return (top, foot)
  }

  // MARK: - What numbers count

  /// Numbers from this one on may be years.
  private static let leastYear = 1_000
  private static let lastYear = 2_100

  /// What the numbers of some lines count that say the same, or nothing else, most of them at pages' tops. Pages' numbers rise
  /// by one from page to page, and a sentence goes on under one of them; no page has two.
  ///
  /// - Parameter areNamed: whether the lines say what the paper or its author is called.
  func count(by lines: [Line], areNamed: Bool = false) -> Count {
    let later = lines.filter { page(of: $0.index) > 1 }
    guard hasPages, lines.count > 1, !later.isEmpty,
      later.allSatisfy({ standsAtTop($0.index) }) || lines.allSatisfy({ standsAtFoot($0.index) })
    else { return .pages }
    let countOn = countOn(lines)
    if haveOtherNumbers(lines) {
      if later.contains(where: { goesOn(over: $0.index) }) { return .pages }
      return countOn ? .doubtful : .pieces
    }
    if areNamed || later.contains(where: { goesOn(over: $0.index) || breaksOff(before: $0.index) }) {
      return .pages
    }
    return lines.allSatisfy { Self.mayBeYear($0.number) } || mayCountPieces(lines, countOn)
      ? .doubtful : .pages
  }

  /// What numbers at pages' feet count, under others at their tops that rise with the pages.
  func count(atFeet feet: [Line], under tops: [Line]) -> Count {
    guard tops.count > 1, feet.count > 1, countOn(tops), !countOn(feet),
      !tops.contains(where: { page(of: $0.index) > 1 && goesOn(over: $0.index) })
    else { return .pages }
    return .pieces
  }

  /// Whether all numbers rise as the pages do, and a sentence goes on under one of them.
  func areSurelyPages(_ tops: [Line]) -> Bool {
    tops.count > 1
      && zip(tops, tops.dropFirst()).allSatisfy {
        $1.number - $0.number == page(of: $1.index) - page(of: $0.index)
      } && tops.contains { page(of: $0.index) > 1 && goesOn(over: $0.index) }
  }

  private func countOn(_ lines: [Line]) -> Bool {
    Self.countOn(lines, onPages: lines.map { page(of: $0.index) })
  }

  /// Whether most numbers rise as the pages do on which they stand.
  static func countOn(_ lines: [Line], onPages pages: [Int]) -> Bool {
    let rising = lines.indices.dropFirst().count { place in
      lines[place].number - lines[place - 1].number == pages[place] - pages[place - 1]
    }
    return rising * 2 >= lines.count - 1
  }

  /// Whether numbers stand on every second page or so and rise as the pages do: those of pieces would not wait for a page.
  static func skipPages(_ lines: [Line], onPages pages: [Int]) -> Bool {
    lines.indices.dropFirst().contains { place in
      let step = pages[place] - pages[place - 1]
      return step > 1 && lines[place].number - lines[place - 1].number == step
    }
  }

  static func mayBeYear(_ number: Int) -> Bool { (leastYear...lastYear).contains(number) }

  /// Whether lines without other numbers beside them may count pieces: one word before the number says what they are, `Letter 7`;
  /// their numbers do not rise with the pages, or with the first page's text they begin at one; or a stop follows each.
  private func mayCountPieces(_ lines: [Line], _ countOn: Bool) -> Bool {
    guard lines.allSatisfy({ PageNumbers.numeral(of: blocks[$0.index], in: source) == nil }) else {
      return false
    }
    // Left pages' heads rise by two where rules alone part the pages.
    let areTurns = zip(lines, lines.dropFirst()).allSatisfy { $1.number == $0.number + 2 }
    if !areTurns, !Self.skipPages(lines, onPages: lines.map { page(of: $0.index) }),
      lines.allSatisfy({ isWordWithNumber($0.index) && !countsPage($0) })
    {
      return true
    }
    if !countOn && !areTurns || lines.allSatisfy({ beginsWithSectionNumber($0.index) }) { return true }
    guard lines[0].number == 1, page(of: lines[0].index) == 1, let edges = edges(ofPage: 1) else {
      return false
    }
    return lines[0].index < edges.foot
  }

  /// Whether a line's page has the same number at its foot, or the line is the foot and another number stands at its top: then
  /// it counts the pages.
  private func countsPage(_ line: Line) -> Bool {
    let page = page(of: line.index)
    guard standsAtFoot(line.index) else { return number(atFootOf: page) == line.number }
    return edges(ofPage: page).flatMap { number(in: $0.top) } != nil
  }

  private func isWordWithNumber(_ index: Int) -> Bool {
    blocks[index].lines.count == 1 && source.isWordWithNumber(blocks[index].lines[0].content)
  }

  private func beginsWithSectionNumber(_ index: Int) -> Bool {
    blocks[index].lines.first.map { source.beginsWithSectionNumber($0.content) } ?? false
  }

  private func haveOtherNumbers(_ lines: [Line]) -> Bool {
    let pages = lines.map { page(of: $0.index) }
    return Self.differ(lines, onPages: pages, from: pages.map { number(atFootOf: $0) })
  }

  /// Whether most pages of some lines, two at least, have another number at their foot, and those rise with the pages.
  static func differ(_ lines: [Line], onPages pages: [Int], from feet: [Int?]) -> Bool {
    let numbered = lines.indices.filter { feet[$0] != nil }
    guard numbered.count > 1, numbered.count * 2 >= lines.count,
      numbered.allSatisfy({ feet[$0] != lines[$0].number })
    else { return false }
    let others = numbered.map { Line(index: lines[$0].index, number: feet[$0] ?? 0) }
    return countOn(others, onPages: numbered.map { pages[$0] })
  }

  /// The number that a page's last block is by itself, or holds as a page's head does.
  private func number(atFootOf page: Int) -> Int? {
    guard let (top, foot) = edges(ofPage: page), top < foot else { return nil }
    return number(in: foot)
  }

  private func number(in index: Int) -> Int? {
    PageNumbers.number(of: blocks[index], in: source)
      ?? RunningHeads.line(of: blocks[index], in: source)?.number
  }

  private func standsAtFoot(_ index: Int) -> Bool { edges(ofPage: page(of: index))?.foot == index }

  private func standsAtTop(_ index: Int) -> Bool { edges(ofPage: page(of: index))?.top == index }

  // MARK: - Sentences

  /// Most blocks of a foot and a head.
  private static let longestFoot = 40

  /// The text that ends the page before a line, and the one that begins its own.
  private func texts(around index: Int) -> (before: SourceBlock, after: SourceBlock)? {
    func isText(_ place: Int) -> Bool {
      let block = blocks[place]
      return block.isText && !block.isNote && !block.mayBeHead && !isEdge(place)
    }
    guard let before = blocks.indices[..<index].suffix(Self.longestFoot).last(where: isText),
      let after = blocks.indices[(index + 1)...].prefix(Self.longestFoot).first(where: isText)
    else { return nil }
    return (blocks[before], blocks[after])
  }

  /// Whether a block is no more than a number, or holds one at its page's top or foot.
  private func isEdge(_ index: Int) -> Bool {
    if PageNumbers.isNumber(blocks[index], in: source) { return true }
    guard let edges = edges(ofPage: page(of: index)), index == edges.top || index == edges.foot else {
      return false
    }
    return RunningHeads.line(of: blocks[index], in: source)?.number != nil
  }

  /// Whether a sentence goes on over a line from the page before.
  private func goesOn(over index: Int) -> Bool {
    guard let (before, after) = texts(around: index), before.isRunning else { return false }
    let end = TextEnd(of: before, in: source)
    return end.isOpen
      && (TextStart(of: after, in: source).goesOn || end.isDangling || Continuation.isDangling(end))
  }

  /// Whether the page before a line ends with no whole sentence, or the page itself begins in the middle of one.
  private func breaksOff(before index: Int) -> Bool {
    guard let (before, after) = texts(around: index) else { return false }
    return before.isRunning && TextEnd(of: before, in: source).isOpen
      || TextStart(of: after, in: source).goesOn
  }
}

extension SourceBlock {
  fileprivate var isPageEnd: Bool { kind == .pageMarker || kind == .rule || kind == .comment }
}
