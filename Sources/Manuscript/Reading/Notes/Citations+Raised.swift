/// Citations by raised numbers, as medicine and the sciences write them: `so.¹² Then`, `so<sup>1,3–5</sup>`.
extension Citations {
  /// Where a block has numbers that are raised, by the source's marks or by their own form.
  func raisedNumbers(in block: Block) -> [Range<Int>] {
    var ranges = block.emphasis.filter { $0.kind == .superscript }.map(\.range.offsets)
    var index = block.range.start
    while index < block.range.end {
      let start = index
      while index < block.range.end,
        Self.raisedDigit(text[index]) != nil || index > start && joins(index, in: block)
      {
        index += 1
      }
      if index > start { ranges.append(start..<index) }
      index += 1
    }
    return ranges.filter { isCitation($0, in: block) }
  }

  /// A link for each of the numbers; none if there is one that no entry has.
  func links(raised range: Range<Int>) -> [Hyperlink] {
    guard let list = list(for: range.lowerBound) else { return [] }
    var links: [Hyperlink] = []
    var (value, start) = (0, range.lowerBound)
    for offset in range.lowerBound...range.upperBound {
      if offset < range.upperBound, let digit = digit(text[offset]) {
        value = value < 1000 ? value * 10 + digit : value
        continue
      }
      guard offset == range.upperBound || Self.joiners.contains(text[offset]) else { return [] }
      if offset > start {
        guard let entry = list.entries[value] else { return [] }
        links.append(Hyperlink(range: ScalarRange(start, offset), destination: "#\(entry)"))
      }
      (value, start) = (0, offset + 1)
    }
    return links
  }

  /// Whether it is no power and no mass: it follows a word or a mark, and no letter follows it.
  private func isCitation(_ range: Range<Int>, in block: Block) -> Bool {
    guard !range.isEmpty, range.lowerBound > block.range.start else { return false }
    if range.upperBound < block.range.end, Marks.isLetter(text[range.upperBound]) { return false }
    let before = text[range.lowerBound - 1]
    if Marks.isDigit(before) { return false }
    guard Marks.isLetter(before) else { return true }
    let word = text.scalars[max(block.range.start, range.lowerBound - 8)..<range.lowerBound]
      .reversed().prefix(while: Marks.isLetter)
    // `km²`
    return word.count > 3
  }

  private func joins(_ index: Int, in block: Block) -> Bool {
    Self.joiners.contains(text[index]) && index + 1 < block.range.end
      && Self.raisedDigit(text[index + 1]) != nil
  }

  private func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : Self.raisedDigit(scalar)
  }

  private static func raisedDigit(_ scalar: Unicode.Scalar) -> Int? { SourceText.superscriptDigit(scalar) }

  private static let joiners: Set<Unicode.Scalar> = [",", ";", "-", "–", " ", "\u{207B}"]
}
