/// Marks of notes in forms that have other uses too.
extension SourceText {
  /// `[1](#note)`, `[<sup>1</sup>](#note)`, `[[1]](#note)`, `[\[1\]](\#note)`, `[^1^](<#note>){.ref}`: a number that is a link within the
  /// paper.
  func linkedMark(at offset: Int, before end: Int) -> NoteMarker? {
    guard offset < end, bytes[offset] == UInt8(ascii: "["),
      let close = self.offset(of: "](", in: offset + 1..<end, limit: 80),
      isAnchor(at: close + 2, before: end), let stop = self.offset(of: ")", in: close + 2..<end, limit: 240)
    else { return nil }
    let content = withoutStop(
      withoutBrackets(withoutSpan(withoutCarets(withoutRaising(trimmed(offset + 1..<close))))))
    guard let label = linkLabel(content) else { return nil }
    let last = attributes(at: stop + 1, before: end)?.upperBound ?? stop + 1
    return NoteMarker(
      style: .weak, bytes: offset..<last, content: content, label: label)
  }

  /// `<a href="#note">1</a>`, `<a href="#note">[1]</a>`.
  func anchorMark(at offset: Int, before end: Int) -> NoteMarker? {
    guard has("<a ", at: offset, before: end), let open = closingAngle(after: offset, before: end),
      let href = self.offset(of: "href=\"", in: offset..<open, limit: 200),
      isAnchor(at: href + 6, before: open), let close = self.offset(of: "</a>", in: open + 1..<end, limit: 40)
    else { return nil }
    let content = withoutStop(withoutBrackets(withoutRaising(trimmed(open + 1..<close))))
    guard let label = linkLabel(content) else { return nil }
    return NoteMarker(style: .weak, bytes: offset..<close + 4, content: content, label: label)
  }

  /// A number without the stop or bracket after it, `1.`; another range as it is.
  private func withoutStop(_ range: Range<Int>) -> Range<Int> {
    let digits = endOfDigits(at: range.lowerBound, before: range.upperBound)
    guard digits > range.lowerBound, digits + 1 == range.upperBound, ".)".utf8.contains(bytes[digits]) else {
      return range
    }
    return range.lowerBound..<digits
  }

  /// A range without the tags around it, `<sup>1</sup>`.
  private func withoutRaising(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 11, has("<sup>", at: range.lowerBound, before: range.upperBound),
      has("</sup>", at: range.upperBound - 6, before: range.upperBound)
    else { return range }
    return trimmed(range.lowerBound + 5..<range.upperBound - 6)
  }

