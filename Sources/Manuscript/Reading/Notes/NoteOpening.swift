/// A stretch that begins as a note's body does, with the form in which its label is written.
struct NoteOpening {
  enum Form: Hashable {
    /// `<sup>1</sup> …`
    case raised
    /// `[Footnote 1: …]`
    case word
    /// `[1] …`
    case bracket
    /// `(1) …`
    case round
    /// `1. …` as an item of a list.
    case list
    /// `1 …`
    case bare
    /// `1` or `†` on a line or in a paragraph by itself, before the note.
    case alone
    /// `* …`, `† …`
    case symbol
    /// `<sup>a</sup> …`
    case letter
  }

  var form: Form
  var label: NoteLabel
  /// The label as it is printed.
  var text: String
  /// The block it opens, or is, and the line in it.
  var block: Int
  var line: Int
  var marker: Range<Int>
  /// The rest of the line; empty if the label stands alone.
  var body: Range<Int>
  /// Whether an anchor or a link back to the text shows what it is.
  var isAnchored = false
  /// Whether it ends in a link back to the text, as nothing but a note does.
  var leadsBack = false
  /// Whether it is a number by itself that ends the paragraph under which it stands: it may be what stands over it that
  /// it numbers.
  var endsText = false
  /// Whether the scanner has read it as a note already.
  var isNote = false

  var offset: Int { marker.lowerBound }
}

extension NoteOpening {
  /// All that a paper's blocks open with, in order.
  static func openings(in blocks: [SourceBlock], of source: SourceText) -> [NoteOpening] {
    var openings: [NoteOpening] = []
    // The block with the bracket that closes the note in brackets that is open.
    var close = 0
    for (index, block) in blocks.enumerated() {
      if index <= close, index > 0, !opensBracket(block, in: source) { continue }
      switch block.kind {
      case .note(let style):
        guard style != .caret, let marker = block.marker, let body = block.lines.first?.content,
          let text = block.label, let label = NoteLabel(text)
        else { continue }
        openings.append(
          NoteOpening(
            form: .raised, label: label, text: text, block: index, line: 0, marker: marker, body: body,
            isNote: true))
      case .listItem:
        if let opening = item(block, at: index, in: source) {
          let found = lines(of: block, from: opening, at: index, in: source)
          openings += (found + rest(of: blocks, at: index, after: found, in: source)).sorted {
            $0.line < $1.line
          }
        } else {
          openings += foot(of: blocks, at: index, in: source)
        }
      case .paragraph:
        if let first = block.lines.first?.content,
          let opening = source.opening(first) ?? source.thousandth(first, after: openings.last)
        {
          var found = lines(of: block, from: opening, at: index, in: source)
          if opening.form == .alone, block.lines.count == 1 {
            found[0].endsText = source.standsUnderText(first)
          }
          // `.. [1]` may have the line to itself, and must have a body.
          if opening.body.isEmpty, opening.form == .bracket, block.lines.count == 1 { found.removeFirst() }
          if opening.form == .word {
            close = closingBracket(of: blocks, from: index, in: source)
            openings += found
            continue
          }
          // A number by itself that nothing but a page's end follows is the page's.
          let isText = index + 1 < blocks.count && blocks[index + 1].isText
          let isPages = opening.form == .alone && partsSentence(blocks, at: index, in: source)
          let own = found.dropFirst(isPages ? 1 : 0).filter {
            isText || $0.form != .alone || $0.line + 1 < block.lines.count
          }
          openings += (own + rest(of: blocks, at: index, after: found, in: source)).sorted {
            $0.line < $1.line
          }
        } else if openings.last?.awaitsBacklink != true,
          let opening = linkedBack(block, at: index, in: source)
        {
          openings.append(opening)
        } else {
          openings += foot(of: blocks, at: index, in: source)
        }
      default: continue
      }
    }
    return withGluedYears(withoutMarks(openings, in: blocks, of: source), in: blocks, of: source)
  }

  /// Whether the link back of what it opens is still to come, at the end of a later paragraph of it.
  private var awaitsBacklink: Bool { isAnchored && !leadsBack }

  /// A paragraph whose number nothing says but the link back with which it ends.
  private static func linkedBack(
    _ block: SourceBlock, at index: Int, in source: SourceText
  ) -> NoteOpening? {
    guard let first = block.lines.first?.content, let number = source.backlinkNumber(of: block),
      let label = NoteLabel(number)
    else { return nil }
    var opening = NoteOpening(
      form: .list, label: label, text: number, block: index, line: 0,
      marker: first.lowerBound..<first.lowerBound, body: first)
    (opening.isAnchored, opening.leadsBack) = (true, true)
    return opening
  }

