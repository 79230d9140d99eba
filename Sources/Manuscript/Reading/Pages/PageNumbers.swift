/// Paragraphs that are no more than a page's number: `12`, `– 12 –`, `Page 12`.
enum PageNumbers {
  /// The blocks with such paragraphs so marked, if there are several and they count up.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var run: [(index: Int, number: Int)] = []
    var best: [(index: Int, number: Int)] = []
    for index in blocks.indices {
      guard let number = number(of: blocks[index], in: source) else { continue }
      if let last = run.last, number <= last.number || number > last.number + 3 { run = [] }
      run.append((index, number))
      if run.count > best.count { best = run }
    }
    guard best.count >= 2 else { return blocks }
    var marked = blocks
    for (index, _) in best { marked[index].kind = .pageNumber }
    return marked
  }

  /// The number that a block is by itself, if it is.
  static func number(of block: SourceBlock, in source: SourceText) -> Int? {
    // `- 12 -` looks like an item of a list.
    guard
      [.paragraph, .pageNumber].contains(block.kind)
        || block.kind == .listItem(depth: 1) && block.label == "-",
      block.lines.count == 1, block.bytes.count <= 24
    else { return nil }
    var text = source.string(block.bytes).lowercased()[...]
    let marks: Set<Character> = ["-", "–", "—", "[", "]", "|", "*", " ", "."]
    while let first = text.first, marks.contains(first) { text = text.dropFirst() }
    while let last = text.last, marks.contains(last) { text = text.dropLast() }
    if text.hasPrefix("page ") { text = text.dropFirst(5) }
    if let of = text.firstIndex(of: " "), text[of...].hasPrefix(" of ") { text = text[..<of] }
    guard text.count <= 4, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}
