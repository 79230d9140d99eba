/// What stands before a note in forms that hardly any program intends.
extension SourceText {
  /// Where the links back end that begin at an offset, with the blanks after them: `[↑](#ref1)`, `**[^](#ref1)**`,
  /// `^ [a](#ref1) [b](#ref2)`, `↑`. The offset itself if none do.
  func endOfBacklinks(at offset: Int, before end: Int) -> Int {
    var index = offset
    var isArrow = false
    if let arrow = endOfArrow(at: index, before: end), arrow < end, Self.isBlank(bytes[arrow]) {
      index = trimmed(arrow..<end).lowerBound
      isArrow = true
    }
    var links = 0
    while let link = endOfBacklink(at: index, before: end, isNamed: isArrow) {
      index = trimmed(link..<end).lowerBound
      links += 1
    }
    // A caret by itself may be a sign.
    return links > 0 || isArrow && bytes[offset] != UInt8(ascii: "^") ? index : offset
  }

  /// The number with which the place ends that a block's last line leads back to: `[↩](#fnref1)`.
  func backlinkNumber(of block: SourceBlock) -> String? {
    guard let line = block.lines.last?.content, let start = startOfBacklink(line),
      let mark = (start..<line.upperBound).first(where: { bytes[$0] == UInt8(ascii: "#") })
    else { return nil }
    let name = bytes[mark..<line.upperBound].prefix { !Self.isBlank($0) && !")\">".utf8.contains($0) }
    let digits = name.reversed().prefix(while: Self.isDigit).count
    return (1...4).contains(digits) ? string(name.endIndex - digits..<name.endIndex) : nil
  }

  private static let arrows = ["↑", "↩", "↵", "⤴", "^"]

  private func endOfArrow(at offset: Int, before end: Int) -> Int? {
    guard offset < end, bytes[offset] == UInt8(ascii: "^") || bytes[offset] == 0xE2 else { return nil }
    let width = scalar(at: offset).width
    guard offset + width <= end, Self.arrows.contains(string(offset..<offset + width)) else { return nil }
    let variant = offset + width
    return has("\u{FE0E}", at: variant, before: end) ? variant + 3 : variant
  }

  /// One such link, with the marks of emphasis and the brackets around it. After an arrow it may be a letter's.
  private func endOfBacklink(at offset: Int, before end: Int, isNamed: Bool) -> Int? {
    let marks = bytes[offset..<min(end, offset + 6)].prefix {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "[")
    }
    guard marks.contains(UInt8(ascii: "[")), let close = self.offset(of: "](", in: offset..<end, limit: 24),
      isAnchor(at: close + 2, before: end), let stop = self.offset(of: ")", in: close + 2..<end, limit: 240)
    else { return nil }
    let text = bytes[marks.endIndex..<close].filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "\\") }
    let word = String(decoding: text, as: UTF8.self)
    let isLetter = isNamed && word.utf8.count == 1 && word.utf8.allSatisfy(Self.isLetter)
    guard isLetter || Self.arrows.contains(word.replacing("\u{FE0E}", with: "")) else { return nil }
    var index = stop + 1
    for mark in marks.reversed() where index < end {
      let closing: UInt8 = mark == UInt8(ascii: "[") ? UInt8(ascii: "]") : mark
      if bytes[index] == closing { index += 1 }
    }
    return index
  }

  /// `^1`, with nothing that ends the raised number. After a figure it is a power, after a bracket a note's name.
  func caretNumber(at offset: Int, before end: Int) -> NoteMarker? {
    guard has("^", at: offset, before: end) else { return nil }
    let stop = endOfDigits(at: offset + 1, before: end)
    guard (1...3).contains(stop - offset - 1), bytes[offset + 1] != 0x30,
      offset == 0 || !Self.isDigit(bytes[offset - 1]) && bytes[offset - 1] != UInt8(ascii: "["),
      stop == end || !Self.isLetter(bytes[stop]) && bytes[stop] != UInt8(ascii: "^")
    else { return nil }
    return NoteMarker(
      style: .weak, bytes: offset..<stop, content: offset..<stop, label: string(offset + 1..<stop))
  }

  /// Where the link back to the text begins with which a note's line ends: `[↑](#ref1)`, `↩`.
  func startOfBacklink(_ line: Range<Int>) -> Int? {
    var end = trimmed(line).upperBound
    let closing: [StaticString] = ["</aside>", "</div>", "</li>", "</p>"]
    for tag in closing where end - tag.utf8CodeUnitCount > line.lowerBound {
      if has(tag, at: end - tag.utf8CodeUnitCount, before: end) {
        end = trimmed(line.lowerBound..<end - tag.utf8CodeUnitCount).upperBound
      }
    }
    let whole = end
    while end > line.lowerBound {
      let near = max(line.lowerBound, end - 240)..<startOfAttributes(before: end, on: line)
      if near.last.map({ bytes[$0] }) == UInt8(ascii: ")"),
        let open = near.last(where: { bytes[$0] == UInt8(ascii: "[") }),
        let close = offset(of: "](", in: open..<end), isAnchor(at: close + 2, before: end),
        isArrow(open + 1..<close)
      {
        end = trimmed(line.lowerBound..<open).upperBound
      } else if has("</a>", at: end - 4, before: end),
        let open = near.last(where: { has("<a ", at: $0, before: end) }),
        let close = closingAngle(after: open, before: end), close < end - 4, isArrow(close + 1..<end - 4)
      {
        end = trimmed(line.lowerBound..<open).upperBound
      } else if let arrow = arrow(before: end, on: line) {
        end = trimmed(line.lowerBound..<arrow).upperBound
      } else {
        break
      }
    }
    return end < whole ? end : nil
  }

  /// Where the attributes begin with which a line ends, or its end.
  private func startOfAttributes(before end: Int, on line: Range<Int>) -> Int {
    guard bytes[end - 1] == UInt8(ascii: "}"),
      let open = (max(line.lowerBound, end - 200)..<end).last(where: { bytes[$0] == UInt8(ascii: "{") }),
      attributes(at: open, before: end)?.upperBound == end
    else { return end }
    return open
  }

  private static let arrowScalars: Set<Unicode.Scalar> = [
    "↑", "↩", "↵", "⤴", "⏎", "^", "\u{FE0E}", "\u{FE0F}",
  ]

  private func isArrow(_ range: Range<Int>) -> Bool {
    let scalars = string(trimmed(range)).unicodeScalars.filter { $0 != "\\" }
    return !scalars.isEmpty && scalars.allSatisfy { Self.arrowScalars.contains($0) }
  }

  private func arrow(before end: Int, on line: Range<Int>) -> Int? {
    guard end > line.lowerBound else { return nil }
    let scalar = scalar(before: end)
    guard scalar != "^", Self.arrowScalars.contains(scalar) else { return nil }
    return end - String(Character(scalar)).utf8.count
  }
}
