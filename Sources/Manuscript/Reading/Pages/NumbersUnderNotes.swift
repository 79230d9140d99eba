/// Numbers of a page's notes of which some stand right under their notes. A raised number sits between the first line of
/// its note and the second, so that a program that goes by place reads it before a note of one line, and after a longer
/// one. Blank lines part the notes, and so each number has its own, from the page's end upwards.
struct NumbersUnderNotes {
  /// The lines of numbers that stand under their notes, and those with which the notes begin.
  private(set) var moves: [(number: Int, note: Int)] = []

  /// The lines of all numbers of feet that came out.
  private(set) var settled: Set<Int> = []

  private let source: SourceText
  private let numbers: [(line: Int, value: Int)]
  /// Most lines of a note whose number stands under it, and of a page.
  private static let longestNote = 16
  private static let longestPage = 160
  /// Most lines of a page's last note and its first text in which the note's first line is looked for.
  private static let nearLines = 8

  /// - Parameter numbers: the lines that are no more than a number, in order.
  init(_ numbers: [(line: Int, value: Int)], in source: SourceText) {
    (self.source, self.numbers) = (source, numbers)
    // Where nothing shows the pages, the text may go on right under a foot.
    guard numbers.contains(where: { isBlank($0.line + 1) && !isBlank($0.line - 1) }),
      hasPageEnd(source.lines.indices)
    else { return }
    var place = 0
    while place < numbers.count {
      var end = place + 1
      while end < numbers.count, numbers[end].value == numbers[end - 1].value + 1,
        numbers[end].line - numbers[end - 1].line <= Self.longestNote,
        !hasPageEnd(numbers[end - 1].line + 1..<numbers[end].line + 1)
      {
        end += 1
      }
      find(place..<end)
      place = end
    }
  }

  /// Looks through the numbers of one page's foot. Each has one text, above it or under it; where that does not come out,
  /// nothing is moved.
  private mutating func find(_ run: Range<Int>) {
    let first = numbers[run.lowerBound]
    guard run.count > 1, let end = pageEnd(after: numbers[run.upperBound - 1].line),
      isMarked(first.value, before: first.line)
    else { return }
    var found: [(number: Int, note: Int)] = []
    var limit = end
    for place in run.reversed() {
      let line = numbers[place].line
      let below = texts(in: line + 1..<limit)
      if below.count == 1 {
        // It may stand right under the text, and would end that.
        found.append((line, below[0]))
        limit = line
      } else if below.isEmpty, !isBlank(line - 1) {
        let top = place > run.lowerBound ? numbers[place - 1].line + 1 : max(0, line - Self.longestPage)
        guard let note = noteEnding(at: line, from: top, isFirst: place == run.lowerBound) else { return }
        found.append((line, note))
        limit = note
      } else {
        return
      }
    }
    guard found.contains(where: { $0.note < $0.number }) || !isBlank(first.line - 1) else { return }
    moves += found
    settled.formUnion(numbers[run].lazy.map(\.line))
  }

  /// The first line of the text that ends right above a number. The page's first note may stand right under its text: there
  /// it begins where a sentence does while the text's is open, if that is one place only.
  private func noteEnding(at number: Int, from top: Int, isFirst: Bool) -> Int? {
    var start = number
    while start > top, !isBlank(start - 1), !hasPageEnd(start..<start + 1) { start -= 1 }
    guard isFirst else { return start }
    let candidates = (max(start + 1, number - Self.nearLines)..<max(start + 1, number)).filter { line in
      let (above, text) = (content(line - 1), content(line))
      return source.beginsLikeSentence(text) && !source.endsSentence(withoutMark(above))
        && !SourceText.isDigit(source.bytes[text.lowerBound])
    }
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// A line without the mark of a note with which it ends: `that mattered.9`
  private func withoutMark(_ line: Range<Int>) -> Range<Int> {
    let digits = source.bytes[line].reversed().prefix(while: SourceText.isDigit).count
    return line.lowerBound..<line.upperBound - min(digits, 3)
  }

  /// The texts, parted by blank lines, of some lines, by their first lines.
  private func texts(in lines: Range<Int>) -> [Int] {
    lines.filter { !isBlank($0) && ($0 == lines.lowerBound || isBlank($0 - 1)) }
  }

  /// Where the page of a line ends: at a form feed or the text's end, the page's number before it left aside.
  private func pageEnd(after line: Int) -> Int? {
    var (end, next) = (line + 1, line + 1)
    while next < source.lines.count, next - line <= Self.longestPage, !hasPageEnd(next..<next + 1) {
      let text = content(next)
      if !text.isEmpty, !source.bytes[text].allSatisfy(SourceText.isDigit) { end = next + 1 }
      next += 1
    }
    return next - line <= Self.longestPage ? end : nil
  }

  /// Whether a number stands right behind a word or a stop in the lines of a page above a line.
  private func isMarked(_ value: Int, before line: Int) -> Bool {
    let number = String(value)
    return source.lines[max(0, line - Self.longestPage)..<line].contains {
      source.holdsNumber(number, atWordIn: $0.content)
    }
  }

  private func content(_ line: Int) -> Range<Int> { source.trimmed(source.lines[line].content) }

  private func isBlank(_ line: Int) -> Bool {
    !source.lines.indices.contains(line) || content(line).isEmpty
  }

  private func hasPageEnd(_ lines: Range<Int>) -> Bool {
    source.lines[lines].contains { source.bytes[$0.content].contains(0x0C) }
  }
}
