/// A mark that may be a reference to a note, or the mark of a note's body.
struct NoteMarker: Hashable, Sendable {
  enum Style: Hashable, Sendable {
    case caret, tag, superscript, math
    /// A form in which other things are written too, so that only the series of the notes makes it a mark:
    /// a plain number, a number in brackets, a link, a symbol.
    case weak
    /// The note itself stands in the text: `^[…]`.
    case inline
  }

  var style: Style
  /// All bytes of the mark.
  var bytes: Range<Int>
  /// The bytes of what it says, which are text if it turns out to be no note.
  var content: Range<Int>
  /// What it says: digits, several numbers parted by commas or dashes, a symbol, or for `[^…]` any word.
  var label: String
  /// Where the text of the note begins, if the mark itself says so.
  var body: Int?

  /// The single labels that it says: 6, 7 and 8 for `6–8`.
  var labels: [String] {
    // Most marks say one label, which nothing parts.
    guard style != .caret, label.utf8.contains(where: { " ,;-".utf8.contains($0) || $0 >= 0x80 }) else {
      return label.isEmpty && style != .caret ? [] : [label]
    }
    return label.split { $0 == "," || $0 == " " || $0 == ";" }.flatMap { part -> [String] in
      let ends = part.split { $0 == "-" || $0 == "–" }
      guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first < last,
        last - first <= Self.longestSpan
      else { return [String(part)] }
      return (first...last).map(String.init)
    }
  }

  /// Most notes that one mark refers to by a dash.
  private static let longestSpan = 20
}

extension SourceText {
  /// The note mark that begins at an offset, if one does.
  func noteMarker(at offset: Int, before end: Int) -> NoteMarker? {
    guard let marker = mark(at: offset, before: end) else { return nil }
    return marker.style != .caret && isFigures(marker.bytes, before: end) ? nil : marker
  }

  /// Whether a raised number belongs to the figures behind it: an edition, `Mills, ²1908`, or a fraction, `3¹⁄₂`.
  private func isFigures(_ mark: Range<Int>, before end: Int) -> Bool {
    guard mark.upperBound < end else { return false }
    let (start, next) = (mark.lowerBound, bytes[mark.upperBound])
    if Self.isDigit(next), start > 1, bytes[start - 1] == 0x20 || bytes[start - 1] == UInt8(ascii: "(") {
      return !bytes[max(0, start - 4)..<start].allSatisfy(Self.isBlank) && bytes[start - 2] != 0x0A
    }
    return beginsDenominator(at: mark.upperBound, before: end, after: mark)
  }

  private func mark(at offset: Int, before end: Int) -> NoteMarker? {
    switch bytes[offset] {
    case UInt8(ascii: "["): caretMarker(at: offset, before: end)
    case UInt8(ascii: "<"): tagMarker(at: offset, before: end)
    case UInt8(ascii: "$"): mathMarker(at: offset, "$", before: end)
    case UInt8(ascii: "\\") where has("\\(", at: offset, before: end):
      mathMarker(at: offset, "\\)", before: end)
    case UInt8(ascii: "\\"): commandMarker(at: offset, before: end)
    case UInt8(ascii: "^"): raisedMarker(at: offset, before: end)
    case 0xC2, 0xE2: superscriptMarker(at: offset, before: end)
    default: nil
    }
  }

