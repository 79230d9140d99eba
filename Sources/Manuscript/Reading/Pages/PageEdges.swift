/// The first and last lines of a plain text's pages, where form feeds show them, as far as they are no text of
/// the paper but the page's: its number, or what other pages repeat, or what counts on from page to page.
struct PageEdges {
  /// Indices of lines, and whether they are a head rather than a number by itself.
  private var furniture: [Int: Bool] = [:]

  init(of source: SourceText) {
    var edges = Self.edges(in: source)
    if !edges.isEmpty, let last = source.lines.lastIndex(where: { !source.trimmed($0.content).isEmpty }),
      edges.last != last
    {
      edges.append(last)
    }
    var counts: [String: Int] = [:]
    var numbered: [(index: Int, number: Int)] = []
    for index in edges {
      let text = source.trimmed(source.lines[index].content)
      if let number = Self.bareNumber(text, in: source) {
        furniture[index] = false
        numbered.append((index, number))
      } else if let line = RunningHeads.line(text, in: source) {
        counts[line.words, default: 0] += 1
        if let number = line.number { numbered.append((index, number)) }
      }
    }
    // The first page's head counts on too, but the paper's title is no head although others repeat it.
    if let first = edges.first, first > 0,
      let top = source.lines.firstIndex(where: { !source.trimmed($0.content).isEmpty }), top < first,
      let number = RunningHeads.line(source.trimmed(source.lines[top].content), in: source)?.number
    {
      numbered.insert((top, number), at: 0)
    }
    for index in edges {
      let text = source.trimmed(source.lines[index].content)
      if let line = RunningHeads.line(text, in: source), counts[line.words, default: 0] > 1 {
        furniture[index] = true
      }
    }
    for (line, next) in zip(numbered, numbered.dropFirst()) where next.number == line.number + 1 {
      for index in [line.index, next.index] where furniture[index] == nil { furniture[index] = true }
    }
  }

  /// What a line is as a block by itself; nil if it is text. Whether a number is the page's the others tell.
  func kind(ofLine index: Int) -> SourceBlock.Kind? {
    furniture[index].map { $0 ? .runningHead : .paragraph }
  }

  /// The lines with text that stand right before a form feed and right after it, in order.
  private static func edges(in source: SourceText) -> [Int] {
    var edges: [Int] = []
    var (last, isAfterFeed) = (Int?.none, false)
    for (index, line) in source.lines.enumerated() {
      let text = source.trimmed(line.content)
      let lead = line.content.lowerBound..<text.lowerBound
      if source.bytes[lead].contains(0x0C) {
        if let last, edges.last != last { edges.append(last) }
        isAfterFeed = true
      }
      guard !text.isEmpty else { continue }
      if isAfterFeed { edges.append(index) }
      isAfterFeed = false
      last = index
      if source.bytes[text.upperBound..<line.content.upperBound].contains(0x0C) {
        if edges.last != index { edges.append(index) }
        isAfterFeed = true
      }
    }
    return edges
  }

  private static func bareNumber(_ text: Range<Int>, in source: SourceText) -> Int? {
    let letters = source.bytes[text].filter { !SourceText.isBlank($0) && $0 != UInt8(ascii: "-") }
    guard (1...4).contains(letters.count), letters.allSatisfy(SourceText.isDigit) else { return nil }
    return Int(String(decoding: letters, as: UTF8.self))
  }
}
