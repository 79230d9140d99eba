/// Two rows of numbers by themselves, at pages' tops and at their feet.
extension PageNumbers {
  /// The numbers by themselves at pages' edges that count something else than pages, the years of a chronicle, psalms, the days on
  /// which letters were written; and those at their tops that count pages as others at their feet do, those of a print and of its
  /// scan.
  static func rows(in blocks: [SourceBlock], of source: SourceText) -> (others: [Int], pages: [Int]) {
    let pages = PageTops(of: blocks, in: source)
    guard pages.hasPages else { return ([], []) }
    var (tops, feet): ([PageTops.Line], [PageTops.Line]) = ([], [])
    for page in pages.pages {
      guard let (top, foot) = pages.edges(ofPage: page), top < foot else { continue }
      if let number = value(of: blocks[foot], in: source) { feet.append(.init(index: foot, number: number)) }
      let first = page > 1 ? top : firstNumber(in: blocks[..<foot], of: source) ?? top
      if let number = value(of: blocks[first], in: source) {
        tops.append(.init(index: first, number: number))
      }
    }
    if pages.count(by: tops) != .pages { return (tops.map(\.index), []) }
    if pages.count(atFeet: feet, under: tops) != .pages { return (feet.map(\.index), []) }
    return ([], feet.count > 1 && pages.areSurelyPages(tops) ? tops.map(\.index) : [])
  }

  /// Most lines of a paper's title and its authors' names.
  private static let mostNames = 4

  /// The number by itself over the text of a paper's first page, under its title.
  private static func firstNumber(in blocks: ArraySlice<SourceBlock>, of source: SourceText) -> Int? {
    let names = blocks.prefix(mostNames).prefix { $0.lines.count == 1 && !isNumber($0, in: source) }
    return blocks.indices.contains(names.endIndex) && isNumber(blocks[names.endIndex], in: source)
      ? names.endIndex : nil
  }

  private static func value(of block: SourceBlock, in source: SourceText) -> Int? {
    numeral(of: block, in: source).flatMap { [.plain, .roman].contains($0.form) ? $0.value : nil }
  }
}
