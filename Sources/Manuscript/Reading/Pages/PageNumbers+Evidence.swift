/// What tells the numbers of pages from those that stand over a text's parts: years of an annal, numbers of letters, the first
/// column of a table that fell into paragraphs.
extension PageNumbers {
  /// Whether a block is no more than a number, in Arabic figures or Roman ones, as a page's is.
  static func isNumber(_ block: SourceBlock, in source: SourceText) -> Bool {
    numeral(of: block, in: source).map { $0.form == .plain || $0.form == .roman } ?? false
  }

  /// Bytes of a text as long as a page's, on average.
  private static let pageLength = 800
  /// Most blocks after a number, a page's head among them, with the first of which a sentence goes on.
  private static let nearBlocks = 3

  /// Whether something other than their order shows that pages end at numbers which count up: a page's mark or notes at
  /// one of them, a sentence that breaks off, a line that comes again beside them, or texts as long as pages.
  static func endPages(_ places: [Int], of blocks: [SourceBlock], in source: SourceText) -> Bool {
    if standTogether(places, of: blocks) { return false }
    let isFirst = number(of: blocks[places[0]], in: source) == 1
    if isFirst, leadsIn(places[0], blocks, in: source) { return false }
    let parting = places.filter { partsSentence($0, blocks, in: source) }
    if parting.count > 1, parting.contains(where: { endsSentence(blocks[$0 + 1], in: source) }) {
      return true
    }
    return places.contains {
      standsAtEnd($0, of: blocks) || breaksOff($0, blocks, in: source) || partsQuotations($0, blocks)
    } || haveHeads(places, of: blocks, in: source) || areLong(places, of: blocks) && !isFirst
  }

  /// Whether lines that count on stand two or more to a page, as the years of a chronicle do: form feeds show the pages.
  static func standTogether(_ places: [Int], of blocks: [SourceBlock]) -> Bool {
    guard blocks.contains(where: \.endsPage) else { return false }
    let together = zip(places, places.dropFirst()).count { place, next in
      !blocks[place..<next].contains(where: \.endsPage)
    }
    return together > 1 && together * 2 >= places.count - 1
  }

  /// Whether what follows a number begins with a small letter although the text before has ended: it is the number's own.
  private static func leadsIn(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index > 0, index + 1 < blocks.count, blocks[index + 1].kind == .paragraph,
      TextStart(of: blocks[index + 1], in: source).goesOn
    else { return false }
    let before = blocks[index - 1]
    return before.isHeading
      || before.kind == .paragraph && endsSentence(before, in: source)
  }

  /// Whether a number stands at the paper's end, at a page's mark or head, at a rule or under notes.
  private static func standsAtEnd(_ index: Int, of blocks: [SourceBlock]) -> Bool {
    guard index > 0, index + 1 < blocks.count else { return true }
    return [blocks[index - 1], blocks[index + 1]].contains {
      [.pageMarker, .rule, .runningHead].contains($0.kind)
    }
      || blocks[index - 1].isNote
  }

  /// Whether the text before a number ends in mid-sentence, and the sentence goes on after it or must.
  private static func breaksOff(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    let before = blocks[index - 1]
    guard before.isRunning, before.hasLength(atLeast: shortText) else { return false }
    let end = TextEnd(of: before, in: source)
    return end.isOpen
      && (end.isDangling || Continuation.isDangling(end)
        || blocks[(index + 1)...].prefix(nearBlocks).contains {
          $0.kind == .paragraph && TextStart(of: $0, in: source).goesOn
        })
  }

  /// Whether a sentence goes on over a number in a small letter, however short its first part: at one number that may be chance.
  private static func partsSentence(_ index: Int, _ blocks: [SourceBlock], in source: SourceText) -> Bool {
    guard index > 0, index + 1 < blocks.count else { return false }
    let (before, after) = (blocks[index - 1], blocks[index + 1])
    return before.isRunning && after.kind == .paragraph && TextEnd(of: before, in: source).isOpen
      && TextStart(of: after, in: source).goesOn
  }

  private static func endsSentence(_ block: SourceBlock, in source: SourceText) -> Bool {
    TextEnd(of: block, in: source).last.map { TextEnd.terminators.contains($0) } ?? false
  }

  /// Whether the same short line stands beside most numbers, as a page's head does.
  private static func haveHeads(_ places: [Int], of blocks: [SourceBlock], in source: SourceText) -> Bool {
    [-1, 1].contains { step in
      let lines = places.compactMap { place in
        RunningHeads.line(of: blocks[place + step], in: source)?.words
      }
      let counts = Dictionary(grouping: lines) { $0 }.values.map(\.count)
      return counts.contains { $0 > 1 && $0 * 2 >= places.count }
    }
  }

  static func areLong(_ places: [Int], of blocks: [SourceBlock]) -> Bool {
    let length = blocks[places[places.count - 1]].bytes.lowerBound - blocks[places[0]].bytes.lowerBound
    return length >= pageLength * (places.count - 1)
  }
}

extension SourceText {
  /// The number in `(12)` or `(xii)`.
  func roundedNumber(_ line: Range<Int>) -> Int? {
    guard (3...8).contains(line.count), has("(", at: line.lowerBound, before: line.upperBound),
      has(")", at: line.upperBound - 1, before: line.upperBound),
      case let number = line.dropFirst().dropLast()
    else { return nil }
    if bytes[number].allSatisfy(Self.isDigit) { return number.count <= 4 ? Int(string(number)) : nil }
    return number.count > 1 ? PageNumbers.roman(string(number)) : nil
  }
}
