/// Numbers of a page's notes of which some stand right under their notes. A raised number sits between the first line of
/// its note and the second, so that a program that goes by place reads it before a note of one line, and after a longer
/// one. Blank lines part the notes, and so each number has its own, from the page's end upwards.
struct NumbersUnderNotes {
  /// The lines of numbers that stand under their notes, and those with which the notes begin.
  private(set) var moves: [(number: Int, note: Int)] = []

  /// The lines of all numbers of feet that came out.
  private(set) var settled: Set<Int> = []

  /// The lines with which first notes end that may begin at more than one place of the text over them, and their numbers.
  private(set) var doubts: [(line: Int, note: Int)] = []

  private let source: SourceText
  private let lines: FootLines
  private let numbers: [(line: Int, value: Int)]
  /// Most lines of a note whose number stands under it.
  private static let longestNote = 16
  /// Most lines of a page's last note and its first text in which the note's first line is looked for.
  private static let nearLines = 8

  /// - Parameter numbers: the lines that are no more than a number, in order.
  init(_ numbers: [(line: Int, value: Int)], in source: SourceText) {
    (self.source, self.numbers) = (source, numbers)
    lines = FootLines(of: source)
    // Where nothing shows the pages, the text may go on right under a foot.
    guard numbers.contains(where: { endsPart($0.line) && !lines.isBlank($0.line - 1) }),
      lines.hasPageEnd(source.lines.indices)
    else { return }
    var place = 0
    while place < numbers.count {
      var end = place + 1
      while end < numbers.count, numbers[end].value == numbers[end - 1].value + 1,
        numbers[end].line - numbers[end - 1].line <= Self.longestNote,
        !lines.hasPageEnd(numbers[end - 1].line + 1..<numbers[end].line + 1)
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
    guard run.count > 1, let end = lines.pageEnd(after: numbers[run.upperBound - 1].line),
      lines.isMarked(first.value, before: first.line), !mayEndWithPageNumber(run)
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
      } else if below.isEmpty, !lines.isBlank(line - 1) {
        let top = place > run.lowerBound ? numbers[place - 1].line + 1 : max(0, line - FootLines.longestPage)
        guard let note = noteEnding(at: place, from: top, isFirst: place == run.lowerBound) else {
          // The others are known without it, if a note ends over its number.
          guard place == run.lowerBound, endsSentence(line - 1) else { return }
          doubts.append((line - 1, numbers[place].value))
          break
        }
        found.append((line, note))
        limit = note
      } else {
        return
      }
    }
    guard found.contains(where: { $0.note < $0.number }) || !lines.isBlank(first.line - 1) else { return }
    moves += found
    settled.formUnion(numbers[run].lazy.map(\.line))
  }

  /// Whether a blank line or the page's end comes right after a line.
  private func endsPart(_ line: Int) -> Bool {
    lines.isBlank(line + 1) || lines.hasPageEnd(line + 1..<line + 2)
  }

  /// Whether the last of a foot's numbers, right over the page's end, may be the page's: not all of them have marks on the page.
  private func mayEndWithPageNumber(_ run: Range<Int>) -> Bool {
    let last = numbers[run.upperBound - 1].line
    guard !lines.isBlank(last + 1) else { return false }
    let foot = numbers[run.lowerBound].line
    return numbers[run].contains { !lines.isMarked(String($0.value), onPageBefore: foot) }
  }

  /// The first line of the text that ends right above a number. The page's first note may stand right under its text: there
  /// it begins where a sentence does behind its mark, if that is one place only.
  private func noteEnding(at place: Int, from top: Int, isFirst: Bool) -> Int? {
    let number = numbers[place].line
    var start = number
    while start > top, !lines.isBlank(start - 1), !lines.hasPageEnd(start..<start + 1) { start -= 1 }
    guard start < number, isFirst else { return start < number ? start : nil }
    let isApart =
      start > top && number - start <= Self.nearLines && !lines.hasPageEnd(start..<start + 1)
      && lines.isMarked(numbers[place].value, before: start)
    if isApart, let last = lines.lastText(before: start), !endsSentence(last),
      !hasRoom(on: last, for: start, before: number)
    {
      return start
    }
    let starts = (max(start + 1, number - Self.nearLines)..<max(start + 1, number)).filter { line in
      let text = lines.content(line)
      return source.beginsLikeSentence(text) && !SourceText.isDigit(source.bytes[text.lowerBound])
        && lines.isMarked(numbers[place].value, before: line)
    }
    let next = textBehindPage(of: number)
    // A text that the page breaks off is open over the note, and one that it does not has ended.
    let isOpen = next.map { source.scalar(at: $0.lowerBound).scalar.properties.isLowercase }
    let open = starts.filter { !endsSentence($0 - 1) }
    let closed = (isApart ? [start] : []) + starts.filter { endsSentence($0 - 1) }
    if isOpen == false, closed.count == 1, hasRoom(on: closed[0] - 1, for: closed[0], before: number) {
      return closed[0]
    }
    let candidates = isOpen == true ? open : next == nil ? closed : open + closed
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// Whether a line has room for the first word of the next text, so that a paragraph or heading ends there.
  private func hasRoom(on last: Int, for line: Int, before number: Int) -> Bool {
    let text = lines.content(line)
    let word = text.prefix { !SourceText.isBlank(source.bytes[$0]) }
    let width = source.width(of: lines.content(last)) + source.width(of: word.startIndex..<word.endIndex)
    let measure =
      (max(0, line - Self.nearLines)..<number).map { source.width(of: lines.content($0)) }.max() ?? 0
    return width * 10 < measure * 9
  }

  /// Whether a sentence ends on a line, with the mark of a note or without.
  private func endsSentence(_ line: Int) -> Bool {
    let text = lines.content(line)
    return source.endsSentence(text) || source.endsSentence(lines.withoutMark(text))
  }

  /// The first line of the page after that of a line; nil where the paper ends.
  private func textBehindPage(of line: Int) -> Range<Int>? {
    guard let end = lines.pageEnd(after: line) else { return nil }
    let next = source.lines[end...].prefix(FootLines.longestPage).first { line in
      let text = source.trimmed(line.content)
      return !text.isEmpty && !source.bytes[text].allSatisfy(SourceText.isDigit)
    }
    return next.map { source.trimmed($0.content) }
  }

  /// The texts, parted by blank lines, of some lines, by their first lines.
  private func texts(in range: Range<Int>) -> [Int] {
    range.filter { !lines.isBlank($0) && ($0 == range.lowerBound || lines.isBlank($0 - 1)) }
  }
}