  /// Whether a link's destination is a place in the paper: `#note`, `<#note>`, `\#note`, `chapter.xhtml#note`; where a
  /// page of the web was saved, `https://example.org/paper#note`.
  func isAnchor(at offset: Int, before end: Int) -> Bool {
    let name = bytes[offset..<min(end, offset + 200)].prefix {
      $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: "]") && !Self.isBlank($0)
    }
    let mark = offset + name.count
    guard has("#", at: mark, before: end) else { return false }
    // An address of the web with a place may be any link.
    return !name.contains(UInt8(ascii: ":")) || namesNote(mark + 1, before: end)
  }

  /// Whether the name of a place begins as converters name notes and what refers to them.
  private func namesNote(_ offset: Int, before end: Int) -> Bool {
    let names: [StaticString] = [
      "fn", "_ftn", "ftn", "_edn", "edn", "foot", "note", "endnote", "_note", "ref", "_ref", "cite", "sdfoot",
      "sdend",
    ]
    return names.contains { has($0, at: offset, before: end, ignoringCase: true) }
  }

  /// A range without the marks of raised type, `^1^`.
  private func withoutCarets(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "^"),
      bytes[range.upperBound - 1] == UInt8(ascii: "^")
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  /// What a span with attributes holds, `[1]{.reference}`; another range as it is.
  private func withoutSpan(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 4, bytes[range.lowerBound] == UInt8(ascii: "["),
      let brace = range.last(where: { bytes[$0] == UInt8(ascii: "{") }), brace > range.lowerBound + 2,
      bytes[brace - 1] == UInt8(ascii: "]"),
      attributes(at: brace, before: range.upperBound)?.upperBound == range.upperBound
    else { return range }
    return trimmed(range.lowerBound + 1..<brace - 1)
  }

  /// `[1]`, `\[1\]`, `(1)`, several numbers in one such, a letter or symbol. Four digits are a year, unless more may be said.
  func bracketedMark(at offset: Int, before end: Int, mostDigits: Int = 3) -> (
    marker: NoteMarker, isRound: Bool
  )? {
    if has("[[", at: offset, before: end) { return doublyBracketedMark(at: offset, before: end) }
    let isEscaped = bytes[offset] == UInt8(ascii: "\\")
    let open = isEscaped ? offset + 1 : offset
    guard open < end, bytes[open] == UInt8(ascii: "[") || bytes[open] == UInt8(ascii: "(") else { return nil }
    let isRound = bytes[open] == UInt8(ascii: "(")
    let closing = isRound ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var close = open + 1
    while close < end, close < open + 24, bytes[close] != closing { close += 1 }
    guard close < end, bytes[close] == closing else { return nil }
    var inner = open + 1..<close
    // `\[1\]`, and `\[1]` where only the first need be escaped.
    if isEscaped, let last = inner.last, bytes[last] == UInt8(ascii: "\\") {
      inner = inner.lowerBound..<last
    } else if isEscaped, isRound {
      return nil
    }
    let content = withoutNoteWord(trimmed(inner))
    let label = string(content)
    // `[1](file)` is a link.
    guard !content.isEmpty, content.count <= 12, isRound || !has("(", at: close + 1, before: end) else {
      return nil
    }
    let single = NoteLabel(label)
    if let single {
      guard single.system != .number || label.count <= mostDigits,
        !isRound || single.system == .number || single.system == .symbol
      else {
        return nil
      }
    } else {
      guard
        label.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || ", -–".unicodeScalars.contains($0) }),
        label.contains(where: \.isNumber)
      else { return nil }
    }
    // `[1]_`, as reStructuredText has it.
    let isNamed =
      has("_", at: close + 1, before: end) && (close + 2 >= end || !Self.isLetter(bytes[close + 2]))
    let mark = offset..<(isNamed ? close + 2 : close + 1)
    return (NoteMarker(style: .weak, bytes: mark, content: mark, label: NoteLabel.plain(label)), isRound)
  }

  /// `[[1]]`, whose link was lost.
  private func doublyBracketedMark(at offset: Int, before end: Int) -> (marker: NoteMarker, isRound: Bool)? {
    guard !has("[[[", at: offset, before: end),
      var mark = bracketedMark(at: offset + 1, before: end),
      has("]", at: mark.marker.bytes.upperBound, before: end)
    else { return nil }
    mark.marker.bytes = offset..<mark.marker.bytes.upperBound + 1
    mark.marker.content = mark.marker.bytes
    return has("(", at: mark.marker.bytes.upperBound, before: end) ? nil : mark
  }

  /// `<sup>a</sup>`, `<sup>iv</sup>`, `^a^`, `^[a]^`, `\textsuperscript{a}`.
  func raisedLetter(at offset: Int, before end: Int) -> NoteMarker? {
    let (inner, stop): (Range<Int>, Int)
    if has("<sup>", at: offset, before: end, ignoringCase: true) {
      guard
        let close = self.offset(of: "</sup>", in: offset + 5..<end, limit: 40)
          ?? self.offset(of: "</SUP>", in: offset + 5..<end, limit: 40)
      else { return nil }
      (inner, stop) = (withoutTagsOfType(trimmed(offset + 5..<close)), close + 6)
    } else if let raised = pandocRaised(at: offset, before: end) {
      (inner, stop) = (raised, raised.upperBound + 1)
    } else if let raised = commandScript(at: offset, before: end), raised.isRaised {
      (inner, stop) = (trimmed(raised.content), raised.end)
    } else {
      return nil
    }
    let content = withoutEmphasis(withoutBrackets(withoutEmphasis(inner)))
    guard let label = NoteLabel(string(content)), label.system.isLetter else { return nil }
    return NoteMarker(style: .weak, bytes: offset..<stop, content: content, label: string(content))
  }

  /// `*`, `†`, `\*`, once or up to four times, before a blank, a stop or the line's end; `*)` where no bracket is open.
  func symbolMark(at offset: Int, before end: Int) -> NoteMarker? {
    var index = offset
    while index < end, index < offset + 16 {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        continue
      }
      let (scalar, width) = scalar(at: index)
      guard NoteLabel.symbolScalars.contains(scalar) else { break }
      index += width
    }
    let label = string(offset..<index)
    guard index > offset, NoteLabel(label)?.system == .symbol else { return nil }
    // `Karl († 1670)`, also where the line ends between them.
    if offset > 0, bytes[offset - 1] == UInt8(ascii: "("), index == end || Self.isBlank(bytes[index]) {
      return nil
    }
    if index < end {
      let next = scalar(at: index).scalar
      guard !next.properties.isAlphabetic, next.properties.numericType == nil else { return nil }
      if next == ")", !isInBracket(offset) { index += 1 }
    }
    return NoteMarker(
      style: .weak, bytes: offset..<index, content: offset..<index, label: NoteLabel.plain(label))
  }

  /// `†See`, `††See`: the blank may be missing after any symbol but the asterisk of Markdown.
  func gluedSymbol(at offset: Int, on line: Range<Int>) -> NoteMarker? {
    var end = offset
    while end < line.upperBound, end < offset + 12 {
      let (scalar, width) = scalar(at: end)
      guard scalar != "*", NoteLabel.symbolScalars.contains(scalar) else { break }
      end += width
    }
    let label = string(offset..<end)
    guard end > offset, NoteLabel(label)?.system == .symbol else { return nil }
    return NoteMarker(style: .weak, bytes: offset..<end, content: offset..<end, label: NoteLabel.plain(label))
  }

  // MARK: - Anchors

  /// Where the anchors that stand right before an offset begin: `<a id="x"></a>`, `<span id="x"></span>`.
  func startOfAnchors(before offset: Int, on line: Range<Int>) -> Int {
    var start = offset
    var count = 0
    while count < 4, start > line.lowerBound, bytes[start - 1] == UInt8(ascii: ">"),
      let open = (max(line.lowerBound, start - 240)..<start).last(where: { bytes[$0] == UInt8(ascii: "<") }),
      open + 1 < start, isAnchorTag(open..<start)
    {
      start = open
      count += 1
    }
    return start
  }

  /// Where the anchors that begin at an offset end, with the blanks after them.
  func endOfAnchors(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end, bytes[index] == UInt8(ascii: "<"),
      let close = self.offset(of: ">", in: index..<end, limit: 240), isAnchorTag(index..<close + 1),
      anchorMark(at: index, before: end) == nil
    {
      index = trimmed(close + 1..<end).lowerBound
    }
    return index
  }

  private static let tagsAroundNotes: [StaticString] = [
    "<p id=", "<p class=", "<p>", "<small>", "<li id=", "<li>", "<div id=", "<div class=", "<aside",
  ]

  private func isAnchorTag(_ tag: Range<Int>) -> Bool {
    Self.tagsAroundNotes.contains { has($0, at: tag.lowerBound, before: tag.upperBound) }
      || has("<a ", at: tag.lowerBound, before: tag.upperBound)
      || has("<span", at: tag.lowerBound, before: tag.upperBound)
      || has("</a>", at: tag.lowerBound, before: tag.upperBound)
      || has("</span>", at: tag.lowerBound, before: tag.upperBound)
  }

  /// Where to look on for marks after an offset at which none begins.
  func endOfNoMark(at offset: Int, before end: Int) -> Int {
    if Self.isDigit(bytes[offset]) { return endOfDigits(at: offset, before: end) }
    if bytes[offset] == UInt8(ascii: "*") { return endOfRun(at: offset, before: end) }
    // An escaped `\*` neither opens nor closes emphasis.
    if has("\\*", at: offset, before: end) { return offset + 2 }
    return superscripts(at: offset, before: end)?.end ?? min(end, offset + 1)
  }
}
