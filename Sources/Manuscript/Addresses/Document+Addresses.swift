extension Document {
  /// The canonical address of a range; typed, it resolves to the same range.
  ///
  /// `p12` for a block, `p12.3` or `p12.3-5` for sentences, `s2` for a section, else `p12:some words` where
  /// the words are few and stand once in the block, else `p12/10+24`; `p12.3..p14` over several blocks. Ends
  /// that lie in the blank between blocks are moved to the text beside it.
  public func address(of range: ScalarRange) -> String {
    let touched = blockIndices(touching: range)
    guard let first = touched.first, let last = touched.last else { return "" }
    if first == last { return address(of: range, inBlock: first) }
    if let section = sectionAddress(of: range, first: first, last: last) { return section }
    let head = ScalarRange(min(range.start, blocks[first].range.end), blocks[first].range.end)
    let tail = ScalarRange(blocks[last].range.start, min(range.end, blocks[last].range.end))
    return "\(plainAddress(of: head, in: blocks[first]))..\(plainAddress(of: tail, in: blocks[last]))"
  }

  /// Words of a quote are an address only up to so many scalars, and in a block of no more than so many:
  /// whether they stand once is found by searching it.
  private static let longestQuote = 48
  private static let longestQuotedBlock = 8_000

  private func address(of range: ScalarRange, inBlock index: Int) -> String {
    let block = blocks[index]
    let end = block.range.end
    let range = ScalarRange(min(range.start, end), min(range.end, end))
    let plain = plainAddress(of: range, in: block)
    guard plain.contains("/"), (1...Self.longestQuote).contains(range.count),
      block.range.count <= Self.longestQuotedBlock
    else { return plain }
    let words = text[range]
    let matches = matches(of: words, in: index..<index + 1, within: block.range, ignoringCase: false)
    // The words must say exactly this range: white space at an end, for one, would not count.
    return matches == [range] ? "\(block.address):\(words)" : plain
  }

  /// The address of a range within a block, without quoting.
  private func plainAddress(of range: ScalarRange, in block: Block) -> String {
    if range == block.range { return block.address }
    let first = block.sentences.partitioningIndex { $0.start >= range.start }
    let last = block.sentences.partitioningIndex { $0.end >= range.end }
    if !range.isEmpty, first <= last, last < block.sentences.count,
      block.sentences[first].start == range.start, block.sentences[last].end == range.end
    {
      return "\(block.address).\(first + 1)" + (first == last ? "" : "-\(last + 1)")
    }
    return "\(block.address)/\(range.start - block.range.start)+\(range.count)"
  }

  private func sectionAddress(of range: ScalarRange, first: Int, last: Int) -> String? {
    guard let section = blocks[first].section, blocks[last].section == section,
      blocks[first].kind == .heading, blocks[first].range.start == range.start,
      blocks[last].range.end == range.end,
      last + 1 == blocks.count || blocks[last + 1].section != section
    else { return nil }
    return section
  }

  /// A range as errors and lists of candidates have it.
  public func passage(_ range: ScalarRange) -> AddressError.Passage {
    AddressError.Passage(address: address(of: range), excerpt: excerpt(range), range: range)
  }

  /// What stands at a range with a little around it, on one line. A point is marked.
  func excerpt(_ range: ScalarRange) -> String {
    guard let block = block(containing: range.start) else { return "" }
    let (around, longest) = (24, 72)
    let start = max(block.range.start, range.start - around)
    let end = min(block.range.end, max(range.end + around, start + longest), start + 2 * longest)
    guard start < end else { return "" }
    let point = min(range.start, block.range.end)
    let words =
      range.isEmpty
      ? text[ScalarRange(start, point)] + "|" + text[ScalarRange(point, end)] : text[ScalarRange(start, end)]
    return (start > block.range.start ? "…" : "") + words
      + (end < block.range.end ? "…" : "")
  }
}
