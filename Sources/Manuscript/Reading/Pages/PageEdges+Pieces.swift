/// Heads of pages with numbers that may be those of the pieces which begin there: `Psalm 2`, `Scene 1`.
extension PageEdges {
  /// Leaves it open what lines at pages' tops are that say the same with other numbers, where something speaks against their
  /// being the pages': each is a block by itself, and the blocks around them all tell.
  mutating func leaveOpen(_ numbered: [(index: Int, number: Int)], in source: SourceText) {
    var groups: [String: [PageTops.Line]] = [:]
    for (index, number) in numbered where furniture[index] == true {
      guard let head = Head(ofLine: index, in: source), head.number != nil else { continue }
      groups[head.key, default: []].append(PageTops.Line(index: index, number: number))
    }
    for lines in groups.values where lines.count > 1 && mayCountPieces(lines, in: source) {
      for line in lines { furniture[line.index] = false }
    }
  }

  /// Whether no sentence goes on under one of some lines, and their numbers do not rise with the pages, are years, begin at the
  /// paper's beginning with one, have stops as those of sections have, or stand over the pages' own.
  private func mayCountPieces(_ lines: [PageTops.Line], in source: SourceText) -> Bool {
    guard !lines.contains(where: { isGoneOn(under: $0.index, in: source) }) else { return false }
    let pages = lines.map { page(ofLine: $0.index) }
    return !PageTops.countOn(lines, onPages: pages)
      || lines.allSatisfy { PageTops.mayBeYear($0.number) }
      || lines[0].number == 1 && Self.lineAbove(lines[0].index, in: source) == nil
      || followsFirst(lines[0], in: source)
      || lines.allSatisfy { source.beginsWithSectionNumber(source.trimmed(source.lines[$0.index].content)) }
      || areWordsWithNumbers(lines, onPages: pages, in: source)
      || PageTops.differ(lines, onPages: pages, from: pages.map { number(atFootOf: $0, in: source) })
  }

  /// Whether lines are one word with a number and nothing shows them to be pages': no text goes on over one, no page has the same
  /// number at its foot, or any at its top, and none is skipped.
  private func areWordsWithNumbers(_ lines: [PageTops.Line], onPages pages: [Int], in source: SourceText)
    -> Bool
  {
    lines.allSatisfy { line in
      source.isWordWithNumber(source.trimmed(source.lines[line.index].content))
        && partsWholes(line.index, in: source)
    } && !PageTops.skipPages(lines, onPages: pages)
      && zip(lines, pages).allSatisfy { line, page in
        let top = firstLine(ofPage: page, in: source)
        return top == line.index
          ? line.number != number(atFootOf: page, in: source) : number(inHead: top, in: source) == nil
      }
  }

  /// Whether the first of such lines, with a one, stands under the paper's title.
  private func followsFirst(_ line: PageTops.Line, in source: SourceText) -> Bool {
    guard line.number == 2, let top = tops.first, let key = Head(ofLine: line.index, in: source)?.key else {
      return false
    }
    return source.lines[..<top].prefix(Self.nearTitle).indices.dropFirst().contains { index in
      Head(ofLine: index, in: source).map { $0.key == key && $0.number == 1 } ?? false
    }
  }

  /// Most lines of a paper's title and what belongs to it.
  static let nearTitle = 12

  private func isGoneOn(under index: Int, in source: SourceText) -> Bool {
    textBelow(index, in: source).map { source.beginsSmall($0) }
      ?? (index + Self.mostLines < source.lines.count)
  }

  private func page(ofLine index: Int) -> Int { tops.partitioningIndex { $0 > index } + 1 }

  private func firstLine(ofPage page: Int, in source: SourceText) -> Int? {
    page > 1 ? tops[page - 2] : source.lines.firstIndex { !source.trimmed($0.content).isEmpty }
  }

  private func number(inHead line: Int?, in source: SourceText) -> Int? {
    guard let text = line.map({ source.trimmed(source.lines[$0].content) }) else { return nil }
    return Self.bareNumber(text, in: source) ?? RunningHeads.line(text, in: source)?.number
  }

  /// The number that a page's last line is by itself, or holds as a page's head does.
  private func number(atFootOf page: Int, in source: SourceText) -> Int? {
    let end = page <= tops.count ? tops[page - 1] : source.lines.count
    guard let foot = Self.lineAbove(end, in: source) else { return nil }
    return Self.bareNumber(foot, in: source)
      ?? (source.endsSentence(foot) ? nil : RunningHeads.line(foot, in: source)?.number)
  }
}
