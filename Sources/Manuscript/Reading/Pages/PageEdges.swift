/// The first and last lines of a plain text's pages, where form feeds show them, as far as they are no text of
/// the paper but the page's: its number, or what other pages repeat, or what counts on from page to page.
struct PageEdges {
  /// Indices of lines.
  private var furniture: Set<Int> = []

  init(of source: SourceText) {
    let edges = Self.edges(in: source)
    var counts: [String: Int] = [:]
    var numbered: [(index: Int, number: Int)] = []
    for index in edges {
      let text = source.trimmed(source.lines[index].content)
      if let number = Self.bareNumber(text, in: source) {
        furniture.insert(index)
        numbered.append((index, number))
      } else if let line = RunningHeads.line(text, in: source) {
        counts[line.words, default: 0] += 1
        if let number = line.number { numbered.append((index, number)) }
      }
    }
    for index in edges {
      let text = source.trimmed(source.lines[index].content)
      if let line = RunningHeads.line(text, in: source), counts[line.words, default: 0] > 1 {
        furniture.insert(index)
      }
    }
    for (line, next) in zip(numbered, numbered.dropFirst()) where next.number == line.number + 1 {
      furniture.insert(line.index)
      furniture.insert(next.index)
    }
  }

  func contain(_ index: Int) -> Bool { furniture.contains(index) }

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