  /// The item of a list: by its own number or symbol, or by a raised number after its bullet.
  private static func item(_ block: SourceBlock, at index: Int, in source: SourceText) -> NoteOpening? {
    guard let printed = block.label, let first = block.lines.first?.content else { return nil }
    let anchors = source.endOfAnchors(at: first.lowerBound, before: first.upperBound)
    let start = source.endOfBacklinks(at: anchors, before: first.upperBound)
    // Where the anchor has the line to itself, the body is on the next.
    let body = start < first.upperBound ? start..<first.upperBound : first
    var opening: NoteOpening
    if printed.hasPrefix("("), printed.hasSuffix(")"), let label = NoteLabel(printed.dropFirst().dropLast()) {
      guard !body.isEmpty else { return nil }
      opening = NoteOpening(
        form: .round, label: label, text: String(printed.dropFirst().dropLast()), block: index, line: 0,
        marker: block.bytes.lowerBound..<body.lowerBound, body: body)
    } else if let number = printed.last, number == "." || number == ")",
      let label = NoteLabel(printed.dropLast())
    {
      guard !body.isEmpty else { return nil }
      opening = NoteOpening(
        form: .list, label: label, text: String(printed.dropLast()), block: index, line: 0,
        marker: block.bytes.lowerBound..<body.lowerBound, body: body)
      opening.isAnchored = start > first.lowerBound
      opening.leadsBack = start > anchors
    } else if let inner = source.opening(first), [.raised, .letter, .bare, .symbol].contains(inner.form) {
      opening = inner
      opening.block = index
      opening.marker = block.bytes.lowerBound..<inner.marker.upperBound
    } else if let number = source.backlinkNumber(of: block), let label = NoteLabel(number), !body.isEmpty {
      // The link back says what the bullet does not.
      opening = NoteOpening(
        form: .list, label: label, text: number, block: index, line: 0,
        marker: block.bytes.lowerBound..<body.lowerBound, body: body)
    } else if printed == "*", let label = NoteLabel(printed), !body.isEmpty {
      opening = NoteOpening(
        form: .symbol, label: label, text: printed, block: index, line: 0,
        marker: block.bytes.lowerBound..<body.lowerBound, body: body)
    } else {
      return nil
    }
    if let last = block.lines.last?.content, source.startOfBacklink(last) != nil {
      (opening.isAnchored, opening.leadsBack) = (true, true)
    }
    return opening
  }
}

extension SourceText {
  /// What a line opens with, if it opens like a note.
  func opening(_ line: Range<Int>) -> NoteOpening? {
    guard !line.isEmpty else { return nil }
    // `.. [1] `, as reStructuredText has it.
    let isDirective = has(".. [", at: line.lowerBound, before: line.upperBound)
    let first = isDirective ? line.lowerBound + 3 : line.lowerBound
    let start = endOfAnchors(at: first, before: line.upperBound)
    guard start < line.upperBound, mayOpenLikeNote(at: start) else { return nil }
    let text = start..<line.upperBound
    func opening(_ form: NoteOpening.Form, _ label: String, to end: Int) -> NoteOpening? {
      let body = withoutWideBlank(trimmed(min(end, line.upperBound)..<line.upperBound))
      let plain = NoteLabel.plain(label)
      guard let label = NoteLabel(plain), form == .alone || isDirective || !body.isEmpty else { return nil }
      var opening = NoteOpening(
        form: form, label: label, text: plain, block: 0, line: 0, marker: line.lowerBound..<end, body: body)
      opening.isAnchored = start > line.lowerBound
      return opening
    }
    if isDirective {
      let mark = bracketedMark(at: start, before: line.upperBound)?.marker
      return mark.flatMap { opening(.bracket, $0.label, to: $0.bytes.upperBound) }
    }
    if let note = noteStart(text), note.style != .caret {
      return opening(.raised, note.label, to: note.marker.upperBound)
    }
    if let letter = raisedLetter(at: start, before: line.upperBound) {
      return opening(.letter, letter.label, to: letter.bytes.upperBound)
    }
    if let word = footnoteWord(text) { return opening(.word, string(word.label), to: word.end) }
    if let word = plainFootnoteWord(text) ?? textileNote(text) ?? signedNote(text) {
      return anchored(opening(.bracket, string(word.label), to: word.end))
    }
    if let word = stoppedNoteWord(text) { return opening(.bracket, string(word.label), to: word.end) }
    if let link = linkedMark(at: start, before: line.upperBound)
      ?? anchorMark(at: start, before: line.upperBound)
    {
      let end = endOfStop(link.bytes.upperBound, before: line.upperBound)
      return anchored(opening(end == line.upperBound ? .alone : .bracket, link.label, to: end))
    }
    if let (mark, isRound) = bracketedMark(at: start, before: line.upperBound) {
      let end = endOfStop(mark.bytes.upperBound, before: line.upperBound)
      let isSigned = endOfNoteSign(at: start + 1, before: line.upperBound) != nil
      guard end < line.upperBound, isSigned || Self.isBlank(bytes[end]) else { return nil }
      return opening(isRound ? .round : .bracket, mark.label, to: end)
    }
    // What comes now begins with a figure or sign.
    if Self.isLetter(bytes[start]) { return nil }
    if let letter = openingLetter(at: start, before: line.upperBound) {
      return opening(.round, letter.label, to: letter.bytes.upperBound)
    }
    if let rare = rareMark(at: start, on: line) {
      let isRound = isWideRound(at: start, before: line.upperBound)
      return opening(isRound ? .round : .bracket, rare.label, to: rare.end)
    }
    if Self.isDigit(bytes[start]) { return numbered(text, opening) }
    let symbol = symbolMark(at: start, before: line.upperBound) ?? gluedSymbol(at: start, on: line)
    return symbol.flatMap {
      opening($0.bytes.upperBound == line.upperBound ? .alone : .symbol, $0.label, to: $0.bytes.upperBound)
    }
  }

