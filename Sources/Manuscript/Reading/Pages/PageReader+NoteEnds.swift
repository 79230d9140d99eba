/// What stands below a foot's last note: more of that note, or the text that the foot interrupts.
extension PageReader {
  /// How many of the blocks after a foot's last note go on that note rather than the body. Only strong
  /// evidence makes it any: the body was interrupted and goes on only after them, or the note was
  /// interrupted and the body was not.
  func continuations(from index: Int) -> Int {
    guard index < input.count, input[index].kind == .paragraph, !input[index].standsApart, let lastNote else {
      return 0
    }
    let first = TextStart(of: input[index], in: source)
    let note = TextEnd(of: result.blocks[lastNote], in: source)
    guard let lastBody, result.blocks[lastBody].isRunning else {
      return note.isOpen && first.goesOn ? 1 : 0
    }
    let body = TextEnd(of: result.blocks[lastBody], in: source)
    if !body.isOpen { return note.isOpen && first.goesOn ? 1 : 0 }
    if first.goesOn {
      let isOpen = note.isOpen || source.endsWithCitedNumber(result.blocks[lastNote])
      return isOpen ? paragraphs(from: index) : 0
    }
    // A note's other paragraphs: the page's number comes after them, and then the sentence of the text.
    if first.isWord, case let count = paragraphs(from: index), count > 0 { return count }
    // A paragraph that begins in mid-sentence after one that is closed goes on something earlier: the body.
    for ahead in 1...2 {
      guard index + ahead < input.count, input[index + ahead].kind == .paragraph,
        !TextEnd(of: input[index + ahead - 1], in: source).isOpen
      else { return 0 }
      if TextStart(of: input[index + ahead], in: source).goesOn { return ahead }
    }
    return 0
  }

  /// Whether a paragraph after a page's end goes on the note that the page broke off: notes stand there under a heading of
  /// their own, and there is no other text that could go on.
  func goesOnEndnote(_ index: Int) -> Bool {
    guard let lastNote, let lastBody, lastBody < lastNote, result.blocks[lastBody].isHeading,
      TextStart(of: input[index], in: source).goesOn, TextEnd(of: result.blocks[lastNote], in: source).isOpen
    else { return false }
    let next = input[(index + 1)...].first { $0.isText }
    return next.map(\.isNote) ?? true
  }

  /// Most paragraphs of a note after its first.
  private static let mostParagraphs = 4

  /// How many paragraphs stand between a foot and the page's end, after which the text before the foot goes on; none if it
  /// does not.
  private func paragraphs(from index: Int) -> Int {
    let count = input[index...].prefix(Self.mostParagraphs + 1).prefix {
      $0.kind == .paragraph && !$0.standsApart && PageNumbers.number(of: $0, in: source) == nil
    }.count
    guard (1...Self.mostParagraphs).contains(count) else { return 0 }
    let last = index + count - 1
    // What breaks off there goes on at the next page's foot.
    let isBroken =
      TextEnd(of: input[last], in: source).isOpen && TextStart(of: input[index], in: source).isWord
    return textGoesOn(after: last, isBroken: isBroken) ? count : 0
  }

  /// Paragraphs taken for a note's that break off at the page's end: the text, too, is open there.
  mutating func flagBroken(_ paragraphs: Range<Int>) {
    guard let first = paragraphs.first, let last = paragraphs.last,
      TextEnd(of: input[last], in: source).isOpen, TextStart(of: input[first], in: source).isWord,
      let line = input[last].lines.last?.content
    else { return }
    result.undecided.append(
      PageStructure.Undecided(
        what: "This breaks off at a page's end, under the page's notes. It is taken for the last note's.",
        bytes: line))
  }

  /// Says of notes at pages' feet that break off and of which nothing that follows was found to be the rest.
  mutating func flagBrokenNotes() {
    for note in result.blocks where note.isNote && note.kind != .note(.caret) && note.kind != .note(.inline) {
      guard let line = note.lines.last?.content,
        Continuation.mustGoOn(note, TextEnd(of: note, in: source), in: source)
      else { continue }
      result.undecided.append(
        PageStructure.Undecided(
          what: "This note breaks off. Its rest may stand in the text of the next page, and was not found.",
          bytes: line))
    }
  }

  /// Whether the page ends after a whole text, and what comes then goes on in mid-sentence: not that text, so the one
  /// before the foot.
  private func textGoesOn(after index: Int, isBroken: Bool) -> Bool {
    guard isBroken || !TextEnd(of: input[index], in: source).isOpen, index + 1 < input.count,
      !input[index + 1].isText,
      let next = input[(index + 1)...].firstIndex(where: \.isText)
    else { return false }
    // Right over the next foot it would go on the note, unless the notes there are its own.
    if next + 1 < input.count, input[next + 1].isNote, !source.holdsMark(input[next], known: result.markers) {
      return false
    }
    guard input[next].kind == .paragraph else { return false }
    let start = TextStart(of: input[next], in: source)
    return start.goesOn || goesOnWithNumber(over: input[index], start)
  }

  /// Whether the text before the foot breaks off with a word that something must follow, and a number begins what comes
  /// after the page's end: `The lease of`, `1664 set out`. What stands between begins a sentence as no name does.
  private func goesOnWithNumber(over block: SourceBlock, _ start: TextStart) -> Bool {
    guard let lastBody, start.first?.properties.numericType != nil else { return false }
    let end = TextEnd(of: result.blocks[lastBody], in: source)
    return end.last != "," && (end.isDangling || Continuation.isDangling(end)) && block.label == nil
  }
}

extension SourceText {
  /// Whether a block ends with a number that an abbreviation leads in, `cit., pp. 102`, which may be more than one page:
  /// `ss.`
  func endsWithCitedNumber(_ block: SourceBlock) -> Bool {
    guard let line = block.lines.last?.content, let last = line.last, Self.isDigit(bytes[last]) else {
      return false
    }
    let head = bytes[line].reversed().drop(while: Self.isDigit)
    guard let blank = head.first, Self.isBlank(blank) else { return false }
    let word = head.drop(while: Self.isBlank)
    return word.first == UInt8(ascii: ".") && word.dropFirst().first.map(Self.isLetter) ?? false
  }
}
