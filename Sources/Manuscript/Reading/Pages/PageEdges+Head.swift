extension PageEdges {
  /// What a line says as a page's head.
  struct Head {
    /// What equal lines have in common. Stamps hold several numbers, dates and times, that differ.
    let key: String
    let words: [String]
    /// The page's number beside its words, and whether it stands before them.
    let number: Int?
    let isNumberFirst: Bool

    /// Nil for a line that has no words or too many.
    init?(ofLine index: Int, in source: SourceText) {
      let text = source.trimmed(source.lines[index].content)
      guard let line = RunningHeads.line(text, in: source) else { return nil }
      words = line.words
      let numbers = words.count { $0.utf8.contains(where: SourceText.isDigit) }
      key = numbers > 2 ? words.withoutNumbers : words.joined(separator: " ")
      number = line.number
      isNumberFirst = SourceText.isDigit(source.bytes[text.lowerBound])
    }
  }
}
