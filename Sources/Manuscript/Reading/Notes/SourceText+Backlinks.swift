/// Links back to the text that stand before a note rather than after it.
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
}
