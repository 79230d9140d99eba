/// Lines that a page repeats at its head or foot: the paper's or author's name, often with the page's number, or
/// a library's stamp of several lines.
struct RunningHeads {
  let blocks: [SourceBlock]
  let source: SourceText
  /// What each block says if it is a line that may be a page's head, by index; nil for any other.
  let said: [(words: [String], number: Int?)?]
  var marked: [SourceBlock]
  private(set) var undecided: [PageStructure.Undecided] = []
  /// Numbers by themselves that may be the text's own.
  private(set) var doubtful: Set<Int> = []
  /// The first text that is no page's head, and the line of names right under it.
  private(set) var title: Int?
  private(set) var byline: Int?
  /// Where equal lines stand, by their words without numbers, and those of them that may be pages' heads.
  private(set) var copies: [String: [Int]] = [:]
  private(set) var places: [String: [Int]] = [:]
  /// The marks of pages' ends, or their numbers where there are none.
  let pageEnds: [Int]
  /// Those of them that repeat a part's title, by the same words.
  private var partHeads: Set<String> = []
  /// Those whose number is a section's, which all of them have alike.
  private(set) var sections: Set<Int> = []
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
    heads.keepTexts()
    heads.markRepeated()
    heads.markAfterFeet()
    heads.markInterrupting()
    heads.markKnown()
    heads.markNames()
    heads.markFirst()
    heads.markTitle()
    heads.restoreTitle()
    heads.report(numbers.doubtful)
    return (heads.marked, heads.undecided)
  }

  private init(_ blocks: [SourceBlock], in source: SourceText) {
    self.blocks = blocks
    self.source = source
    marked = blocks
    said = blocks.map { Self.line(of: $0, in: source) }
    let marks = blocks.indices.filter { blocks[$0].endsPage }
    pageEnds = marks.isEmpty ? blocks.indices.filter { blocks[$0].kind == .pageNumber } : marks
    let keys = Self.keys(of: blocks, saying: said, in: source)
    for (index, key) in keys.enumerated() { if let key { places[key, default: []].append(index) } }
    places = places.filter { $0.value.count > 1 }
    copies = places
    title = blocks.indices.first { index in
      guard blocks[index].isText, let key = keys[index], places[key] != nil else {
        return blocks[index].isText && Self.hasWords(blocks[index], in: source)
      }
      return (!hasNumber(index) || saysYear(index, among: places[key] ?? []))
        && !(index + 1 < blocks.count && blocks[index + 1].kind == .pageNumber)
    }
    byline = title.flatMap { title in
      blocks.indices.dropFirst(title + 1).first { blocks[$0].isText }.flatMap { next in
        blocks[next].kind == .paragraph && blocks[next].lines.count == 1 && !hasNumber(next)
          && source.isName(blocks[next].lines[0].content) ? next : nil
      }
    }
    let name = title.flatMap { keys[$0] }
    for (key, group) in places {
      // A heading is no page's head unless it says what the title says, or a page's number with it.
      if countParts(group) || headPieces(group) {
        sections.formUnion(group)
        places[key] = nil
        continue
      }
      if let number = pageNumber(of: group[0]), group.allSatisfy({ pageNumber(of: $0) == number }) {
        sections.formUnion(group)
      }
      var heads = group.filter {
        !blocks[$0].isHeading || key == name || hasNumber($0) && !sections.contains($0) || isCapitalHead($0)
      }
      if let first = heads.first, opensPart(first, among: group) {
        heads.removeFirst()
        partHeads.insert(key)
      }
      places[key] = heads
    }
    candidates = Set(places.values.joined())
  }

  // MARK: - Lines that come again

  /// Keeps what may be the text's own, and says so of the first of equal lines.
  private mutating func keepTexts() {
    let kept = textsOwn()
    for key in kept { places[key] = nil }
    candidates = Set(places.values.joined())
    let doubtful = kept.compactMap { copies[$0]?.first { $0 != title && $0 != byline } }
    report(
      doubtful.sorted(),
      "This comes again where pages end. It may be the pages' head, or the text's own, as a speaker's name or a table's head "
        + "is. It is kept as text.")
  }

  private mutating func markRepeated() {
    for (key, group) in places.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
      let others = group.filter { $0 != title && $0 != byline }
      let sure = others.filter { endsPage(at: $0) }
      let isTitle = others.count < group.count || partHeads.contains(key)
      guard !others.isEmpty else { continue }
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
        for place in unsure where !isSection(place, among: others) { marked[place].kind = .runningHead }
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

  // MARK: - Single lines after a foot

  /// Most blocks of a foot that are looked over for the text before it.
  private static let longestFoot = 40

  /// The title with a number, or capitals with one, right after a foot over which a sentence goes on.
  private mutating func markAfterFeet() {
    let name = title.flatMap { said[$0]?.words }
    for index in blocks.indices.dropFirst().dropLast() where blocks[index - 1].isNote && marked[index].isText
    {
      guard let line = said[index], line.number != nil,
        line.words == name || isCapitals(index),
        let before = blocks[..<index].suffix(Self.longestFoot).last(where: { $0.isText && !$0.isNote }),
        Continuation(before, blocks[index + 1], over: .certain, in: source) != nil,
        TextEnd(of: before, in: source).isDangling || TextStart(of: blocks[index + 1], in: source).goesOn
      else { continue }
      marked[index].kind = .runningHead
    }
  }

  func isCapitals(_ index: Int) -> Bool {
    !blocks[index].lines.contains { line in source.string(line.content).contains(where: \.isLowercase) }
  }

  // MARK: - The title

  /// Where a page's head was taken for the paper's title, what comes after it is the title.
  private mutating func markTitle() {
    guard let first = blocks.firstIndex(where: \.isText), marked[first].kind == .runningHead,
      case .heading(let level) = blocks[first].kind,
      let next = marked.firstIndex(where: \.isText), marked[next].kind == .paragraph,
      marked[next].lines.count == 1,
      Self.line(of: marked[next], in: source)?.number ?? Self.leastYear >= Self.leastYear,
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

  private func hasNumber(_ index: Int) -> Bool { said[index]?.number != nil }

  /// Whether the number in a line is a year, and those in lines like it are pages'.
  private func saysYear(_ index: Int, among group: [Int]) -> Bool {
    func number(_ place: Int) -> Int { said[place]?.number ?? 0 }
    return number(index) >= Self.leastYear
      && group.allSatisfy { $0 == index || number($0) < Self.leastYear }
  }

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
      block.lines.count == 1, block.lines[0].content.count <= longestLine
    else { return nil }
    let end = TextEnd(of: block, in: source)
    guard let last = end.last, !TextEnd.terminators.contains(last) || end.word == "al" else { return nil }
    return line(block.lines[0].content, in: source)
  }

  // MARK: - Where pages end

  /// Whether something else beside a line says that a page ends there: a page's number or mark, a foot of
  /// notes, a text that goes on after it, the paper's end.
  func endsPage(at index: Int) -> Bool {
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
    // A note within the text says nothing of a page's end.
    if before.kind == .rule || before.isNote && before.kind != .note(.inline) { return true }
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
