/// Lines at pages' edges that are no more than a number.
extension PageEdges {
  /// Those of some lines that end the sentence over them with a number and a stop, `rubr.`, `17.`, for few pages have such a
  /// number and no blank line over it.
  static func endsOfSentences(among edges: [Int], ofPages pages: Int, in source: SourceText) -> Set<Int> {
    let stopped = edges.filter { index in
      index > 0 && source.isStoppedNumber(source.trimmed(source.lines[index].content))
        && !source.trimmed(source.lines[index - 1].content).isEmpty
    }
    return stopped.count * 2 <= pages ? Set(stopped) : []
  }

  /// Marks the lines whose numbers count on from one page's edge to the next, if anything else shows one of them to be a
  /// page's: sections that begin at pages' tops count on, too.
  mutating func markCounted(
    _ numbered: [(index: Int, number: Int)], _ opening: Set<[String]>, in source: SourceText
  ) {
    var start = 0
    for end in numbered.indices.map({ $0 + 1 })
    where end == numbered.count || numbered[end].number != numbered[end - 1].number + 1 {
      let lines = numbered[start..<end].map(\.index)
      start = end
      guard lines.count > 1, lines.contains(where: { isShown($0, opening, in: source) }) else { continue }
      for index in lines
      where furniture[index] == nil && Self.looksLikeHead(index, in: source)
        && !Self.isNoteOrSentence(index, in: source)
      {
        furniture[index] = true
      }
    }
  }

  /// Whether a line with a number is known to be a page's, a sentence goes on under it, or it says nothing but words of the
  /// paper's title and its authors' names before the number.
  private func isShown(_ index: Int, _ opening: Set<[String]>, in source: SourceText) -> Bool {
    if furniture[index] != nil { return true }
    let text = source.trimmed(source.lines[index].content)
    let next = source.lines[(index + 1)...].prefix(Self.mostLines).lazy
      .map { source.trimmed($0.content) }.first { !$0.isEmpty }
    if let first = next?.first, source.scalar(at: first).scalar.properties.isLowercase,
      !goesOn(below: index, in: source)
    {
      return true
    }
    // `2 The weir` is a section's heading.
    guard let first = text.first, !SourceText.isDigit(source.bytes[first]),
      let words = RunningHeads.line(text, in: source)?.words
    else { return false }
    return RunningHeads.isNamed(words, in: Set(opening.joined()))
  }

  static func isNoteOrSentence(_ index: Int, in source: SourceText) -> Bool {
    looksLikeNote(index, in: source) || isSentence(index, in: source)
  }
}
