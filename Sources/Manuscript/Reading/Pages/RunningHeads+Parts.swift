/// The titles of a book's parts, which the heads of the pages that follow repeat.
extension RunningHeads {
  /// Whether a line is the title of a part: by itself at a page's top, before a text that begins, and other than the heads that
  /// repeat it, which have the page's number or are all in capitals.
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
    return !hasPageNumber(index) && group.contains(where: hasPageNumber)
  }
}
