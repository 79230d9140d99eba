/// What proves that a line which comes again is the page's: what it says, or that sentences go on over it.
extension RunningHeads {
  /// Fewest places at which a line stands that nothing beside it shows to be a page's end.
  private static let fewest = 3

  /// Numbers from this one on may be years.
  static let leastYear = 1_000

  /// Whether a text says that it is a stamp.
  func isStamped(_ index: Int) -> Bool { blocks[index].lines.contains { source.saysStamp($0.content) } }

  /// Whether equal lines are furniture whatever stands around them: they say so, or the only number in them counts on and
  /// a sentence goes on over one of them, or rules part all of them from the pages after them.
  func isShown(_ places: [Int]) -> Bool {
    guard countApart(places) >= Self.fewest else { return false }
    if places.allSatisfy(isStamped) { return true }
    return countsOn(places) && (places.contains(where: interruptsText) || standBeforeRules(places))
  }

  /// Whether a text that comes again is a stamp and no sentence of the paper: it says so, or sentences go on over it.
  func isStamp(_ places: [Int]) -> Bool {
    if places.contains(where: { blocks[$0].lines.contains { source.looksStamped($0.content) } }) {
      return true
    }
    if places.allSatisfy({ blocks[$0].lines.allSatisfy { source.isTitle($0.content) } }) {
      return true
    }
    let over = places.count(where: interruptsText)
    return over > 1 || over * 2 >= places.count && over > 0
  }

  /// Whether lines differ in other figures than the page's number before or after them, as dates and accounts do.
  func differWithin(_ places: [Int]) -> Bool {
    Set(places.compactMap { said[$0]?.words }).count > 1
  }

  /// Whether lines whose numbers count on are pages' heads, left and right ones, although most stand between whole
  /// sentences: a sentence goes on over one of them, or rules part all of them from the pages after them.
  func isCounted(_ chain: [Int]) -> Bool {
    guard chain.count > Self.fewest, !chain.contains(where: { isAlone($0) }),
      let first = said[chain[0]]?.number, first >= Self.fewest
    else { return false }
    let words = Set(chain.map { said[$0]?.words ?? [] })
    return words.count <= 2
      && (chain.contains(where: interruptsText) || first < Self.leastYear && standBeforeRules(chain))
  }

  /// Whether lines are furniture at so many pages' ends that they are where nothing shows one, too: at three or more, for
  /// each of the others, which stand between whole texts.
  func isKnown(_ sure: [Int], among all: [Int]) -> Bool {
    let rest = all.count - sure.count
    return rest > 0 && countApart(sure) >= Self.fewest * rest
      && all.allSatisfy { !blocks[$0].isHeading || hasPageNumber($0) }
      && sure.contains(where: interruptsText)
  }

  func hasPageNumber(_ index: Int) -> Bool { pageNumber(of: index) != nil }

  func pageNumber(of index: Int) -> Int? {
    if let line = said[index] { return line.number }
    // A sentence or a text of several lines is no head by its look; as a copy of others its first line counts.
    return blocks[index].lines.first.flatMap { Self.line($0.content, in: source)?.number }
  }

  private func isAlone(_ index: Int) -> Bool { PageNumbers.number(of: blocks[index], in: source) != nil }

  /// A heading that comes again and again, word for word, and on which a sentence goes over is a page's head.
  mutating func markHeadings() {
    var groups: [[String]: [Int]] = [:]
    for index in blocks.indices where blocks[index].isHeading && blocks[index].lines.count == 1 {
      let words = source.words(in: blocks[index].lines[0].content)
      if words.count > 1 { groups[words, default: []].append(index) }
    }
    let first = blocks.firstIndex(where: \.isText)
    for group in groups.values.sorted(by: { $0[0] < $1[0] })
    where group.count >= Self.fewest && group.contains(where: interruptsText) {
      let all = group.filter { !NotesHeadings.contains(blocks[$0], in: source) }
      guard let own = all.first else { continue }
      for index in all.dropFirst(own == first || isChapters(own, among: all) ? 1 : 0) {
        marked[index].kind = .runningHead
      }
    }
  }

  /// Whether the first of equal headings is a chapter's own: all others stand beside pages' numbers, and it interrupts nothing.
  private func isChapters(_ first: Int, among all: [Int]) -> Bool {
    !standsByPageNumber(first) && all.dropFirst().allSatisfy(standsByPageNumber) && !interruptsText(first)
  }

  // MARK: - What stands around

  /// Most blocks of a page's end that are looked over for its text.
  private static let longestEnd = 12

  /// Whether a sentence of the text goes on over a block and what else stands at the page's end.
  func interruptsText(_ index: Int) -> Bool {
    func isText(_ place: Int) -> Bool {
      blocks[place].isText && !blocks[place].isNote && !candidates.contains(place) && !isAlone(place)
        && marked[place].isText
    }
    guard let before = blocks.indices[..<index].suffix(Self.longestEnd).last(where: isText),
      let after = blocks.indices[(index + 1)...].prefix(Self.longestEnd).first(where: isText),
      blocks[before].isRunning, blocks[after].kind == .paragraph
    else { return false }
    return TextEnd(of: blocks[before], in: source).isOpen && TextStart(of: blocks[after], in: source).goesOn
      && !TextStart(of: blocks[index], in: source).goesOn
  }

  private func standBeforeRules(_ places: [Int]) -> Bool {
    places.allSatisfy { $0 + 1 == blocks.count || blocks[$0 + 1].kind == .rule }
  }

  /// Whether equal lines differ in one number only, which rises by one from each to the next. Dates are no pages.
  private func countsOn(_ places: [Int]) -> Bool {
    let lines = places.map { place in blocks[place].lines.flatMap { source.words(in: $0.content) } }
    guard !lines[0].contains(where: { SourceText.months.contains($0) }) else { return false }
    return zip(lines, lines.dropFirst()).allSatisfy { line, next in
      guard line.count == next.count else { return false }
      let apart = zip(line, next).filter { $0 != $1 }
      guard apart.count == 1, let number = Int(apart[0].0), let following = Int(apart[0].1) else {
        return false
      }
      return following == number + 1
    }
  }
}
