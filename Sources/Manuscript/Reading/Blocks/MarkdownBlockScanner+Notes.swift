/// What stands indented under a note's definition is part of the note: paragraphs, quotations, lists, verse.
extension MarkdownBlockScanner {
  /// Whether an indented line belongs to the note right before it.
  func goesOnNote(_ indent: Int) -> Bool {
    guard indent >= 2 else { return false }
    return open?.kind == .note(.caret) || open == nil && blocks.last?.kind == .note(.caret)
  }

  /// Adds a line to the note before it, without the marks of what it is. False if it begins another note.
  mutating func continueNote(_ line: SourceLine) -> Bool {
    guard source.noteStart(line.content)?.style != .caret else { return false }
    if open == nil { open = blocks.removeLast() }
    let last = open?.lines.last
    var line = line
    let (depth, inner) = quoted(line.content)
    line.content = source.trimmed(inner)
    let wasQuoted = last.map { source.followsQuoteMark($0.content) } ?? false
    if let marker = source.listMarker(line.content) {
      line.joint = .paragraph
      if !marker.isOrdered { line.content = marker.body }
    } else if let verse = source.barLine(line.content) {
      let goesOn = last.map { source.followsBar($0.content) } ?? false
      line.joint = goesOn && !followsBlank ? .hardBreak : .paragraph
      line.content = verse
    } else if followsBlank || depth > 0 && !wasQuoted {
      line.joint = .paragraph
    } else if let last, source.forcesBreak(after: last) {
      line.joint = .hardBreak
    }
    if line.content.isEmpty { return true }
    open?.lines.append(line)
    if let start = open?.bytes.lowerBound { open?.bytes = start..<line.content.upperBound }
    return true
  }
}
