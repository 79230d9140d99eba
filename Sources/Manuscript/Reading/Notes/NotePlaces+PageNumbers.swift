/// Pages' numbers under the notes of their feet.
extension NotePlaces {
  /// The numbers by themselves with which pages end and that count on from page to page. `MS B.` and `fol.` look as if a number
  /// must follow them, and no such number does.
  static func pageNumbers(in blocks: [SourceBlock], of source: SourceText) -> Set<Int> {
    let numbers = blocks.indices.compactMap { index -> (index: Int, value: Int)? in
      guard endsPage(index, of: blocks) else { return nil }
      return PageNumbers.number(of: blocks[index], in: source).map { (index, $0) }
    }
    let counted = zip(numbers, numbers.dropFirst()).filter { $1.value == $0.value + 1 }
    return Set(counted.flatMap { [$0.index, $1.index] })
  }

  /// Whether nothing follows a block on its page.
  private static func endsPage(_ index: Int, of blocks: [SourceBlock]) -> Bool {
    index + 1 == blocks.count || blocks[index + 1].endsPage || blocks[index + 1].kind == .rule
  }
}
