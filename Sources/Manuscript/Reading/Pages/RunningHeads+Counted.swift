/// Lines whose numbers count on from page to page.
extension RunningHeads {
  /// A left page's head names the author, a right page's the paper; their numbers count on. With them single
  /// numbers are known as pages' numbers.
  mutating func markCounted() {
    var chains: [[Int]] = []
    var last: [Int: Int] = [:]
    reportPieces()
    let numbered = numberedPages()
    for index in blocks.indices {
      guard let number = pageNumber(at: index, numbered) else { continue }
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
      if chain.allSatisfy(doubtful.contains) || areSections(chain)
        || PageNumbers.standTogether(chain, of: blocks)
      {
        continue
      }
      let sure = chain.count { isNumber($0) || endsPage(at: $0) || $0 < title ?? 0 }
      // Two may count on by chance, but not where each stands in the middle of a sentence, or both say what heads say.
      let isShown = chain.count > 2 || chain.allSatisfy(interrupts) || areTurns(chain)
      guard isShown && sure > 1 && sure * 2 >= chain.count || isCounted(chain) else { continue }
      for index in chain { marked[index].kind = isNumber(index) ? .pageNumber : .runningHead }
    }
  }

  /// Whether lines whose numbers count on are the headings of sections: each says something else after its number, and no
  /// sentence goes on over one of them that is not known as the head of a section's pages.
  private func areSections(_ chain: [Int]) -> Bool {
    var titles: Set<[String]> = []
    return chain.allSatisfy { index in
      guard let line = blocks[index].lines.first?.content,
        source.bytes[line].first.map(SourceText.isDigit) ?? false, !isNumber(index),
        let words = Self.line(line, in: source)?.words
      else { return false }
      return titles.insert(words).inserted
        && (blocks[index].kind == .runningHead || !interruptsText(index))
    }
  }

  /// Whether lines are the heads of left and right pages: right after what may end a page they name the author and the paper,
  /// or say in capitals what else it may be where a sentence goes on over one of them.
  private func areTurns(_ chain: [Int]) -> Bool {
    guard chain.allSatisfy({ beginsPage($0) && !isNumber($0) }) else { return false }
    let words = chain.map { said[$0]?.words ?? [] }
    let names = PaperNames(of: blocks, in: source)
    let areNames = words.map { names.areSaid(by: $0) }
    if !areNames.contains(false), Set(words).count == words.count { return true }
    return zip(chain, areNames).allSatisfy { $1 || isCapitals($0) } && chain.contains(where: interruptsText)
  }

  /// Whether what may end a page stands right before a line.
  func beginsPage(_ index: Int) -> Bool {
    guard index > 0, case let before = blocks[index - 1] else { return false }
    return before.kind == .rule || before.endsPage || before.isNote && before.kind != .note(.inline)
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
  private func pageNumber(at index: Int, _ numberedPages: Set<Int>) -> Int? {
    if let number = PageNumbers.number(of: blocks[index], in: source) { return number }
    guard !sections.contains(index), !isSection(index, numberedPages),
      !blocks[index].isHeading || index != title,
      let number = said[index]?.number, !standsWithinPage(index)
    else { return nil }
    return number
  }

  /// Most lines of a page's head or foot.
  private static let mostLines = 4

  /// Whether text of the page stands on both sides of a line, where marks show the pages' ends.
  private func standsWithinPage(_ index: Int) -> Bool {
    guard let first = pageEnds.first, blocks[first].endsPage else { return false }
    func isEdge(_ places: some Sequence<Int>) -> Bool {
      for place in places.prefix(Self.mostLines) {
        if blocks[place].endsPage { return true }
        if blocks[place].lines.count > 1 { return false }
      }
      return index < Self.mostLines || index + Self.mostLines >= blocks.count
    }
    return !isEdge(blocks.indices[..<index].reversed()) && !isEdge(blocks.indices[(index + 1)...])
  }

  /// Whether a line begins with its section's number: with a stop, `2. The oath`, or as a heading on a page that says its own
  /// number elsewhere. What a section is called no other line says.
  private func isSection(_ index: Int, _ numberedPages: Set<Int>) -> Bool {
    guard let line = blocks[index].lines.first?.content else { return false }
    if source.beginsWithSectionNumber(line) { return blocks[index].isHeading || !candidates.contains(index) }
    return numberedPages.contains(index) && beginsWithNumber(index)
  }

  /// Whether a heading that no other line repeats begins with a number.
  private func beginsWithNumber(_ index: Int) -> Bool {
    guard blocks[index].isHeading, !candidates.contains(index), let line = blocks[index].lines.first?.content
    else { return false }
    return source.bytes[line].first { !SourceText.isEmphasis($0) }.map(SourceText.isDigit) ?? false
  }

  /// Whether a page's number, or a line that holds it, stands right beside a line: no page has two.
  private func standsByHead(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { near in
      blocks.indices.contains(near) && !blocks[near].isHeading
        && (isNumber(near) || said[near]?.number != nil)
    }
  }

  /// The headings between two pages' numbers by themselves that follow one another, or before the first; and all that begin
  /// with numbers where one of them stands beside its page's.
  private func numberedPages() -> Set<Int> {
    var (found, open): (Set<Int>, [Int]) = ([], [])
    var last = 0
    for index in blocks.indices {
      if blocks[index].kind == .pageNumber, let number = PageNumbers.number(of: blocks[index], in: source) {
        if last == 0 || number == last + 1 { found.formUnion(open) }
        (open, last) = ([], number)
      } else if blocks[index].isHeading {
        open.append(index)
      }
    }
    let sections = blocks.indices.filter { beginsWithNumber($0) }
    return sections.contains(where: standsByHead) ? found.union(sections) : found
  }
}

extension SourceText {
  static func isEmphasis(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") }

  /// Whether a line begins with a section's number, a stop and a capital, in whatever type: `2. The oath`, `**2. The oath**`.
  func beginsWithSectionNumber(_ line: Range<Int>) -> Bool {
    guard let start = line.first(where: { !Self.isEmphasis(bytes[$0]) }) else { return false }
    let end = endOfDigits(at: start, before: line.upperBound)
    guard (1...2).contains(end - start), has(".", at: end, before: line.upperBound) else { return false }
    let rest = trimmed(end + 1..<line.upperBound)
    guard let first = rest.first(where: { !Self.isEmphasis(bytes[$0]) }), rest.lowerBound > end + 1 else {
      return false
    }
    return !scalar(at: first).scalar.properties.isLowercase
  }
}
