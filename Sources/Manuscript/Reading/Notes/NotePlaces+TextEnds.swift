/// Where the text goes on after the notes of a foot.
extension NotePlaces {
  /// Most lines of a note that are looked over for where the text goes on.
  private static let longestBody = 24

  /// The line of a note's block on which the sentence goes on that is open before the first note of its foot: a small
  /// letter begins it, and a stop ends the line before; the page's number may stand between. Where pages have run together, nothing else parts a note from
  /// the text after it.
  func textGoesOn(after last: NoteOpening, over first: NoteOpening) -> Int? {
    let lines = blocks[last.block].lines
    let end = min(lines.count, last.line + Self.longestBody)
    guard last.line + 1 < end, isOpen(before: first) else { return nil }
    return (last.line + 1..<end).first { place in
      source.endsWithFullStop(lines[place - 1].content)
        && (source.beginsSmall(lines[place].content)
          || place + 1 < end && source.isFewDigits(lines[place].content)
            && source.beginsSmall(lines[place + 1].content))
    }
  }

  /// The line of a note's block on which the text may go on that is open before the first note of its foot, or the note:
  /// a stop ends the line before, and a capital begins it. Nil where what comes after the foot goes the text on.
  func textMayGoOn(after last: NoteOpening, over first: NoteOpening) -> Int? {
    let lines = blocks[last.block].lines
    let end = min(lines.count, last.line + Self.longestBody)
    guard last.line + 1 < end, blocks[last.block].quoteDepth == 0, isOpen(before: first),
      !goesOn(after: last.block)
    else { return nil }
    return (last.line + 1..<end).first { place in
      source.endsWithFullStop(lines[place - 1].content) && source.beginsLikeSentence(lines[place].content)
        && !source.isStoppedNumber(lines[place].content)
    }
  }

  /// Whether a page ends after a block, or a text goes on after it.
  private func goesOn(after block: Int) -> Bool {
    guard let next = telling[block] else { return false }
    if blocks[next].isHeading || blocks[next].isNote { return false }
    return endsPage(next) || blocks[next].isRunning && TextStart(of: blocks[next], in: source).goesOn
  }

  func isOpen(before opening: NoteOpening) -> Bool {
    if opening.line > 0 {
      let line = blocks[opening.block].lines[opening.line - 1]
      let block = SourceBlock(kind: .paragraph, lines: [line], bytes: line.content)
      return TextEnd(of: block, in: source).isOpen
    }
    guard let before = textBefore[opening.block], blocks[before].isRunning else { return false }
    return TextEnd(of: blocks[before], in: source).isOpen
  }

  /// Whether no page ends between a block and another, and nothing but a few paragraphs stands there.
  func isOneFoot(from first: Int, to last: Int) -> Bool {
    last - first <= Self.nearBlocks && (first..<last).allSatisfy { blocks[$0].isRunning || blocks[$0].isNote }
  }

  private static let nearBlocks = 3

  /// Whether a block is set as the notes of a foot are and the text is not, as a quotation: it goes on the note over it.
  /// - Parameter first: the foot's first note.
  func isSetLikeNote(_ block: Int, at first: NoteOpening) -> Bool {
    guard blocks[block].kind == .paragraph, blocks[block].quoteDepth > 0,
      blocks[block].quoteDepth == blocks[first.block].quoteDepth, let before = textBefore[first.block]
    else { return false }
    return blocks[before].quoteDepth == 0
  }
}

extension SourceText {
  /// Whether a line is no more than a number as pages have it.
  func isFewDigits(_ line: Range<Int>) -> Bool {
    (1...4).contains(line.count) && bytes[line].allSatisfy(Self.isDigit)
  }

  /// Whether a line is no more than a number with a stop, as the last of a sentence is: `rubr.`, `17.`
  func isStoppedNumber(_ line: Range<Int>) -> Bool {
    guard let last = line.last, bytes[last] == UInt8(ascii: ".") else { return false }
    return isFewDigits(line.lowerBound..<last)
  }
}
