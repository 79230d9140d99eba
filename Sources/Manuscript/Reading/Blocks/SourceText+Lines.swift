extension SourceText {
  /// Whether a line is a thematic break: three or more of one of `-`, `*`, `_`, blanks between them allowed.
  func isRule(_ text: Range<Int>) -> Bool {
    guard text.count >= 3, let mark = text.first.map({ bytes[$0] }),
      mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")
    else { return false }
    var marks = 0
    for byte in bytes[text] {
      if byte == mark { marks += 1 } else if !Self.isBlank(byte) { return false }
    }
    return marks >= 3
  }

  /// `\_\_\_\_`: a rule of a page's foot that a converter took for underscores of the text.
  func isEscapedRule(_ text: Range<Int>) -> Bool {
    guard text.count >= 8, bytes[text.lowerBound] == UInt8(ascii: "\\") else { return false }
    return bytes[text].allSatisfy { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "_") }
      && bytes[text].count { $0 == UInt8(ascii: "_") } * 2 >= text.count
  }

  /// `<hr>`, `<hr />`, alone on its line.
  func isRuleTag(_ text: Range<Int>) -> Bool {
    guard has("<hr", at: text.lowerBound, before: text.upperBound, ignoringCase: true),
      let close = closingAngle(after: text.lowerBound, before: text.upperBound), close + 1 == text.upperBound
    else { return false }
    return tag(at: text.lowerBound, closing: close)?.name == "hr"
  }

  /// An ATX heading's level and text, closing hashes left aside, or an HTML heading's. A blank after the
  /// hashes may be missing where there are several.
  func heading(_ text: Range<Int>) -> (level: Int, content: Range<Int>)? {
    if let rest = afterAnchors(text) { return heading(rest) }
    if let heading = tagHeading(text) { return heading }
    guard let first = text.first, bytes[first] == UInt8(ascii: "#") else { return nil }
    let end = endOfRun(at: first, before: text.upperBound)
    let level = end - first
    guard level <= 6 else { return nil }
    if end < text.upperBound, !isBlank(at: end, before: text.upperBound) {
      guard level > 1, Self.isLetter(bytes[end]) || bytes[end] == UInt8(ascii: "*") else { return nil }
    }
    var content = trimmedWide(end..<text.upperBound)
    var close = content.upperBound
    while close > content.lowerBound, bytes[close - 1] == UInt8(ascii: "#") { close -= 1 }
    if close < content.upperBound, close == content.lowerBound || Self.isBlank(bytes[close - 1]) {
      content = trimmed(content.lowerBound..<close)
    }
    content = withoutAttributes(content)
    return content.isEmpty ? nil : (level, content)
  }

  /// `##` with nothing after it.
  func isEmptyHeading(_ text: Range<Int>) -> Bool {
    text.count <= 6 && bytes[text].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  /// What stands after the empty anchors, `<a id="ford"></a>`, with which a line begins; nil if none do.
  private func afterAnchors(_ text: Range<Int>) -> Range<Int>? {
    var rest = text
    while let end = endOfAnchor(rest) { rest = trimmed(end..<text.upperBound) }
    return rest == text ? nil : rest
  }

  private func endOfAnchor(_ text: Range<Int>) -> Int? {
    guard let first = text.first, bytes[first] == UInt8(ascii: "<"),
      let close = offset(of: ">", in: text, limit: 200), let tag = tag(at: first, closing: close),
      tag.hasAttributes, tag.name == "a" || tag.name == "span"
    else { return nil }
    if bytes[close - 1] == UInt8(ascii: "/") { return close + 1 }
    guard has("</", at: close + 1, before: text.upperBound) else { return nil }
    return offset(of: ">", in: close + 1..<text.upperBound, limit: 8).map { $0 + 1 }
  }

  /// A heading's text without the attributes at its end: `The Mill {#the-mill}`.
  func withoutAttributes(_ text: Range<Int>) -> Range<Int> {
    guard text.last.map({ bytes[$0] }) == UInt8(ascii: "}"),
      let open = text.last(where: { bytes[$0] == UInt8(ascii: "{") }), open > text.lowerBound,
      attributes(at: open, before: text.upperBound)?.upperBound == text.upperBound
    else { return text }
    return trimmed(text.lowerBound..<open)
  }

  /// `:::`, `::: {.note}`, `::: note`: where Pandoc's divisions begin and end.
  func isDivision(_ text: Range<Int>) -> Bool {
    guard has(":::", at: text.lowerBound, before: text.upperBound) else { return false }
    var rest = trimmed(endOfRun(at: text.lowerBound, before: text.upperBound)..<text.upperBound)
    while let last = rest.last, bytes[last] == UInt8(ascii: ":") { rest = rest.lowerBound..<last }
    rest = trimmed(rest)
    if let attributes = attributes(at: rest.lowerBound, before: rest.upperBound) { return attributes == rest }
    return bytes[rest].allSatisfy { Self.isLetter($0) || Self.isDigit($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// Whether what stands between the marks of a formula is one rather than words.
  func looksLikeFormula(_ text: Range<Int>) -> Bool {
    bytes[text].dropLast(2).contains { "\\_^{=+<".utf8.contains($0) } && !isProse(text)
  }

  /// `<h2 …>Title</h2>` on one line.
  private func tagHeading(_ text: Range<Int>) -> (level: Int, content: Range<Int>)? {
    guard has("<h", at: text.lowerBound, before: text.upperBound, ignoringCase: true), text.count > 9,
      (0x31...0x36).contains(bytes[text.lowerBound + 2]),
      has("</h", at: text.upperBound - 5, before: text.upperBound, ignoringCase: true),
      bytes[text.upperBound - 2] == bytes[text.lowerBound + 2],
      bytes[text.upperBound - 1] == UInt8(ascii: ">"),
      let open = offset(of: ">", in: text, limit: 120)
    else { return nil }
    let content = trimmed(open + 1..<max(open + 1, text.upperBound - 5))
    return content.isEmpty ? nil : (Int(bytes[text.lowerBound + 2]) - 0x30, content)
  }

  /// `{12}------`, by which a converter parts pages.
  func isPageSeparator(_ text: Range<Int>) -> Bool {
    guard text.count >= 8, bytes[text.lowerBound] == UInt8(ascii: "{") else { return false }
    let digits = endOfDigits(at: text.lowerBound + 1, before: text.upperBound)
    guard digits > text.lowerBound + 1, has("}-----", at: digits, before: text.upperBound) else {
      return false
    }
    return endOfRun(at: digits + 1, before: text.upperBound) == text.upperBound
  }

  struct ListMarker {
    var label: String
    var isOrdered: Bool
    /// Columns from the marker to the item's text.
    var width: Int
    var body: Range<Int>
  }

  /// A list item's marker: a bullet, or a number of up to three digits (a year is no marker).
  func listMarker(_ text: Range<Int>) -> ListMarker? {
    guard let first = text.first else { return nil }
    var end = first + 1
    var isOrdered = false
    switch bytes[first] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): break
    case 0x30...0x39:
      end = endOfDigits(at: first, before: text.upperBound)
      guard end - first <= 3, end < text.upperBound,
        bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")")
      else { return nil }
      end += 1
      isOrdered = true
    case UInt8(ascii: "o") where end < text.upperBound && bytes[end] == 0x09:
      // Word writes a bullet of the second level so.
      break
    default:
      guard let bullet = Self.bullets.first(where: { has($0, at: first, before: text.upperBound) }) else {
        return nil
      }
      end = first + bullet.utf8CodeUnitCount
    }
    guard isBlank(at: end, before: text.upperBound) else { return nil }
    let body = trimmedWide(end..<text.upperBound)
    guard !body.isEmpty else { return nil }
    let width = min(body.lowerBound - first, end - first + 4)
    let label = bytes[first] == UInt8(ascii: "o") ? "◦" : string(first..<end)
    return ListMarker(label: label, isOrdered: isOrdered, width: width, body: body)
  }

  /// Bullets that word processors print. The last is a sign of a font of theirs.
  private static let bullets: [StaticString] = ["•", "‣", "◦", "▪", "●", "■", "○", "·", "\u{F0B7}"]

  /// The number in brackets that begins an item of a list of references: `[12] …`.
  func bracketedNumber(_ text: Range<Int>) -> Int? {
    guard let first = text.first, bytes[first] == UInt8(ascii: "[") else { return nil }
    let end = endOfDigits(at: first + 1, before: text.upperBound)
    guard (first + 2...first + 4).contains(end), has("]", at: end, before: text.upperBound),
      isBlank(at: end + 1, before: text.upperBound)
    else { return nil }
    return Int(string(first + 1..<end))
  }

  /// Whether a line begins the next item of a list of references of which a block is an item, or its first under the list's
  /// title.
  func isNextOfList(_ text: Range<Int>, after block: SourceBlock) -> Bool {
    guard let number = bracketedNumber(text), block.kind == .paragraph, let first = block.lines.first else {
      return false
    }
    if number == 1, block.lines.count == 1 { return NotesHeadings.isLiterature(block, in: self) }
    return bracketedNumber(first.content) == number - 1
  }

  struct NoteStart {
    var style: SourceBlock.NoteStyle
    var label: String
    var marker: Range<Int>
    var body: Range<Int>
  }

  /// The mark that begins a note's body: `[^34]:`, `<sup>34</sup>`, `³⁴`.
  func noteStart(_ text: Range<Int>) -> NoteStart? {
    guard let first = text.first, let marker = noteMarker(at: first, before: text.upperBound) else {
      return nil
    }
    var end = marker.bytes.upperBound
    if marker.style == .caret {
      guard end < text.upperBound, bytes[end] == UInt8(ascii: ":") else { return nil }
      end += 1
    } else if end < text.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ":") {
      end += 1
    }
    let body = trimmed(end..<text.upperBound)
    guard !body.isEmpty || marker.style == .caret else { return nil }
    return NoteStart(
      style: marker.style == .caret ? .caret : .superscript, label: marker.label,
      marker: marker.bytes.lowerBound..<end, body: body)
  }

  /// The row of dashes under a table's head.
  func isTableRule(_ text: Range<Int>) -> Bool {
    text.count >= 3 && bytes[text].contains(UInt8(ascii: "-"))
      && bytes[text].contains(UInt8(ascii: "|"))
      && bytes[text].allSatisfy { [0x2D, 0x7C, 0x3A].contains($0) || Self.isBlank($0) }
  }

  /// `[label]: destination` on a line of its own.
  func isLinkDefinition(_ text: Range<Int>) -> Bool {
    guard let first = text.first, bytes[first] == UInt8(ascii: "["),
      // A label holds no brackets: `[2] Holt, [online]: http://…` is an item in a list of references.
      let close = offset(of: "]", in: text, limit: 200), close > first + 1,
      has("]:", at: close, before: text.upperBound),
      !bytes[first + 1..<close].contains(UInt8(ascii: "["))
    else { return false }
    let destination = trimmed(close + 2..<text.upperBound)
    let blank = destination.first { Self.isBlank(bytes[$0]) } ?? destination.upperBound
    let title = trimmed(blank..<destination.upperBound)
    return !destination.isEmpty
      && (title.isEmpty || [0x22, 0x27, 0x28].contains(bytes[title.lowerBound]))
      && (offset(of: "/", in: destination, limit: 12) != nil || bytes[destination.lowerBound] == 0x23
        || bytes[destination.lowerBound] == 0x3C)
  }

  /// Whether a line could stand in YAML front matter.
  func isMetadata(_ line: Range<Int>) -> Bool {
    guard let first = line.first else { return true }
    if Self.isBlank(bytes[first]) || [0x23, 0x2D, 0x5D, 0x7D].contains(bytes[first]) { return true }
    guard let colon = offset(of: ":", in: line, limit: 60) else { return false }
    let key = bytes[line.lowerBound..<colon]
    return !key.isEmpty
      && key.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || [0x5F, 0x2D, 0x2E].contains($0) }
      && (colon + 1 == line.upperBound || Self.isBlank(bytes[colon + 1]))
  }

  /// Whether a line reads like a sentence rather than code: words between blanks, few signs.
  func isProse(_ text: Range<Int>) -> Bool {
    let words = bytes[text].split(whereSeparator: Self.isBlank)
    let plain = words.filter { word in
      word.allSatisfy { Self.isLetter($0) || $0 >= 0x80 || [0x2C, 0x2E, 0x27, 0x2D, 0x22].contains($0) }
    }
    return words.count >= 4 && plain.count * 5 >= words.count * 4
  }
}
