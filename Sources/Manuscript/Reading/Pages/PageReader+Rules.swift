extension PageReader {
  /// Where pages hold nothing but what looks like their heads, that is the text.
  static func restoreText(_ blocks: inout [SourceBlock]) {
    guard !blocks.contains(where: \.isText) else { return }
    for index in blocks.indices where blocks[index].kind == .runningHead { blocks[index].kind = .paragraph }
  }

  /// Rules between a text that is open and one that goes on; and all others, where most are such.
  static func breakingRules(in blocks: [SourceBlock], of source: SourceText) -> Set<Int> {
    var (breaking, others): (Set<Int>, [Int]) = ([], [])
    for index in blocks.indices where blocks[index].kind == .rule {
      guard index > 0, index + 1 < blocks.count, !blocks[index - 1].isNote, !blocks[index + 1].isNote else {
        continue
      }
      if standsAtFurniture(index, of: blocks)
        || Continuation(blocks[index - 1], blocks[index + 1], over: .possible, in: source) != nil
      {
        breaking.insert(index)
      } else {
        others.append(index)
      }
    }
    return breaking.count >= 2 && breaking.count >= others.count ? breaking.union(others) : breaking
  }

  /// Whether a page's number or head stands beside a rule, or a page's mark after it.
  private static func standsAtFurniture(_ rule: Int, of blocks: [SourceBlock]) -> Bool {
    [blocks[rule - 1], blocks[rule + 1]].contains { [.pageNumber, .runningHead].contains($0.kind) }
      || blocks[rule + 1].endsPage
  }
}

extension SourceText {
  /// Whether a mark of a note stands in a block.
  func holdsMark(_ block: SourceBlock, known: [Int: NoteMarker]) -> Bool {
    block.lines.contains { line in
      line.content.contains { offset in
        known[offset] != nil || noteMarker(at: offset, before: line.content.upperBound) != nil
      }
    }
  }
}
