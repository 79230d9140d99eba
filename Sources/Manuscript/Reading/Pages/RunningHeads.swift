/// Lines that a page repeats at its head or foot: the paper's or author's name, often with the page's number, or
/// a library's stamp of several lines.
struct RunningHeads {
  let blocks: [SourceBlock]
  let source: SourceText
  var marked: [SourceBlock]
  private(set) var undecided: [PageStructure.Undecided] = []
  /// Numbers by themselves that may be the text's own.
  private var doubtful: Set<Int> = []
  /// The first text that is no page's head.
  private var title: Int?
  /// Where equal lines stand, by their words without numbers.
  private var places: [String: [Int]] = [:]
  /// All of them that come more than once.
  private(set) var candidates: Set<Int> = []

  /// The blocks with such lines so marked, and those that look like one where nothing shows a page's end.
  ///
  /// A line is one if it comes twice or more, its numbers left aside, and at two of its places or more, and
  /// at half of them, something else says that a page ends there; or if its number counts on.
  static func marked(
    _ numbers: PageNumbers, in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var heads = RunningHeads(numbers.blocks, in: source)
    heads.doubtful = Set(numbers.doubtful.joined())
    heads.markCounted()
    heads.markHeadings()
    heads.markRepeated()
    heads.markAfterFeet()
    heads.markInterrupting()
    heads.markKnown()
    heads.markFirst()
    heads.markTitle()
    heads.report(numbers.doubtful)
    return (heads.marked, heads.undecided)
  }

  private init(_ blocks: [SourceBlock], in source: SourceText) {
    self.blocks = blocks
    self.source = source
    marked = blocks
    let keys = Self.keys(of: blocks, in: source)
    for (index, key) in keys.enumerated() { if let key { places[key, default: []].append(index) } }
    places = places.filter { $0.value.count > 1 }
    title = blocks.indices.first { index in
      guard blocks[index].isText, let key = keys[index], places[key] != nil else {
        return blocks[index].isText && Self.hasWords(blocks[index], in: source)
      }
      return !hasNumber(index) && !(index + 1 < blocks.count && blocks[index + 1].kind == .pageNumber)
    }
    let name = title.flatMap { keys[$0] }
    for (key, group) in places {
      // A heading is no page's head unless it says what the title says, or a number with it.
      places[key] = group.filter {
        !blocks[$0].isHeading || key == name || hasNumber($0) || isCapitalHead($0)
      }
    }
    candidates = Set(places.values.joined())
  }

  // MARK: - Lines that come again

