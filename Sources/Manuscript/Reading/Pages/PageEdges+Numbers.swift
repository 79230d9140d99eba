/// Lines at pages' edges that are no more than a number.
extension PageEdges {
  /// Those of some lines that end the sentence over them with a number and a stop, `rubr.`, `17.` and `Barley,`, `p. 303.`,
  /// for few pages have such a number and no blank line over it, or none of them counts on and all go on what breaks off over
  /// them, as in notes that cite numbers.
  static func endsOfSentences(among edges: [Int], ofPages pages: Int, in source: SourceText) -> Set<Int> {
    let stopped = edges.filter { index in
      index > 0 && source.isStoppedPlace(source.trimmed(source.lines[index].content))
        && !source.trimmed(source.lines[index - 1].content).isEmpty
    }
    return stopped.count * 2 <= max(pages, 2) || countNothing(stopped, in: source) ? Set(stopped) : []
  }

  private static func countNothing(_ stopped: [Int], in source: SourceText) -> Bool {
    let numbers = stopped.map { bareNumber(source.trimmed(source.lines[$0].content), in: source) }
    return zip(numbers, numbers.dropFirst()).allSatisfy { before, number in
      guard let before, let number else { return true }
      return !(before...before + mostSkipped).contains(number)
    }
      && stopped.allSatisfy { index in
        let above = source.trimmed(source.lines[index - 1].content)
        return source.scalars(in: above.suffix(4)).last?.properties.isLowercase ?? false
      }
  }

  /// Most pages between two that show their numbers.
  private static let mostSkipped = 3

  /// The number by itself under a page's first line, or over its second, that is in capitals or names the paper or its authors.
  func numberBeside(_ index: Int, _ words: [String], in source: SourceText) -> Int? {
    let top = tops.partitioningIndex { $0 > index } - 1
    guard top >= 0, index - tops[top] < Self.mostLines,
      let near = tops[top] == index ? textBelow(index, in: source) : Self.lineAbove(index, in: source),
      let number = Self.bareNumber(near, in: source)
    else { return nil }
    let isHead =
      names.areSaid(by: words)
      || !source.string(source.lines[index].content).contains(where: \.isLowercase)
    return isHead ? number : nil
  }

  /// The text of the line below one, blank lines left aside.
  func textBelow(_ index: Int, in source: SourceText) -> Range<Int>? {
    source.lines[(index + 1)...].prefix(Self.mostLines).lazy.map { source.trimmed($0.content) }
      .first { !$0.isEmpty }
  }

  /// Marks the lines whose numbers count on from one page's edge to the next, if anything else shows one of them to be a
  /// page's: sections that begin at pages' tops count on, too. Of headings beside pages' numbers each must be shown.
  mutating func markCounted(_ numbered: [(index: Int, number: Int)], in source: SourceText) {
    var start = 0
    for end in numbered.indices.map({ $0 + 1 })
    where end == numbered.count || numbered[end].number != numbered[end - 1].number + 1 {
      let lines = numbered[start..<end].map(\.index)
      start = end
      guard lines.count > 1 else { continue }
      let shown = lines.filter { isShown($0, in: source) }
      guard shown.count == lines.count || !shown.isEmpty && lines.allSatisfy({ holdsNumber($0, in: source) })
      else { continue }
      for index in lines
      where furniture[index] == nil
        && (Self.looksLikeHead(index, in: source) || isYear(index, in: source))
        && !Self.isNoteOrSentence(index, in: source)
      {
        furniture[index] = true
      }
    }
    leaveOpen(numbered, in: source)
  }

  private func isYear(_ index: Int, in source: SourceText) -> Bool {
    source.numberAcrossYear(source.trimmed(source.lines[index].content)) != nil
  }

  private func holdsNumber(_ index: Int, in source: SourceText) -> Bool {
    furniture[index] != nil || isYear(index, in: source)
      || RunningHeads.line(source.trimmed(source.lines[index].content), in: source)?.number != nil
  }

  /// Whether a line with a number is known to be a page's, a sentence goes on under it, or it says nothing but words of the
  /// paper's title and its authors' names before the number.
  private func isShown(_ index: Int, in source: SourceText) -> Bool {
    if furniture[index] != nil { return true }
    let text = source.trimmed(source.lines[index].content)
    if let below = textBelow(index, in: source), source.beginsSmall(below), !goesOn(below: index, in: source)
    {
      return true
    }
    // `2 The weir` is a section's heading.
    guard let first = text.first, !SourceText.isDigit(source.bytes[first]),
      let words = RunningHeads.line(text, in: source)?.words
    else { return false }
    return names.areSaid(by: words)
  }

  static func isNoteOrSentence(_ index: Int, in source: SourceText) -> Bool {
    looksLikeNote(index, in: source) || isSentence(index, in: source)
  }
}

extension SourceText {
  /// Whether a line is no more than a number with a stop, or a place in a work with its abbreviation: `303.`, `p. 303.`
  fileprivate func isStoppedPlace(_ line: Range<Int>) -> Bool {
    let word = bytes[line].prefix { Self.isLetter($0) }
    guard (1...3).contains(word.count), has(". ", at: word.endIndex, before: line.upperBound) else {
      return isStoppedNumber(line)
    }
    return isStoppedNumber(trimmed(word.endIndex + 1..<line.upperBound))
  }
}
