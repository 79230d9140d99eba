extension Document {
  /// The paper's title: its first heading, if nothing but white space comes before it.
  public var title: String? {
    guard let first = blocks.first, first.kind == .heading else { return nil }
    return text[first.range]
  }

  /// The text of a block.
  public func text(of block: Block) -> String { text[block.range] }

  /// The index of the block in which a scalar lies; in the blank between two blocks it is the one before.
  public func blockIndex(containing offset: Int) -> Int? {
    guard 0 <= offset, offset <= text.count, !blocks.isEmpty else { return nil }
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// The block in which a scalar lies; in the blank between two blocks it is the one before.
  public func block(containing offset: Int) -> Block? {
    blockIndex(containing: offset).map { blocks[$0] }
  }

  /// The blocks that a range touches; it touches a block at whose first scalar it ends.
  public func blockIndices(touching range: ScalarRange) -> Range<Int> {
    guard let first = blockIndex(containing: range.start) else { return 0..<0 }
    var last = first
    while last + 1 < blocks.count, blocks[last + 1].range.start <= range.end { last += 1 }
    return first..<last + 1
  }

  /// The block with the given address (`p12`, `n34`).
  public func block(at address: String) -> Block? { blockIndex(at: address).map { blocks[$0] } }

  /// The index of the block with the given address.
  func blockIndex(at address: String) -> Int? {
    guard let letter = address.first, let number = Int(address.dropFirst()), number > 0 else { return nil }
    let notes = blocks.partitioningIndex { $0.kind == .note }
    if letter == "p" { return number <= notes ? number - 1 : nil }
    guard letter == "n" else { return nil }
    // Notes keep their printed numbers, which rise but may leave gaps.
    let index = blocks[notes...].partitioningIndex { Int($0.address.dropFirst()) ?? 0 >= number }
    return index < blocks.count && blocks[index].address == address ? index : nil
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils the condition; those that do must all stand at the end.
  func partitioningIndex(where fulfils: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if fulfils(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
