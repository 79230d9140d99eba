extension MarkdownBlockScanner {
  /// Lines after bars, as Pandoc writes verse: `| The alders are standing`. A bar by itself parts stanzas; an
  /// indented line without one goes on the line before.
  mutating func scanVerse(at index: Int, quoteDepth: Int) -> Int? {
    var stanza: [SourceLine] = []
    var next = index
    func block() -> SourceBlock? {
      guard let first = stanza.first, let last = stanza.last else { return nil }
      let bytes = first.content.lowerBound..<last.content.upperBound
      return SourceBlock(kind: .paragraph, lines: stanza, bytes: bytes, quoteDepth: quoteDepth)
    }
    while next < source.lines.count {
      let whole = source.lines[next]
      let (depth, inner) = quoted(whole.content)
      let text = source.trimmed(inner)
      guard depth == quoteDepth, !text.isEmpty else { break }
      if let line = source.barLine(text) {
        if line.isEmpty {
          if let block = block() { blocks.append(block) }
          stanza = []
        } else {
          let joint: SourceLine.Joint = stanza.isEmpty ? .softBreak : .hardBreak
          stanza.append(SourceLine(content: line, newline: whole.newline, joint: joint))
        }
      } else if !stanza.isEmpty, text.lowerBound > inner.lowerBound, source.bytes[text.lowerBound] != 0x7C {
        stanza.append(SourceLine(content: text, newline: whole.newline))
      } else {
        break
      }
      next += 1
    }
    guard next > index else { return nil }
    if let block = block() { blocks.append(block) }
    return next
  }
}

extension SourceText {
  /// What stands after the bar that begins a line of verse; nil if none does, or if it is a table's.
  func barLine(_ text: Range<Int>) -> Range<Int>? {
    guard let first = text.first, bytes[first] == UInt8(ascii: "|"),
      text.count == 1 || Self.isBlank(bytes[first + 1]), !bytes[text.dropFirst()].contains(UInt8(ascii: "|"))
    else { return nil }
    return trimmed(first + 1..<text.upperBound)
  }

  /// Whether a line's text stands after a bar, or after a quote's mark.
  func followsBar(_ text: Range<Int>) -> Bool { mark(before: text.lowerBound) == UInt8(ascii: "|") }
  func followsQuoteMark(_ text: Range<Int>) -> Bool { mark(before: text.lowerBound) == UInt8(ascii: ">") }

  private func mark(before offset: Int) -> UInt8? {
    bytes[max(0, offset - 40)..<offset].last { $0 != 0x20 && $0 != 0x09 }
  }

  /// Whether a line forces the next to begin a line of its own: by two blanks at its end, or a backslash.
  func forcesBreak(after line: SourceLine) -> Bool {
    let end = line.content.upperBound
    if line.newline.lowerBound >= end + 2, line.newline.lowerBound <= end + 40,
      bytes[end..<line.newline.lowerBound].allSatisfy({ $0 == 0x20 })
    {
      return true
    }
    let slashes = bytes[line.content].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return !slashes.isMultiple(of: 2)
  }
}
