/// The titles of a book's parts, which the heads of the pages that follow repeat.
extension PageEdges {
  /// The lines that open a part: each is a page's first, over a text that begins, under one that has ended, and the first of
  /// equal ones. The page before, or the one before that where heads stand on left or right pages only, would have it as well if
  /// it were the whole paper's head; nor is it a section's that begins within those pages.
  ///
  /// - Parameter places: the lines that say the same, numbers before or after them left aside.
  func partTitles(among places: [String: [Int]], in source: SourceText) -> Set<Int> {
    var titles: Set<Int> = []
    for lines in places.values where lines.count > 1 {
      let (first, second) = (page(of: lines[0]), page(of: lines[1]))
      let before = first - min(second - first, 2)
      guard second > first, before > 1, tops[first - 2] == lines[0],
        number(ofLine: lines[0], in: source) == number(ofLine: lines[1], in: source),
        begins(at: lines[0], in: source), !isSaid(lines[0], since: tops[before - 2], in: source)
      else { continue }
      titles.insert(lines[0])
    }
    return titles
  }

  /// The page on which a line stands; the first is 1.
  func page(of line: Int) -> Int { tops.partitioningIndex { $0 > line } + 1 }

  private func number(ofLine index: Int, in source: SourceText) -> Int? {
    RunningHeads.line(source.trimmed(source.lines[index].content), in: source)?.number
  }

  /// Whether a text begins under a line, and the one above it has ended.
  private func begins(at index: Int, in source: SourceText) -> Bool {
    let line = source.trimmed(source.lines[index].content)
    func text<Lines: Sequence<SourceLine>>(of lines: Lines) -> Range<Int>? {
      lines.lazy.map { source.trimmed($0.content) }.first { text in
        !text.isEmpty && Self.bareNumber(text, in: source) == nil
      }
    }
    guard source.beginsLikeSentence(line), !source.looksStamped(line),
      let above = text(of: source.lines[..<index].reversed()), source.endsSentence(above),
      let below = text(of: source.lines[(index + 1)...])
    else { return false }
    return source.beginsLikeSentence(below) && source.words(in: below) != source.words(in: line)
  }

  /// Whether a line from another one on says the same or, where it is broken, begins it.
  private func isSaid(_ index: Int, since start: Int, in source: SourceText) -> Bool {
    let words = source.words(in: source.trimmed(source.lines[index].content))
    let bytes = source.lines[index].content.count
    return source.lines[start..<index].contains { line in
      let text = source.trimmed(line.content)
      guard !text.isEmpty, text.count <= bytes else { return false }
      let said = source.words(in: text)
      return said == words || said.count > 1 && words.starts(with: said)
    }
  }

  /// The lines that count parts of the text, `Letter 3`, and no pages: two of them stand on one page, or another that says the
  /// same and counts on with them has text of its page on both sides.
  ///
  /// - Parameter places: the lines that say the same, numbers before or after them left aside.
  func parts(among places: [String: [Int]], of heads: [Int: Head], in source: SourceText) -> Set<Int> {
    var groups: [Int: (lines: [Int], numbers: Set<Int>)] = [:]
    for lines in places.values where lines.count > 1 {
      let numbers = Set(lines.compactMap { heads[$0]?.number })
      guard numbers.count == lines.count else { continue }
      groups[letters(of: lines[0], in: source)] = (lines, numbers)
    }
    guard !groups.isEmpty else { return [] }
    var parts: Set<Int> = []
    for index in source.lines.indices {
      let text = source.lines[index].content
      guard text.count <= Self.longest, source.bytes[text].contains(where: SourceText.isDigit),
        let group = groups[letters(of: index, in: source)], !parts.contains(group.lines[0]),
        let first = heads[group.lines[0]], let head = Head(ofLine: index, in: source), head.key == first.key,
        let number = head.number, group.numbers.contains(number - 1) || group.numbers.contains(number + 1),
        standsWithinPage(index, in: source)
      else { continue }
      parts.formUnion(group.lines)
    }
    return parts
  }

  /// Most bytes of a page's head.
  private static let longest = 100

  private func letters(of line: Int, in source: SourceText) -> Int {
    RepeatedLetters.hash(of: CollectionOfOne(source.lines[line].content), in: source)
  }

  /// Fewest bytes of a line that is no page's head.
  private static let textLength = 40

  /// Whether text of its page stands over a line and under it; on the first page that may be the title.
  private func standsWithinPage(_ index: Int, in source: SourceText) -> Bool {
    let page = page(of: index)
    func isText(_ line: Int) -> Bool {
      let bytes = source.trimmed(source.lines[line].content).count
      return bytes >= Self.textLength || page == 1 && line < index && bytes > 0
    }
    let end = page <= tops.count ? tops[page - 1] : source.lines.count
    let start = page > 1 ? tops[page - 2] : 0
    return source.lines[start..<index].indices.contains(where: isText)
      && source.lines[(index + 1)..<max(end, index + 1)].indices.contains(where: isText)
  }
}
