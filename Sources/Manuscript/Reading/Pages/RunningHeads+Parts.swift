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
  private func page(of index: Int) -> Int { pageEnds.partitioningIndex { $0 >= index } + 1 }
}