  /// Whether a line's first byte may open a note. Of the letters only those may with which words for notes begin, and so most
  /// lines are told at once.
  private func mayOpenLikeNote(at start: Int) -> Bool {
    !Self.isLetter(bytes[start]) || Self.firstLettersOfFootnoteWords.contains(bytes[start] | 0x20)
  }

  /// An opening that shows what it is.
  private func anchored(_ opening: NoteOpening?) -> NoteOpening? {
    var anchored = opening
    anchored?.isAnchored = true
    return anchored
  }

  /// A line that opens with a number, also where the blank after it was lost: `1Holt, Mills, p. 34.`
  private func numbered(
    _ text: Range<Int>, _ opening: (NoteOpening.Form, String, Int) -> NoteOpening?
  ) -> NoteOpening? {
    let digits = endOfDigits(at: text.lowerBound, before: text.upperBound)
    guard digits - text.lowerBound <= 4 else { return nil }
    let label = string(text.lowerBound..<digits)
    let end = endOfStop(digits, before: text.upperBound)
    if end == text.upperBound { return opening(.alone, label, end) }
    guard Self.isBlank(bytes[end]) || end == digits && beginsGluedNote(at: end, before: text.upperBound)
    else {
      return nil
    }
    // Where an edition for the web was made a plain text, the link back is a word.
    if has(" (return) [", at: digits, before: text.upperBound) { return opening(.word, label, digits + 11) }
    return opening(.bare, label, end)
  }

  /// `^1`, `【1】`, `**1**`, `**[1]**`, `{1}`, `/1/`, `*1`
  private func rareMark(at start: Int, on line: Range<Int>) -> (label: String, end: Int)? {
    let end = line.upperBound
    if let caret = caretNumber(at: start, before: end) { return (caret.label, caret.bytes.upperBound) }
    guard
      let mark = wideMark(at: start, before: end) ?? boldNumber(at: start, before: end)
        ?? emphasisedBracket(at: start, before: end) ?? bracedMark(at: start, before: end)
        ?? slashedMark(at: start, on: line) ?? starNumber(at: start, before: end)
    else { return nil }
    return (mark.label, endOfStop(mark.bytes.upperBound, before: end))
  }

  /// The end of a stop, a bracket or a colon after a label, escaped or not.
  private func endOfStop(_ offset: Int, before end: Int) -> Int {
    let stop = offset < end && bytes[offset] == 0x5C ? offset + 1 : offset
    return stop < end && [0x2E, 0x29, 0x3A].contains(bytes[stop]) ? stop + 1 : offset
  }

  /// Where the text of a line begins after what it opens with.
  func endOfOpening(_ line: Range<Int>) -> Int {
    opening(line).map { $0.form == .alone ? line.upperBound : $0.marker.upperBound } ?? line.lowerBound
  }
}
