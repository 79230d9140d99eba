/// The lines of a plain text in the order in which they are read, whose pages end at form feeds, as the numbers at their feet
/// are told by them.
struct FootLines {
  let source: SourceText
  let all: [SourceLine]

  /// Most lines of a page.
  static let longestPage = 160

  init(of source: SourceText, inOrder lines: [SourceLine]? = nil) {
    self.source = source
    all = lines ?? source.lines
  }

  func content(_ line: Int) -> Range<Int> { source.trimmed(all[line].content) }

  func isBlank(_ line: Int) -> Bool { !all.indices.contains(line) || content(line).isEmpty }

  func hasPageEnd(_ lines: Range<Int>) -> Bool {
    all[lines].contains { source.bytes[$0.content].contains(0x0C) }
  }

  /// A line without the mark of a note with which it ends: `that mattered.9`
  func withoutMark(_ line: Range<Int>) -> Range<Int> {
    let digits = source.bytes[line].reversed().prefix(while: SourceText.isDigit).count
    return line.lowerBound..<line.upperBound - min(digits, 3)
  }

  /// The last line over another that is not blank, on its page.
  func lastText(before line: Int) -> Int? {
    all[max(0, line - Self.longestPage)..<line].indices.last { !isBlank($0) }
  }

  /// Where the page of a line ends: at a form feed or the text's end, the page's number before it left aside.
  func pageEnd(after line: Int) -> Int? {
    var (end, next) = (line + 1, line + 1)
    while next < all.count, next - line <= Self.longestPage, !hasPageEnd(next..<next + 1) {
      let text = content(next)
      if !text.isEmpty, !source.bytes[text].allSatisfy(SourceText.isDigit) { end = next + 1 }
      next += 1
    }
    return next - line <= Self.longestPage ? end : nil
  }

  /// A page's last line, its number left aside; nil for a page longer than any is.
  private func lastText(of page: Range<Int>) -> Int? {
    guard !page.isEmpty, page.count <= Self.longestPage else { return nil }
    let last = page.dropFirst().last { line in
      let text = content(line)
      return !text.isEmpty && !source.bytes[text].allSatisfy(SourceText.isDigit)
    }
    return lastText(before: (last ?? page.lowerBound) + 1)
  }

  /// The last lines of pages that say what another page's last line says, and end no sentence.
  func repeatedEnds(ofPages pages: [Range<Int>]) -> Set<Int> {
    let ends = pages.compactMap { lastText(of: $0) }.filter { !source.endsSentence(content($0)) }
    let same = Dictionary(grouping: ends) { source.string(content($0)) }.values
    return Set(same.filter { $0.count > 1 }.joined())
  }

  /// Whether a number stands right behind a word or a stop in the lines of the page above a line.
  func isMarked(_ value: Int, before line: Int) -> Bool {
    let number = String(value)
    return all[max(0, line - Self.longestPage)..<line].contains {
      source.holdsNumber(number, atWordIn: $0.content)
    }
  }

  /// The same of the lines above it on its own page alone, and of a symbol.
  func isMarked(_ mark: String, onPageBefore line: Int) -> Bool {
    let near = max(0, line - Self.longestPage)..<line
    let start = near.last { hasPageEnd($0..<$0 + 1) } ?? near.lowerBound
    return all[start..<line].contains { source.holdsNumber(mark, atWordIn: $0.content) }
  }
}
