/// Heads of pages on which no sentence goes on, as what they say and where they stand shows.
extension PageEdges {
  /// Whether equal lines are hardly anything but heads. At pages' tops they stand on many pages in turn or say what names the
  /// paper, the pages between have its title, or one within a page is the title of the section that follows. Left pages' heads
  /// and right ones take turns at tops or feet.
  func areHeads(_ lines: [Int], on pages: [Int], within: Int, in source: SourceText) -> Bool {
    if takeTurns(lines, on: pages, in: source) { return true }
    guard isTop(lines[0]) else { return false }
    return within > 0 || LabelsWithinPages.areManyInTurn(pages) || sayNames(lines, on: pages, in: source)
      || pages.contains { standsByTitle($0, in: source) }
  }

  /// Whether equal lines say nothing but words of the title and of the authors' names under it, in two words or more, or on pages in
  /// turn: one word may be a speaker's name.
  private func sayNames(_ lines: [Int], on pages: [Int], in source: SourceText) -> Bool {
    let words = source.words(in: source.trimmed(source.lines[lines[0]].content))
    guard words.count > 1 || LabelsWithinPages.areInTurn(pages), names.areSaid(by: words) else {
      return false
    }
    // What else stands there may be the place of a letter.
    let opening = source.lines.prefix(Self.nearTitle).map { source.trimmed($0.content) }.filter {
      !$0.isEmpty
    }
    let persons = opening.dropFirst().prefix(Self.mostLines).filter {
      FrontMatter.namesAuthor($0, in: source)
    }
    return PaperNames(opening.prefix(1) + persons, in: source).areSaid(by: words)
  }

  /// Whether the page before one or after it has the paper's title at its top.
  private func standsByTitle(_ page: Int, in source: SourceText) -> Bool {
    [page - 3, page - 1].contains { tops.indices.contains($0) && saysTitle(tops[$0], in: source) }
  }

  /// Whether equal lines stand on every second page and others on the pages between, where both name the paper or a sentence
  /// goes on over one of those.
  private func takeTurns(_ lines: [Int], on pages: [Int], in source: SourceText) -> Bool {
    guard zip(pages, pages.dropFirst()).allSatisfy({ $1 == $0 + 2 }) else { return false }
    let isTop = isTop(lines[0])
    let others = [pages[0] - 1] + pages.map { $0 + 1 }
    let edges = others.compactMap { outerLine(ofPage: $0, isTop: isTop, in: source) }
    let between = edges.filter { pages[0] < page(of: $0) && page(of: $0) < pages[pages.count - 1] }
    func words(_ line: Int) -> [String] { source.words(in: source.trimmed(source.lines[line].content)) }
    guard let first = between.first, between.count == pages.count - 1,
      between.allSatisfy({ words($0) == words(first) })
    else { return false }
    let equal = edges.filter { words($0) == words(first) }
    return names.areSaid(by: words(lines[0])) && names.areSaid(by: words(first))
      || equal.count > 1 && equal.contains { interruptsText($0, in: source) }
  }

  /// Whether a page after the first begins with a line.
  func isTop(_ line: Int) -> Bool {
    let place = tops.partitioningIndex { $0 >= line }
    return place < tops.count && tops[place] == line
  }

  /// Whether the pages before and after that of a line have heads at their tops.
  func standsBetweenHeads(_ line: Int) -> Bool {
    let place = tops.partitioningIndex { $0 >= line }
    guard isTop(line), place > 0, place + 1 < tops.count else { return false }
    return furniture[tops[place - 1]] == true && furniture[tops[place + 1]] == true
  }

  /// A page's first line, or its last but for its number.
  private func outerLine(ofPage page: Int, isTop: Bool, in source: SourceText) -> Int? {
    guard page > 0, page <= tops.count + 1 else { return nil }
    if isTop { return page > 1 ? tops[page - 2] : nil }
    let end = page <= tops.count ? tops[page - 1] : source.lines.count
    return source.lines[..<end].indices.suffix(Self.mostLines * 2).last { line in
      let text = source.trimmed(source.lines[line].content)
      return !text.isEmpty && Self.bareNumber(text, in: source) == nil
    }
  }
}