  /// `[^label]`.
  private func caretMarker(at offset: Int, before end: Int) -> NoteMarker? {
    guard has("[^", at: offset, before: end) else { return nil }
    var index = offset + 2
    while index < end, bytes[index] != UInt8(ascii: "]") {
      guard index < offset + 66, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: "[") else {
        return nil
      }
      index += 1
    }
    // `[^1^]` is a raised number in brackets.
    guard index < end, index > offset + 2, bytes[index - 1] != UInt8(ascii: "^") else { return nil }
    return NoteMarker(
      style: .caret, bytes: offset..<index + 1, content: offset..<index + 1,
      label: string(offset + 2..<index))
  }

  /// `<sup>34</sup>`, also with brackets, several numbers, or a link inside.
  private func tagMarker(at offset: Int, before end: Int) -> NoteMarker? {
    if let broken = brokenTagMarker(at: offset, before: end) { return broken }
    guard has("<sup", at: offset, before: end, ignoringCase: true),
      let open = self.offset(of: ">", in: offset + 4..<end, limit: 80),
      let close = self.offset(of: "</sup>", in: open + 1..<end, limit: 240)
    else { return nil }
    var content = trimmed(open + 1..<close)
    while let first = content.first, bytes[first] == UInt8(ascii: "<"),
      let last = content.last, bytes[last] == UInt8(ascii: ">"),
      let inner = self.offset(of: ">", in: content), inner < last,
      let outer = (inner..<last).last(where: { bytes[$0] == UInt8(ascii: "<") })
    {
      content = trimmed(inner + 1..<outer)
    }
    // `[34](#page-3)`: a link to the note.
    if let first = content.first, bytes[first] == UInt8(ascii: "["),
      let close = self.offset(of: "](", in: content),
      self.offset(of: ")", in: close..<content.upperBound) == content.upperBound - 1
    {
      content = trimmed(first + 1..<close)
    }
    content = withoutBrackets(content)
    content = withoutEmphasis(content)
    // A stop after the number belongs to the mark.
    if content.count > 1, let last = content.last, bytes[last] == 0x2E || bytes[last] == 0x29 {
      content = trimmed(content.lowerBound..<last)
    }
    guard let label = noteLabel(withoutNoteSign(content)) else { return nil }
    return NoteMarker(style: .tag, bytes: offset..<close + 6, content: content, label: label)
  }

  /// A range without the sign for a note before its number, `注1`.
  private func withoutNoteSign(_ range: Range<Int>) -> Range<Int> {
    endOfNoteSign(at: range.lowerBound, before: range.upperBound).map { $0..<range.upperBound } ?? range
  }

  /// `<sup>&</sup>lt;sup>34</sup>`: a converter raised the first sign of a tag that it had escaped.
  private func brokenTagMarker(at offset: Int, before end: Int) -> NoteMarker? {
    guard has("<sup>&</sup>lt;sup>", at: offset, before: end),
      let close = self.offset(of: "</sup>", in: offset + 19..<end, limit: 16)
    else { return nil }
    let content = trimmed(offset + 19..<close)
    return noteLabel(content).map {
      NoteMarker(style: .tag, bytes: offset..<close + 6, content: content, label: $0)
    }
  }

  /// A range without the brackets around it, escaped or not.
  func withoutBrackets(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 2 else { return range }
    let start = bytes[range.lowerBound] == 0x5C ? range.lowerBound + 1 : range.lowerBound
    let closing: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D]
    guard let close = closing[bytes[start]], bytes[range.upperBound - 1] == close else { return range }
    var end = range.upperBound - 1
    if end > start + 1, bytes[end - 1] == 0x5C { end -= 1 }
    return trimmed(start + 1..<max(start + 1, end))
  }

  /// `$^{34}$`, `${}^{34}$`, `$^3$`, `\({ }^{3}\)`, as some converters write a raised number.
  private func mathMarker(at offset: Int, _ closing: StaticString, before end: Int) -> NoteMarker? {
    let width = closing.utf8CodeUnitCount
    guard offset + width < end, let close = self.offset(of: closing, in: offset + width..<end, limit: 48)
    else { return nil }
    var start = trimmed(offset + width..<close).lowerBound
    if has("{}", at: start, before: close) {
      start += 2
    } else if has("{ }", at: start, before: close) {
      start += 3
    }
    guard has("^", at: start, before: close) else { return nil }
    var content = trimmed(start + 1..<close)
    if content.count > 2, bytes[content.lowerBound] == UInt8(ascii: "{"),
      bytes[content.upperBound - 1] == UInt8(ascii: "}")
    {
      content = trimmed(content.lowerBound + 1..<content.upperBound - 1)
    }
    content = withoutMathFont(withoutBrackets(withoutMathFont(content)))
    guard let label = noteLabel(content) else { return nil }
    return NoteMarker(style: .math, bytes: offset..<close + width, content: content, label: label)
  }

  /// `^34^` (Pandoc), also with brackets, several numbers or a link inside, but not in `2^3^4`.
  private func raisedMarker(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset + 2 < end else { return nil }
    if let link = linkedMark(at: offset + 1, before: end), has("^", at: link.bytes.upperBound, before: end) {
      return NoteMarker(
        style: .math, bytes: offset..<link.bytes.upperBound + 1, content: link.content, label: link.label)
    }
    guard let inner = pandocRaised(at: offset, before: end),
      !bytes[inner].contains(where: Self.isBlank),
      let label = noteLabel(withoutBrackets(withoutBrackets(inner)))
    else { return nil }
    return NoteMarker(
      style: .math, bytes: offset..<inner.upperBound + 1, content: withoutBrackets(withoutBrackets(inner)),
      label: label)
  }

  /// What stands between two carets, if the second is no exponent's.
  func pandocRaised(at offset: Int, before end: Int) -> Range<Int>? {
    guard has("^", at: offset, before: end),
      let close = self.offset(of: "^", in: offset + 1..<end, limit: 24), close > offset + 1,
      close + 1 == end || !Self.isDigit(bytes[close + 1])
    else { return nil }
    return offset + 1..<close
  }

  /// `\textsuperscript{34}`
  private func commandMarker(at offset: Int, before end: Int) -> NoteMarker? {
    guard let raised = commandScript(at: offset, before: end), raised.isRaised else { return nil }
    let content = withoutBrackets(trimmed(raised.content))
    return noteLabel(content).map {
      NoteMarker(style: .tag, bytes: offset..<raised.end, content: content, label: $0)
    }
  }

  /// What a command of LaTeX raises or lowers: `\textsuperscript{th}`, `\textsubscript{2}`.
  func commandScript(at offset: Int, before end: Int) -> (content: Range<Int>, isRaised: Bool, end: Int)? {
    let (isRaised, isLowered) = (
      has("\\textsuperscript{", at: offset, before: end), has("\\textsubscript{", at: offset, before: end)
    )
    guard isRaised || isLowered else { return nil }
    let start = offset + (isRaised ? 17 : 15)
    guard let close = bytes[start..<min(end, start + 40)].firstIndex(of: UInt8(ascii: "}")), close > start,
      !bytes[start..<close].contains(UInt8(ascii: "{"))
    else { return nil }
    return (start..<close, isRaised, close + 1)
  }

  /// What a raised mark says, if notes are so called: up to four digits, several such, or a symbol.
  private func noteLabel(_ content: Range<Int>) -> String? {
    guard (1...40).contains(content.count) else { return nil }
    let label = string(content)
    if let symbol = NoteLabel(label), symbol.system == .symbol { return NoteLabel.plain(label) }
    let isNumeric = label.unicodeScalars.allSatisfy {
      ("0"..."9").contains($0) || [",", ";", " ", "-", "–"].contains($0)
    }
    if isNumeric, Self.isDigit(bytes[content.lowerBound]), Self.isDigit(bytes[content.upperBound - 1]) {
      return label
    }
    // `12a`, `12bis`: a note that came in late.
    let digits = endOfDigits(at: content.lowerBound, before: content.upperBound)
    let isInserted =
      (1...3).contains(digits - content.lowerBound)
      && ["a", "b", "c", "bis", "ter"].contains(string(digits..<content.upperBound))
    return isInserted ? label : nil
  }
}
