/// The titles of a book's parts, which the heads of the pages that follow repeat.
extension RunningHeads {
  /// Whether a line is the title of a part: by itself at a page's top, before a text that begins, and other than the heads that
  /// repeat it, which have the page's number, or the first of them after pages that had no such head.
  func opensPart(_ index: Int, among group: [Int]) -> Bool {
    guard group.first == index, index > 0, index + 1 < blocks.count, blocks[index].lines.count == 1,
      blocks[index - 1].endsPage || [.pageNumber, .runningHead].contains(blocks[index - 1].kind),
      let next = blocks[(index + 1)...].prefix(8).first(where: \.isText),
      !TextStart(of: next, in: source).goesOn,
      let line = blocks[index].lines.first?.content, source.beginsLikeSentence(line)
    else { return false }
    let before = blocks[..<index].suffix(4).last { $0.isRunning && !$0.isNote }
    if let before, TextEnd(of: before, in: source).isOpen,
      !source.endsWithPage(before.lines[before.lines.count - 1].content)
    {
      return false
    }
    let number = pageNumber(of: index)
    if group.contains(where: { pageNumber(of: $0) != number }) { return number == nil }
    return beginsLate(group)
  }

  /// Whether equal lines begin only after a page that would have had them, too, were they the whole paper's heads, which the
  /// first page has not, and left and right pages may have by turns.
  private func beginsLate(_ group: [Int]) -> Bool {
    guard group.count > 1 else { return false }
    let (first, second) = (page(of: group[0]), page(of: group[1]))
    return second > first && first > min(second - first, 2) + 1
  }

  /// The page on which a block stands, the first being 1, as far as marks or numbers of pages tell.
  func page(of index: Int) -> Int { pageEnds.partitioningIndex { $0 >= index } + 1 }

  /// Whether equal lines count parts of the text, `Letter 3`, and no pages: two of them stand on one page, or one with text of its
  /// page on both sides.
  func countParts(_ group: [Int]) -> Bool {
    guard group.count > 1, let pageEnd = pageEnds.first, blocks[pageEnd].endsPage,
      case let numbers = group.compactMap({ pageNumber(of: $0) }), numbers.count == group.count,
      zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 })
    else { return false }
    return zip(group, group.dropFirst()).contains { page(of: $0) == page(of: $1) }
      || group.contains { standsInText($0) }
  }

  /// Whether text of its page stands on both sides of a line, the paper's title among it.
  private func standsInText(_ index: Int) -> Bool {
    guard let before = blocks[..<index].suffix(Self.nearTexts).lastIndex(where: \.isText),
      let after = blocks[(index + 1)...].prefix(Self.nearTexts).firstIndex(where: \.isText)
    else { return false }
    return [before, after].allSatisfy { near in
      page(of: near) == page(of: index)
        && (near == title || blocks[near].hasLength(atLeast: Self.textLength))
    }
  }

  /// Whether the first of equal lines is a section's title that the heads of the pages after it repeat: it stands within its page,
  /// under a text that has ended and over one that begins.
  func isSection(_ index: Int, among group: [Int]) -> Bool {
    guard group.first == index, pageNumber(of: index) == nil,
      let before = blocks[..<index].suffix(Self.nearTexts).lastIndex(where: \.isText),
      let after = blocks[(index + 1)...].prefix(Self.nearTexts).firstIndex(where: \.isText),
      page(of: before) == page(of: index), page(of: after) == page(of: index)
    else { return false }
    return !TextEnd(of: blocks[before], in: source).isOpen && !TextStart(of: blocks[after], in: source).goesOn
  }

  /// Most blocks between a line and the text beside it, and fewest bytes of a text that is no page's head.
  private static let nearTexts = 4
  private static let textLength = 48
}
