/// Entries of literature that begin with raised numbers, `<sup>1</sup> Adam, The Lamp`, in a paper whose notes have names,
/// `[^1]`: they are text, as those with plain numbers are.
enum LiteratureEntries {
  /// The blocks with such entries as items of a list, each with its number.
  static func marked(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    guard blocks.contains(where: { $0.kind == .note(.caret) }),
      blocks.contains(where: { $0.kind == .note(.superscript) })
    else { return blocks }
    var isLiterature = false
    var last = 0
    return blocks.map { block in
      if block.isHeading { (isLiterature, last) = (NotesHeadings.isLiterature(block, in: source), 0) }
      guard isLiterature, block.kind == .note(.superscript), let number = block.label.flatMap({ Int($0) }),
        number == last + 1, let digits = digits(of: block, in: source)
      else { return block }
      last = number
      return entry(block, digits, in: source)
    }
  }

  /// The item with its number as its first line, which goes on in the entry itself.
  private static func entry(
    _ block: SourceBlock, _ digits: Range<Int>, in source: SourceText
  ) -> SourceBlock {
    var entry = block
    (entry.kind, entry.label, entry.marker) = (.listItem(depth: 1), nil, nil)
    entry.bytes = digits.lowerBound..<block.bytes.upperBound
    // The tag that closes the raised number stands where the blank is.
    let isTag = source.has("<", at: digits.upperBound, before: block.bytes.upperBound)
    let body = isTag ? block.lines[0].content.lowerBound : digits.upperBound
    entry.lines.insert(SourceLine(content: digits, newline: digits.upperBound..<body), at: 0)
    entry.lines[1].joint = .softBreak
    return entry
  }

  /// The number with which an item of a list begins, raised or not.
  static func number(of block: SourceBlock, in source: SourceText) -> Int? {
    guard let label = block.label ?? block.lines.first.map({ source.string($0.content) }) else { return nil }
    return number(ofLabel: label)
  }

  /// The number that a label of a list's item says, raised or not.
  static func number(ofLabel label: String) -> Int? {
    let digits = label.unicodeScalars.compactMap { scalar -> Character? in
      if let raised = SourceText.superscriptDigit(scalar) { return "\(raised)".first }
      return [".", ")"].contains(scalar) ? nil : Character(scalar)
    }
    return Int(String(digits))
  }

  private static func digits(of block: SourceBlock, in source: SourceText) -> Range<Int>? {
    guard let marker = block.marker else { return nil }
    if let raised = source.superscripts(at: marker.lowerBound, before: marker.upperBound) {
      return marker.lowerBound..<raised.end
    }
    guard let first = marker.first(where: { SourceText.isDigit(source.bytes[$0]) }) else { return nil }
    return first..<source.endOfDigits(at: first, before: marker.upperBound)
  }
}

/// The numbers in brackets of a list of literature, which counts once from 1: where a list does so again, with no heading
/// between, it is none of literature.
struct EntryNumbers {
  private var hasBegun = false

  /// Whether a block, which comes next, begins such a list again.
  mutating func beginAnew(with block: SourceBlock, in source: SourceText) -> Bool {
    if block.isHeading { hasBegun = false }
    guard block.kind == .paragraph, let line = block.lines.first?.content, let opening = source.opening(line),
      opening.form == .bracket, opening.label.system == .number, opening.label.ordinal == 1
    else { return false }
    defer { hasBegun = true }
    return hasBegun
  }
}
