/// Lines that a page repeats at its head or foot: the paper's or author's name, often with the page's number.
enum RunningHeads {
  /// The blocks with such lines so marked, and those that look like one where nothing shows a page's end.
  ///
  /// A line is one if it comes twice or more, its number left aside, and at two of its places or more, and
  /// at half of them, something else says that a page ends there.
  static func marked(
    _ blocks: [SourceBlock], in source: SourceText
  ) -> (blocks: [SourceBlock], undecided: [PageStructure.Undecided]) {
    var places: [String: [Int]] = [:]
    let title = blocks.firstIndex { $0.isText }
    let name = title.flatMap { line(of: blocks[$0], in: source)?.words }
    for index in blocks.indices {
      guard let line = line(of: blocks[index], in: source) else { continue }
      // A heading is no page's head unless it says what the title says, or a number with it.
      if blocks[index].isHeading, line.words != name, line.number == nil { continue }
      places[line.words, default: []].append(index)
    }
    places = places.filter { $0.value.count > 1 }
    let candidates = Set(places.values.joined())
    var marked = counted(blocks, in: source)
    var undecided: [PageStructure.Undecided] = []
    for group in places.values.sorted(by: { $0[0] < $1[0] }) {
      let (sure, unsure) = group.filter { $0 != title }.partitioned { place in
        endsPage(at: place, in: blocks, but: candidates, of: source)
      }
      guard sure.count > 1, sure.count >= unsure.count else { continue }
      for place in sure { marked[place].kind = .runningHead }
      undecided += unsure.filter { marked[$0].isText }.map {
        PageStructure.Undecided(
          what: "This may be a page's head; nothing else shows that a page ends here. It is kept as text.",
          bytes: blocks[$0].bytes)
      }
    }
    return (marked, undecided)
  }

  /// The blocks with lines so marked that come once, but count on from page to page: a left page's head names
  /// the author, a right page's the paper. With them single numbers are known as pages' numbers.
  private static func counted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var marked = blocks
    var run: [(index: Int, number: Int)] = []
    func mark() {
      guard run.count > 2 else { return }
      for (index, _) in run {
        let isBare =
          blocks[index].kind == .pageNumber || PageNumbers.number(of: blocks[index], in: source) != nil
        marked[index].kind = isBare ? .pageNumber : .runningHead
      }
    }
    for index in blocks.indices {
      guard let number = pageNumber(at: index, in: blocks, of: source) else { continue }
      if let last = run.last, number != last.number + 1 {
        mark()
        run = []
      }
      run.append((index, number))
    }
    mark()
    return marked
  }

  /// The number by itself or in a line that stands where a page ends.
  private static func pageNumber(at index: Int, in blocks: [SourceBlock], of source: SourceText) -> Int? {
    if let number = PageNumbers.number(of: blocks[index], in: source) { return number }
    guard !blocks[index].isHeading, let number = line(of: blocks[index], in: source)?.number,
      endsPage(at: index, in: blocks, but: [], of: source)
    else { return nil }
    return number
  }

  /// The words of a short line without the page number before or after them.
  static func line(of block: SourceBlock, in source: SourceText) -> (words: String, number: Int?)? {
    guard block.kind == .paragraph || block.isHeading, block.quoteDepth == 0, block.lines.count == 1 else {
      return nil
    }
    let end = TextEnd(of: block, in: source)
    guard let last = end.last, !TextEnd.terminators.contains(last) || end.word == "al" else { return nil }
    return line(block.lines[0].content, in: source)
  }

  static func line(_ content: Range<Int>, in source: SourceText) -> (words: String, number: Int?)? {
    guard content.count <= 100 else { return nil }
    var words = source.string(content).lowercased().split { !$0.isLetter && !$0.isNumber }[...]
    var number: Int?
    if let first = words.first, first.count <= 4, let value = Int(first) {
      number = value
      words = words.dropFirst()
    } else if let last = words.last, last.count <= 4, let value = Int(last) {
      number = value
      words = words.dropLast()
    }
    guard words.contains(where: { $0.count > 2 && $0.contains(where: \.isLetter) }) else { return nil }
    return (words.joined(separator: " "), number)
  }

  /// Whether something else beside a line says that a page ends there: a page's number or mark, a foot of
  /// notes, or a text that goes on after it.
  private static func endsPage(
    at index: Int, in blocks: [SourceBlock], but candidates: Set<Int>, of source: SourceText
  ) -> Bool {
    func neighbour(_ step: Int) -> SourceBlock? {
      var next = index + step
      while blocks.indices.contains(next), candidates.contains(next), abs(next - index) < 3 { next += step }
      return blocks.indices.contains(next) ? blocks[next] : nil
    }
    let (before, after) = (neighbour(-1), neighbour(1))
    for neighbour in [before, after] {
      switch neighbour?.kind {
      case .pageNumber, .pageMarker: return true
      default: break
      }
    }
    guard let before else { return false }
    if before.kind == .rule || before.isNote { return true }
    return after.map { Continuation(before, $0, over: .certain, in: source) != nil } ?? false
  }
}

extension Sequence {
  /// The elements that fulfil a condition, and the others.
  fileprivate func partitioned(by fulfils: (Element) -> Bool) -> (true: [Element], false: [Element]) {
    reduce(into: ([], [])) { parts, element in
      if fulfils(element) { parts.0.append(element) } else { parts.1.append(element) }
    }
  }
}
