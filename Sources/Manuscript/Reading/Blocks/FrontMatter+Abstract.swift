/// Where a paper's abstract begins, and where it ends.
extension FrontMatter {
  /// Most blocks of an abstract, its heading among them.
  private static let mostBlocks = 4

  /// Marks the paragraphs under the word, or those in italics. Under a heading the first is the abstract. More are only
  /// where their end shows too: the text may begin without a heading of its own.
  static func markAbstract(_ blocks: inout [SourceBlock], from first: Int, in source: SourceText) {
    guard first < blocks.count else { return }
    let isUnderHeading = blocks[first].isHeading
    if isUnderHeading, !saysAbstract(blocks[first], in: source) { return }
    let start = isUnderHeading ? first + 1 : first
    let near = blocks.indices.prefix(first + mostBlocks).suffix(from: start)
    let paragraphs = near.prefix { index in
      blocks[index].kind == .paragraph
        && (isUnderHeading || saysAbstract(blocks[index], in: source) || isItalic(blocks[index], in: source))
        && (index == start || !saysKeywords(blocks[index], in: source))
    }
    guard isUnderHeading, paragraphs.count > 1, !showsEnd(paragraphs, of: blocks, in: source) else {
      for index in paragraphs { blocks[index].kind = .abstract }
      return
    }
    blocks[start].kind = .abstract
  }

  /// Whether what follows some paragraphs, or how they are set, shows that they are all of the abstract.
  private static func showsEnd(
    _ paragraphs: Range<Int>, of blocks: [SourceBlock], in source: SourceText
  ) -> Bool {
    if paragraphs.allSatisfy({ isItalic(blocks[$0], in: source) || isLabelled(blocks[$0], in: source) }) {
      return true
    }
    guard paragraphs.upperBound < blocks.count else { return false }
    let next = blocks[paragraphs.upperBound]
    return next.kind == .rule || next.isHeading && beginsText(next, in: source)
      || next.kind == .paragraph && saysKeywords(next, in: source)
  }

  /// Whether a heading is that of a text's first part: `Introduction`, `1. The Mills`.
  static func beginsText(_ heading: SourceBlock, in source: SourceText) -> Bool {
    guard let words = heading.lines.first.map({ source.words(in: $0.content) }), let first = words.first
    else {
      return false
    }
    return first == "1" || words.contains { introductions.contains($0) }
  }

  private static let introductions = Set(
    words: "introduction einleitung einführung introduzione introducción inleiding introdução")

  /// `**Methods.** We asked`, `Results: It was`: the parts of an abstract have names.
  private static func isLabelled(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let first = block.lines.first.flatMap({ source.words(in: $0.content).first }) else { return false }
    return parts.contains(first)
  }

  private static let parts = Set(
    words: """
      background context aim aims purpose objective objectives method methods methodology design participants setting
      data materials results findings conclusion conclusions discussion implications originality value
      """)

  private static func saysKeywords(_ block: SourceBlock, in source: SourceText) -> Bool {
    let words = (block.lines.first.map { source.words(in: $0.content) } ?? []).prefix(2)
    return words.first.map { keywords.contains($0) } ?? false || words == ["key", "words"]
      || words == ["mots", "clés"] || words == ["palabras", "clave"] || words == ["parole", "chiave"]
  }

  private static let keywords = Set(words: "keywords keyword schlüsselwörter schlagwörter trefwoorden")

  static func saysAbstract(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let line = block.lines.first?.content else { return false }
    let end = source.scalarStart(atOrAfter: min(line.upperBound, line.lowerBound + 24))
    let head = source.string(line.lowerBound..<end).lowercased()
    let word = head.unicodeScalars.drop { !$0.properties.isAlphabetic }.prefix { $0.properties.isAlphabetic }
    let opening = String(String.UnicodeScalarView(word))
    return opening == "abstract" || block.isHeading && summaries.contains(opening)
  }

  private static let summaries = Set(
    words: "summary zusammenfassung résumé resumen resumo riassunto sommario samenvatting")

  /// A paragraph set in italics from end to end.
  private static func isItalic(_ block: SourceBlock, in source: SourceText) -> Bool {
    guard let first = block.lines.first?.content.first, let last = block.lines.last?.content.last else {
      return false
    }
    let mark = source.bytes[first]
    return (mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")) && source.bytes[last] == mark
      && block.length > 120
  }
}
