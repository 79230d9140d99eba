/// Heads with a number of the pieces that begin with pages: `Psalm 2`, `Scene 1`, `1. To his wife`.
extension RunningHeads {
  /// Whether equal lines with different numbers head pieces of the text and no pages.
  func headPieces(_ group: [Int]) -> Bool { count(by: group) != .pages }

  private func count(by group: [Int]) -> PageTops.Count {
    let lines = group.compactMap { index in
      pageNumber(of: index).map { PageTops.Line(index: index, number: $0) }
    }
    guard lines.count == group.count, Set(lines.map(\.number)).count > 1 else { return .pages }
    let words = said[group[0]]?.words ?? []
    // Where nothing else shows pages, rules over the lines may part them.
    let ends =
      pageEnds.isEmpty ? group.map { $0 - 1 }.filter { $0 > 0 && blocks[$0].kind == .rule } : pageEnds
    let pages = PageTops(of: blocks, endingAt: ends, in: source)
    return pages.count(by: lines, areNamed: names.areSaid(by: words))
  }

  /// What the first text that is no page's head and the line under it say, if they are a title and names and no sentence.
  var names: PaperNames {
    let texts = [title, byline].compactMap { $0.map { blocks[$0] } }.filter { block in
      block.isHeading
        || !(TextEnd(of: block, in: source).last.map { TextEnd.terminators.contains($0) } ?? false)
    }
    return PaperNames(texts.flatMap(\.lines).map(\.content), in: source)
  }

  /// Says of the first of equal heads that they may be the pages'.
  mutating func reportPieces() {
    let groups = Dictionary(grouping: sections) { said[$0]?.words ?? [] }
    let firsts = groups.values.compactMap { group in
      count(by: group.sorted()) == .doubtful ? group.min() : nil
    }
    for index in firsts.sorted() {
      report(
        over: index,
        "The number in this line and in others like it at pages' tops or feet may be the page's, or that of what begins or ends there. "
          + "They are kept as text."
      )
    }
  }
}
