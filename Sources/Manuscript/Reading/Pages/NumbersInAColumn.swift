/// Numbers of a page's notes that stand in a column of their own over all the notes. Where the notes are set in from their
/// numbers, a program that goes by place reads one column after the other: `1`, `2`, `3`, the first note, the second, the third.
struct NumbersInAColumn {
  /// The lines of numbers, and those with which their notes begin.
  private(set) var moves: [(number: Int, note: Int)] = []
  /// The lines of all numbers that stand so.
  private(set) var known: Set<Int> = []
  /// The columns with the texts under them that are not parted into as many notes.
  private(set) var unparted: [Range<Int>] = []

  private let lines: FootLines
  private var source: SourceText { lines.source }

  /// - Parameter numbers: the lines that are no more than a number, in order.
  init(_ numbers: [(line: Int, value: Int)], in source: SourceText) {
    lines = FootLines(of: source)
    var place = 0
    while place < numbers.count {
      var end = place + 1
      while end < numbers.count, numbers[end].value == numbers[end - 1].value + 1,
        stands(numbers[end].line, under: numbers[end - 1].line)
      {
        end += 1
      }
      if end - place > 1 { find(numbers[place..<end]) }
      place = end
    }
  }

  /// Whether nothing but blank lines stands between a line and one over it on its page.
  private func stands(_ line: Int, under above: Int) -> Bool {
    line - above <= Self.mostBlank + 1 && (above + 1..<line).allSatisfy(lines.isBlank)
      && !lines.hasPageEnd(above + 1..<line + 1)
  }

  /// Most blank lines between a number of a column and the next.
  private static let mostBlank = 2

  /// Looks through what stands under a column, all of whose numbers are marks on its page.
  private mutating func find(_ column: ArraySlice<(line: Int, value: Int)>) {
    guard let first = column.first, let last = column.last, lines.isBlank(last.line + 1),
      let pageEnd = lines.pageEnd(after: last.line),
      column.allSatisfy({ lines.isMarked($0.value, before: first.line) }),
      let top = (last.line + 1..<pageEnd).first(where: { !lines.isBlank($0) })
    else { return }
    // The lines of a table stand over notes that have numbers of their own.
    let kept = (top..<pageEnd).compactMap { source.opening(lines.content($0)) }.filter { $0.form == .bare }
    if column.allSatisfy({ number in kept.contains { $0.text == String(number.value) } }) { return }
    // The notes after them may have kept their numbers.
    let bottom = (top..<pageEnd).first { line in
      guard let next = source.opening(lines.content(line)) else { return false }
      return (next.form == .bare || next.form == .alone) && next.text == String(last.value + 1)
    }
    guard let end = lastText(in: top..<(bottom ?? pageEnd)), source.endsSentence(lines.content(end)) else {
      return
    }
    // Where blank lines part the numbers they part the notes too. A number right under a text may be that of a note over it.
    let isParted = last.line - first.line > column.count - 1
    if isParted, !lines.isBlank(first.line - 1) { return }
    known.formUnion(column.map(\.line))
    let paragraphs = isParted ? paragraphs(in: top..<end + 1) : []
    let notes =
      paragraphs.count == column.count
      ? paragraphs : notes(in: top..<end + 1, over: first.line, count: column.count)
    if let notes {
      moves += zip(column.map(\.line), notes).map { (number: $0, note: $1) }
    } else {
      unparted.append(first.line..<end + 1)
    }
  }

  private func lastText(in range: Range<Int>) -> Int? { range.last { !lines.isBlank($0) } }

  /// The lines that begin paragraphs; none where a sentence goes on over a blank line.
  private func paragraphs(in range: Range<Int>) -> [Int] {
    let starts = range.filter { !lines.isBlank($0) && ($0 == range.lowerBound || lines.isBlank($0 - 1)) }
    let areWhole = starts.dropFirst().allSatisfy { start in
      lines.lastText(before: start).map { source.endsSentence(lines.content($0)) } ?? false
    }
    return areWhole ? starts : []
  }

  /// The lines with which so many notes begin: under a line that ends a sentence and has room for the next word. Where these
  /// are too few, under each line that ends a sentence, if those are as many as the notes.
  private func notes(in range: Range<Int>, over top: Int, count: Int) -> [Int]? {
    let filled = range.filter { !lines.isBlank($0) }
    let measure =
      (max(0, top - Self.nearLines)..<range.upperBound).map { source.width(of: lines.content($0)) }.max() ?? 0
    var (certain, possible) = ([filled[0]], [filled[0]])
    for (above, line) in zip(filled, filled.dropFirst()) where source.endsSentence(lines.content(above)) {
      let text = lines.content(line)
      let word = text.prefix { !SourceText.isBlank(source.bytes[$0]) }
      let width =
        source.width(of: lines.content(above)) + 1 + source.width(of: word.startIndex..<word.endIndex)
      if width * 10 < measure * 9 { certain.append(line) }
      if source.beginsLikeSentence(text) { possible.append(line) }
    }
    return certain.count == count
      ? certain : possible.count == count && certain.count < count ? possible : nil
  }

  /// Most lines of the text over a foot that show how long its lines are.
  private static let nearLines = 40
}
