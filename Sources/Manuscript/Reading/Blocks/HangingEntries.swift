/// Entries of a list that only the hanging indent of their lines shows: the first stands at the margin, those that go on
/// from it stand in.
enum HangingEntries {
  /// The blocks of a plain text with each such list parted into its entries, and with other paragraphs parted where
  /// only the indent of their first lines shows them.
  static func parted(_ blocks: [SourceBlock], in source: SourceText) -> [SourceBlock] {
    let terms = blocks.indices.filter { isDefined(blocks[$0], in: source) }
    let hasTerms = terms.count > 1
    return blocks.parted { _, block in
      if hasTerms, isDefined(block, in: source) { return block.parts(at: [1]) }
      guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 1 else { return nil }
      let starts = starts(in: block, of: source)
      return starts.isEmpty ? IndentedParagraphs.parts(of: block, in: source) : block.parts(at: starts)
    }
  }

  /// Most scalars of a term, and columns by which Pandoc sets in what it means.
  private static let longestTerm = 40
  private static let termIndent = 4

  /// Whether a block is a term and what it means, set in under it. One alone may be anything.
  private static func isDefined(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard block.kind == .paragraph, block.quoteDepth == 0, block.lines.count > 1, !block.keepsLines,
      case let term = block.lines[0].content, source.width(of: term) <= longestTerm,
      source.indent(before: term.lowerBound) == 0, let last = term.last,
      SourceText.isLetter(source.bytes[last]) || source.bytes[last] >= 0x80
        || source.bytes[last] == UInt8(ascii: ")")
    else { return false }
    return block.lines.dropFirst().allSatisfy { source.indent(before: $0.content.lowerBound) == termIndent }
  }

  /// Columns by which the lines of an entry stand in.
  private static let indents = 2...12

  /// Where entries begin. All lines that stand in do so by the same, and go on from a line that is filled; all at the
  /// margin follow the end of an entry and begin like one.
  private static func starts(in block: SourceBlock, of source: SourceText) -> [Int] {
    let lines = block.lines.map(\.content)
    let columns = lines.map { source.indent(before: $0.lowerBound) }
    guard let margin = columns.min(), case let inner = Set(columns).subtracting([margin]), inner.count == 1,
      let indent = inner.first, indents.contains(indent - margin)
    else { return [] }
    let starts = lines.indices.filter { $0 > 0 && columns[$0] == margin }
    guard !starts.isEmpty,
      starts.allSatisfy({ source.beginsEntry(lines[$0]) && source.endsEntry(lines[$0 - 1]) })
    else { return [] }
    let edges = lines.map { source.width(of: $0) }.enumerated().map { columns[$0.offset] + $0.element }
    let measure = edges.max() ?? 0
    let inside = lines.indices.filter { $0 > 0 && columns[$0] > margin }
    // What a colon leads in stands in too.
    if inside.contains(where: {
      source.has(":", at: lines[$0 - 1].upperBound - 1, before: lines[$0 - 1].upperBound)
    }) {
      return []
    }
    let filled = inside.count { index in
      (edges[index - 1] + 1 + source.firstWordWidth(of: lines[index])) * 10 > measure * 9
    }
    // The first lines of paragraphs stand in after what is closed.
    let closed = inside.count { source.endsSentence(lines[$0 - 1]) }
    return filled * 5 >= inside.count * 4 && closed * 2 <= inside.count ? starts : []
  }
}

extension SourceText {
  /// How many scalars a line's first word has.
  func firstWordWidth(of line: Range<Int>) -> Int {
    let word = line.prefix { !Self.isBlank(bytes[$0]) }
    return width(of: line.lowerBound..<line.lowerBound + word.count)
  }

  /// Whether a line begins as entries do: like a sentence, or with the dash that stands for the author of the one before.
  fileprivate func beginsEntry(_ line: Range<Int>) -> Bool {
    guard let first = line.first else { return false }
    return beginsLikeSentence(line) || ["—", "–", "_", "[", "-", "*", "("].contains(scalar(at: first).scalar)
  }

  /// Whether a line may end an entry: with a stop, a number, or an address of the web.
  func endsEntry(_ line: Range<Int>) -> Bool {
    guard let last = line.last else { return false }
    if endsSentence(line) || Self.isDigit(bytes[last]) || ")]".utf8.contains(bytes[last]) { return true }
    return offset(of: "://", in: line) != nil || endsWithPages(line)
  }
}