  private mutating func markRepeated() {
    for (key, group) in places.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
      let others = group.filter { $0 != title }
      let sure = others.filter { endsPage(at: $0) }
      let isTitle = others.count < group.count
      if isShown(others) {
        for place in others where marked[place].isText { marked[place].kind = .runningHead }
        continue
      }
      guard countApart(sure) > 1 || isTitle && !sure.isEmpty && sure.allSatisfy(standsByNumber),
        sure.count * 2 >= others.count
      else { continue }
      if key.hasPrefix(Self.stamp) || differWithin(others), !isStamp(others) {
        report(
          others,
          "This comes again where pages end. It may be a stamp, or the text's own. It is kept as text.")
        continue
      }
      for place in sure where marked[place].isText { marked[place].kind = .runningHead }
      let unsure = others.filter { marked[$0].isText }
      let words = key.split(separator: " ")
      let isLong = words.count >= Self.longStamp && (words.first == "stamp" || words.contains("#"))
      if isLong || others.allSatisfy(isSite) || isKnown(sure, among: others) {
        // So many equal words are no chance.
        for place in unsure { marked[place].kind = .runningHead }
        continue
      }
      report(
        unsure, "This may be a page's head; nothing else shows that a page ends here. It is kept as text.")
    }
  }

  private mutating func report(_ places: [Int], _ what: String) {
    undecided += places.filter { marked[$0].isText }.map {
      PageStructure.Undecided(what: what, bytes: blocks[$0].bytes)
    }
  }

  mutating func report(over index: Int, _ what: String) {
    undecided.append(PageStructure.Undecided(what: what, bytes: blocks[index].bytes))
  }

  /// Of numbers by themselves that nothing but their order shows to be pages', the first speaks for all.
  private mutating func report(_ runs: [[Int]]) {
    for case let first? in runs.map(\.first) {
      report(
        [first],
        "Numbers stand alone on lines here and count up. They may be pages' or the text's own. They are kept as text."
      )
    }
  }

  /// How many of some places have other text between them. Copies right behind each other are a text said twice, and no
  /// two pages' heads.
  func countApart(_ places: [Int]) -> Int {
    zip(places, places.dropFirst()).count { place, next in
      (place + 1..<next).contains { !candidates.contains($0) }
    } + (places.isEmpty ? 0 : 1)
  }

  // MARK: - Lines whose numbers count on

  /// A left page's head names the author, a right page's the paper; their numbers count on. With them single
  /// numbers are known as pages' numbers.
  private mutating func markCounted() {
    var chains: [[Int]] = []
    var last: [Int: Int] = [:]
    for index in blocks.indices {
      guard let number = pageNumber(at: index) else { continue }
      if let chain = last[number - 1] {
        chains[chain].append(index)
        last[number - 1] = nil
        last[number] = chain
      } else {
        chains.append([index])
        last[number] = chains.count - 1
      }
    }
    for chain in chains where chain.count > 1 && PageNumbers.areApart(chain, in: blocks, of: source) {
      if chain.allSatisfy(doubtful.contains) { continue }
      let sure = chain.count { isNumber($0) || endsPage(at: $0) || $0 < title ?? 0 }
      // Two may count on by chance, but not where each stands in the middle of a sentence.
      let isShown = chain.count > 2 || chain.allSatisfy(interrupts)
      guard isShown && sure > 1 && sure * 2 >= chain.count || isCounted(chain) else { continue }
      for index in chain { marked[index].kind = isNumber(index) ? .pageNumber : .runningHead }
    }
  }

  /// Whether a sentence goes on over a line.
  private func interrupts(_ index: Int) -> Bool {
    guard blocks.indices.contains(index - 1), blocks.indices.contains(index + 1) else { return false }
    let (before, after) = (blocks[index - 1], blocks[index + 1])
    return before.isRunning && !before.isNote && after.kind == .paragraph
      && TextEnd(of: before, in: source).isOpen && TextStart(of: after, in: source).goesOn
      && !TextStart(of: blocks[index], in: source).goesOn
  }

  private func isNumber(_ index: Int) -> Bool {
    blocks[index].kind == .pageNumber || PageNumbers.number(of: blocks[index], in: source) != nil
  }

  /// The number by itself or in a line that may be a page's head.
  private func pageNumber(at index: Int) -> Int? {
    if let number = PageNumbers.number(of: blocks[index], in: source) { return number }
    guard index != title || !blocks[index].isHeading else { return nil }
    return Self.line(of: blocks[index], in: source)?.number
  }

  // MARK: - Single lines after a foot

  /// Most blocks of a foot that are looked over for the text before it.
  private static let longestFoot = 40

  /// The title with a number, or capitals with one, right after a foot over which a sentence goes on.
  private mutating func markAfterFeet() {
    let name = title.flatMap { Self.line(of: blocks[$0], in: source)?.words }
    for index in blocks.indices.dropFirst().dropLast() where blocks[index - 1].isNote && marked[index].isText
    {
      guard let line = Self.line(of: blocks[index], in: source), line.number != nil,
        line.words == name || isCapitals(index),
        let before = blocks[..<index].suffix(Self.longestFoot).last(where: { $0.isText && !$0.isNote }),
        Continuation(before, blocks[index + 1], over: .certain, in: source) != nil,
        TextEnd(of: before, in: source).isDangling || TextStart(of: blocks[index + 1], in: source).goesOn
      else { continue }
      marked[index].kind = .runningHead
    }
  }

  private func isCapitals(_ index: Int) -> Bool {
    !blocks[index].lines.contains { line in source.string(line.content).contains(where: \.isLowercase) }
  }

  // MARK: - The title

  /// Where a page's head was taken for the paper's title, what comes after it is the title.
  private mutating func markTitle() {
    guard let first = blocks.firstIndex(where: \.isText), marked[first].kind == .runningHead,
      case .heading(let level) = blocks[first].kind,
      let next = marked.firstIndex(where: \.isText), marked[next].kind == .paragraph,
      marked[next].lines.count == 1, Self.line(of: marked[next], in: source)?.number == nil,
      !TextEnd(of: marked[next], in: source).isDangling, marked[next].length <= 100
    else { return }
    marked[next].kind = .heading(level: level)
  }

  // MARK: - What a line says

  /// Whether a block has anything to read; marks alone may give no text.
  private static func hasWords(_ block: SourceBlock, in source: SourceText) -> Bool {
    block.lines.contains { line in
      source.bytes[line.content].contains { SourceText.isLetter($0) || SourceText.isDigit($0) || $0 >= 0x80 }
    }
  }

  private func hasNumber(_ index: Int) -> Bool { Self.line(of: blocks[index], in: source)?.number != nil }

  /// Whether a page's number by itself stands beside a line.
  private func standsByNumber(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { blocks.indices.contains($0) && blocks[$0].kind == .pageNumber }
  }

  /// Whether a line all in capitals, which looks like a heading, stands beside a page's number.
  private func isCapitalHead(_ index: Int) -> Bool {
    guard standsByNumber(index), let line = blocks[index].lines.first?.content else { return false }
    return !source.string(line).contains { $0.isLowercase || $0.isNumber }
      && !NotesHeadings.contains(blocks[index], in: source)
  }

  /// The words of a short line without the page number before or after them.
  static func line(of block: SourceBlock, in source: SourceText) -> (words: [String], number: Int?)? {
    guard block.kind == .paragraph || block.kind == .runningHead || block.isHeading, block.quoteDepth == 0,
      block.lines.count == 1
    else { return nil }
    let end = TextEnd(of: block, in: source)
    guard let last = end.last, !TextEnd.terminators.contains(last) || end.word == "al" else { return nil }
    return line(block.lines[0].content, in: source)
  }

  // MARK: - Where pages end

  /// Whether something else beside a line says that a page ends there: a page's number or mark, a foot of
  /// notes, a text that goes on after it, the paper's end.
  private func endsPage(at index: Int) -> Bool {
    func neighbour(_ step: Int) -> SourceBlock? {
      var next = index + step
      while blocks.indices.contains(next), candidates.contains(next) || !marked[next].isText && isHead(next),
        abs(next - index) < 4
      {
        next += step
      }
      return blocks.indices.contains(next) ? blocks[next] : nil
    }
    let (before, after) = (neighbour(-1), neighbour(1))
    for neighbour in [before, after] {
      if let neighbour, neighbour.kind == .pageNumber || neighbour.endsPage { return true }
    }
    guard let before else { return index < title ?? 0 }
    if before.kind == .rule || before.isNote { return true }
    guard let after else { return true }
    if after.kind == .rule, isStamped(index) { return true }
    // A line that itself goes on from the text before is a line of it: a refrain.
    if TextStart(of: blocks[index], in: source).goesOn, TextEnd(of: before, in: source).isOpen,
      !isSite(index), !namesSite(index),
      blocks[index].lines.first.flatMap({ source.romanPage(in: $0.content) }) == nil
    {
      return false
    }
    return Continuation(before, after, over: .certain, in: source) != nil
      && (hasNumber(index) || TextStart(of: after, in: source).goesOn)
  }

  /// Whether a line says where the paper was found, as stamps do: `https://doi.org/… Published online`.
  private func isSite(_ index: Int) -> Bool {
    blocks[index].lines.first.map { source.beginsWithSite($0.content) } ?? false
  }

  /// Whether a line that comes again holds an address of the web, as no refrain does.
  private func namesSite(_ index: Int) -> Bool {
    blocks[index].lines.contains { source.offset(of: "://", in: $0.content) != nil }
  }

  private func isHead(_ index: Int) -> Bool { marked[index].kind == .runningHead }
}
