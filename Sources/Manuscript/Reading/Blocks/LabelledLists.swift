/// Lists whose items have labels that Markdown knows nothing of and scholars write: `a)`, `(b)`, `(iii)`, `(2)`,
/// `1.2`. A line begins one only in a sequence that another line goes on.
enum LabelledLists {
  /// The blocks with the paragraphs and items that hold such lists parted into items.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    var parted: [SourceBlock] = []
    parted.reserveCapacity(blocks.count)
    var next: ListLabel?
    for (index, block) in blocks.enumerated() {
      if case .listItem = block.kind {
        // Within an item, a list stands under the item's own first line.
        var inner: ListLabel?
        let starts = starts(in: block, after: &inner, before: nil, of: source).filter { $0 > 0 }
        parted.append(contentsOf: items(of: block, from: starts, in: source))
        next = nil
        continue
      }
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

  /// The lines of a block that begin items, by index; `next` is the marker with which the list that is open
  /// would go on.
  private static func starts(
    in block: SourceBlock, after next: inout ListLabel?, before following: SourceBlock?, of source: SourceText
  ) -> [Int] {
    var starts: [Int] = []
    for (index, line) in block.lines.enumerated() {
      let labels = ListLabel.labels(of: line.content, in: source)
      guard !labels.isEmpty else { continue }
      if let expected = next, labels.contains(expected) {
        starts.append(index)
        next = expected.next
      } else if isLedIn(index, in: block, of: source),
        let first = labels.first(where: { label in
          label.number == 1 && goesOn(label, in: block.lines[(index + 1)...], following, of: source)
        }) ?? lone(labels, at: index, in: block, of: source)
      {
        starts.append(index)
        next = first.next
      } else if index == 0, let later = beginning(labels, of: block, in: source) {
        starts.append(index)
        next = later.next
      }
    }
    if starts.isEmpty || next?.isCapitalWithStop == true { next = nil }
    return starts
  }

  /// The label of a list of one item within another's, which a colon leads in: `2. To my daughter:`, `a. the tower`.
  private static func lone(
    _ labels: [ListLabel], at index: Int, in block: SourceBlock, of source: SourceText
  ) -> ListLabel? {
    guard case .listItem = block.kind, index > 0,
      source.bytes[block.lines[index - 1].content.upperBound - 1] == UInt8(ascii: ":")
    else { return nil }
    return labels.first { $0.number == 1 && !$0.isCapitalWithStop }
  }

  /// The label of a list that begins with a later one, `e)`, `f)`: each line of the block has the one that follows. Years
  /// of birth and death, `b. 1402`, `c. 1450`, are none.
  private static func beginning(
    _ labels: [ListLabel], of block: SourceBlock, in source: SourceText
  ) -> ListLabel? {
    guard block.lines.count > 1 else { return nil }
    return labels.first { label in
      if label.isCapitalWithStop { return false }
      var next = label
      let isRow = block.lines.allSatisfy { line in
        defer { next = next.next }
        guard ListLabel.labels(of: line.content, in: source).contains(next) else { return false }
        let text = ListLabel.bytes(of: line.content, in: source).map {
          $0.upperBound..<line.content.upperBound
        }
        return text.flatMap { source.trimmed($0).first }.map { !SourceText.isDigit(source.bytes[$0]) }
          ?? false
      }
      return isRow
    }
  }

  /// Whether a list may begin with a line: it is a block's first, a colon stands before it, or it is in an item of
  /// another list.
  private static func isLedIn(_ index: Int, in block: SourceBlock, of source: SourceText) -> Bool {
    if index == 0 { return true }
    if case .listItem = block.kind { return true }
    return block.lines[index - 1].content.last.map { source.bytes[$0] == UInt8(ascii: ":") } ?? false
  }

  /// Whether one of the lines, or the block after them, begins with the label after the first. Capitals with a stop must
  /// begin every line, and three or more: two authors may be called A. and B.
  private static func goesOn(
    _ first: ListLabel, in lines: ArraySlice<SourceLine>, _ following: SourceBlock?, of source: SourceText
  ) -> Bool {
    if first.isCapitalWithStop {
      var next = first
      return lines.count > 1
        && lines.allSatisfy { line in
          next = next.next
          return ListLabel.labels(of: line.content, in: source).contains(next)
        }
    }
    let line = lines.prefix(longestItem).first {
      ListLabel.labels(of: $0.content, in: source).contains(first.next)
    }
    if line != nil { return true }
    guard let start = following?.lines.first?.content else { return false }
    return ListLabel.labels(of: start, in: source).contains(first.next)
  }

  /// Most lines that an item may have if it is to begin a list.
  private static let longestItem = 40

  /// A block parted at the lines that begin items.
  private static func items(of block: SourceBlock, from starts: [Int], in source: SourceText) -> [SourceBlock]
  {
    guard let first = starts.first else { return [block] }
    var blocks: [SourceBlock] = []
    if first > 0 { blocks.append(part(of: block, 0..<first)) }
    let depth = if case .listItem(let depth) = block.kind { depth + 1 } else { 1 }
    for (start, end) in zip(starts, starts.dropFirst() + [block.lines.count]) {
      var item = part(of: block, start..<end)
      let line = item.lines[0].content
      guard let label = ListLabel.bytes(of: line, in: source) else { continue }
      item.kind = .listItem(depth: depth)
      item.label = source.string(label)
      item.lines[0].content = source.trimmedWide(label.upperBound..<line.upperBound)
      item.lines[0].joint = .softBreak
      blocks.append(item)
    }
    return blocks
  }

  private static func part(of block: SourceBlock, _ lines: Range<Int>) -> SourceBlock {
    var part = block
    part.lines = Array(block.lines[lines])
    let first = lines.lowerBound == 0 ? block.bytes.lowerBound : part.lines[0].content.lowerBound
    part.bytes = first..<part.lines[part.lines.count - 1].content.upperBound
    return part
  }
}
