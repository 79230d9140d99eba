/// Lists whose items are lettered, `a)`, `(b)`, `(iii)`: Markdown knows no such list, scholars write them.
/// A line begins one only in a sequence that another line goes on.
enum LetteredLists {
  /// The blocks with the paragraphs that hold such lists parted into items.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var parted: [SourceBlock] = []
    parted.reserveCapacity(blocks.count)
    var next: Marker?
    for (index, block) in blocks.enumerated() {
      guard block.kind == .paragraph else {
        if block.isText { next = nil }
        parted.append(block)
        continue
      }
      let following =
        index + 1 < blocks.count && blocks[index + 1].kind == .paragraph ? blocks[index + 1] : nil
      let starts = starts(in: block, after: &next, before: following, of: source)
      parted.append(contentsOf: items(of: block, from: starts, in: source))
    }
    return parted
  }

  private struct Marker: Equatable {
    /// What stands around the letter: `a)` or `(a)`.
    var isBracketed: Bool
    var isRoman: Bool
    /// From 1.
    var number: Int

    var next: Marker { Marker(isBracketed: isBracketed, isRoman: isRoman, number: number + 1) }
  }

  private static let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]

  /// The lines of a block that begin items, by index; `next` is the marker with which the list that is open
  /// would go on.
  private static func starts(
    in block: SourceBlock, after next: inout Marker?, before following: SourceBlock?, of source: SourceText
  ) -> [Int] {
    var starts: [Int] = []
    for (index, line) in block.lines.enumerated() {
      let markers = markers(of: line.content, in: source)
      guard !markers.isEmpty else { continue }
      if let expected = next, markers.contains(expected) {
        starts.append(index)
        next = expected.next
      } else if let first = markers.first(where: { $0.number == 1 }), isLedIn(index, in: block, of: source),
        goesOn(first, in: block.lines[(index + 1)...], following, of: source)
      {
        starts.append(index)
        next = first.next
      }
    }
    if starts.isEmpty { next = nil }
    return starts
  }

  /// Whether a list may begin with a line: it is a block's first, or a colon stands before it.
  private static func isLedIn(_ index: Int, in block: SourceBlock, of source: SourceText) -> Bool {
    guard index > 0 else { return true }
    return block.lines[index - 1].content.last.map { source.bytes[$0] == UInt8(ascii: ":") } ?? false
  }

  /// Whether one of the lines, or the block after them, begins with the marker after the first.
  private static func goesOn(
    _ first: Marker, in lines: ArraySlice<SourceLine>, _ following: SourceBlock?, of source: SourceText
  ) -> Bool {
    let line = lines.prefix(longestItem).first { markers(of: $0.content, in: source).contains(first.next) }
    if line != nil { return true }
    guard let start = following?.lines.first?.content else { return false }
    return markers(of: start, in: source).contains(first.next)
  }

  /// Most lines that an item may have if it is to begin a list.
  private static let longestItem = 40

  /// What a line may begin with: `(i)` is the ninth letter or the first numeral.
  private static func markers(of line: Range<Int>, in source: SourceText) -> [Marker] {
    guard let (letters, _) = marker(of: line, in: source) else { return [] }
    let isBracketed = letters.lowerBound > line.lowerBound
    var markers: [Marker] = []
    if letters.count == 1 {
      let number = Int(source.bytes[letters.lowerBound]) - 0x60
      markers.append(Marker(isBracketed: isBracketed, isRoman: false, number: number))
    }
    if let number = roman.firstIndex(of: source.string(letters)) {
      markers.append(Marker(isBracketed: isBracketed, isRoman: true, number: number + 1))
    }
    return markers
  }

  /// The letters of the marker with which a line begins, and where the text after it begins.
  private static func marker(
    of line: Range<Int>, in source: SourceText
  ) -> (letters: Range<Int>, body: Int)? {
    guard var start = line.first else { return nil }
    if source.bytes[start] == UInt8(ascii: "(") { start += 1 }
    var end = start
    while end < line.upperBound, end < start + 5, (0x61...0x7A).contains(source.bytes[end]) { end += 1 }
    guard end > start, source.has(") ", at: end, before: line.upperBound) else { return nil }
    return (start..<end, end + 2)
  }

  /// A block parted at the lines that begin items.
  private static func items(of block: SourceBlock, from starts: [Int], in source: SourceText) -> [SourceBlock]
  {
    guard let first = starts.first else { return [block] }
    var blocks: [SourceBlock] = []
    if first > 0 { blocks.append(part(of: block, 0..<first)) }
    for (start, end) in zip(starts, starts.dropFirst() + [block.lines.count]) {
      var item = part(of: block, start..<end)
      let line = item.lines[0].content
      guard let marker = marker(of: line, in: source) else { continue }
      item.kind = .listItem(depth: 1)
      item.label = source.string(line.lowerBound..<marker.letters.upperBound + 1)
      item.lines[0].content = source.trimmed(marker.body..<line.upperBound)
      item.lines[0].joint = .softBreak
      blocks.append(item)
    }
    return blocks
  }

  private static func part(of block: SourceBlock, _ lines: Range<Int>) -> SourceBlock {
    var part = block
    part.lines = Array(block.lines[lines])
    part.bytes = part.lines[0].content.lowerBound..<part.lines[part.lines.count - 1].content.upperBound
    return part
  }
}
