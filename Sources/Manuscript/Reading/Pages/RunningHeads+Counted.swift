/// Lines whose numbers count on from page to page.
extension RunningHeads {
  /// A left page's head names the author, a right page's the paper; their numbers count on. With them single
  /// numbers are known as pages' numbers.
  mutating func markCounted() {
    var chains: [[Int]] = []
    var last: [Int: Int] = [:]
    for index in blocks.indices {
      guard let number = pageNumber(at: index) else { continue }
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
      if chain.allSatisfy(doubtful.contains) { continue }
      let sure = chain.count { isNumber($0) || endsPage(at: $0) || $0 < title ?? 0 }
      // Two may count on by chance, but not where each stands in the middle of a sentence.
      let isShown = chain.count > 2 || chain.allSatisfy(interrupts)
      guard isShown && sure > 1 && sure * 2 >= chain.count || isCounted(chain) else { continue }
      for index in chain { marked[index].kind = isNumber(index) ? .pageNumber : .runningHead }
    }
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
  private func pageNumber(at index: Int) -> Int? {
    if let number = PageNumbers.number(of: blocks[index], in: source) { return number }
    guard !blocks[index].isHeading || index != title && !isNumberedTitle(index) else { return nil }
    return Self.line(of: blocks[index], in: source)?.number
  }

  /// Whether a heading begins with its section's number and a stop: `## 2. The oath`
  private func isNumberedTitle(_ index: Int) -> Bool {
    guard let line = blocks[index].lines.first?.content else { return false }
    let end = source.endOfDigits(at: line.lowerBound, before: line.upperBound)
    return end > line.lowerBound && end < line.upperBound && source.bytes[end] == UInt8(ascii: ".")
  }
}
