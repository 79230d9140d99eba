/// Last lines of pages that are their notes', although other pages' notes say the same: `2 ibid`.
extension PageEdges {
  /// Most lines of a note that are looked over for its number.
  private static let longestNote = 8

  /// The lines that say the same as others, all of which end notes with marks in the text of their pages.
  func notes(among places: [String: [Int]], in source: SourceText) -> Set<Int> {
    let lines = FootLines(of: source)
    return Set(
      places.values.filter { group in
        group.count > 1 && group.allSatisfy { endsNote($0, among: lines, in: source) }
      }.joined())
  }

  /// Whether a line, or one over it with no blank line between, opens with the number or symbol of a note that stands right behind
  /// a word in the text of its page.
  private func endsNote(_ index: Int, among lines: FootLines, in source: SourceText) -> Bool {
    for line in (max(0, index - Self.longestNote)...index).reversed() {
      if lines.isBlank(line) { return false }
      if let opening = source.opening(lines.content(line)), opening.form != .alone,
        lines.isMarked(opening.text, onPageBefore: line)
      {
        return true
      }
      // Under a note that has ended stands the page's own line.
      if lines.hasPageEnd(line..<line + 1) || line > 0 && source.endsSentence(lines.content(line - 1)) {
        return false
      }
    }
    return false
  }
}
