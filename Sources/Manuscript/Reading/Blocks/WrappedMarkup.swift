/// Tags and attributes that a converter broke over line ends when it filled its lines: the lines that hold one
/// are read as one line.
enum WrappedMarkup {
  /// The source with such lines joined.
  static func joined(_ source: SourceText) -> SourceText {
    var lines: [SourceLine] = []
    lines.reserveCapacity(source.lines.count)
    var isJoined = false
    var index = 0
    while index < source.lines.count {
      var line = source.lines[index]
      while let end = source.endOfMarkup(brokenBy: line.content, before: limit(after: index, in: source)) {
        while index + 1 < source.lines.count, line.content.upperBound < end {
          index += 1
          line.content = line.content.lowerBound..<source.lines[index].content.upperBound
          line.newline = source.lines[index].newline
        }
        isJoined = true
      }
      lines.append(line)
      index += 1
    }
    return isJoined ? source.with(lines) : source
  }

  /// Most lines over which a tag or attributes may go.
  private static let mostLines = 6

  /// Where the lines end over which something that begins on a line may go: at a blank line at the latest.
  private static func limit(after index: Int, in source: SourceText) -> Int {
    var end = source.lines[index].content.upperBound
    for next in source.lines[(index + 1)...].prefix(mostLines) {
      guard !source.trimmed(next.content).isEmpty else { break }
      end = next.content.upperBound
    }
    return end
  }
}

extension SourceText {
  /// Where a tag with attributes, or attributes in braces, end that a line opens and does not close; nil if it
  /// opens none.
  fileprivate func endOfMarkup(brokenBy line: Range<Int>, before end: Int) -> Int? {
    guard end > line.upperBound,
      let open = line.last(where: { [0x3C, 0x3E, 0x7B, 0x7D].contains(bytes[$0]) })
    else { return nil }
    switch bytes[open] {
    case UInt8(ascii: "<"):
      if has("<!--", at: open, before: end) {
        return offset(of: "-->", in: open..<end).flatMap { $0 >= line.upperBound ? $0 + 3 : nil }
      }
      guard let close = closingAngle(after: open, before: end), close >= line.upperBound,
        let tag = tag(at: open, closing: close), tag.isKnown, tag.hasAttributes
      else { return nil }
      return close + 1
    case UInt8(ascii: "{"):
      guard open > line.lowerBound, "])`".utf8.contains(bytes[open - 1]),
        let attributes = attributes(at: open, before: end), attributes.upperBound > line.upperBound
      else { return nil }
      return attributes.upperBound
    default: return nil
    }
  }

  /// The `>` that ends a tag, before another `<`. What marks a quotation at a line's start ends none.
  func closingAngle(after index: Int, before end: Int) -> Int? {
    var close = index + 1
    while close < end {
      switch bytes[close] {
      case UInt8(ascii: ">"):
        if !isQuoteMark(at: close, after: index) { return close > index + 1 ? close : nil }
      case UInt8(ascii: "<"): return nil
      default: break
      }
      close += 1
    }
    return nil
  }

  /// Whether a `>` is the mark of a quotation before a line on which a tag goes on.
  func isQuoteMark(at offset: Int, after start: Int) -> Bool {
    guard bytes[offset] == UInt8(ascii: ">") else { return false }
    let before = bytes[start..<offset].reversed().first { $0 != 0x20 && $0 != UInt8(ascii: ">") }
    return before == 0x0A || before == 0x0D
  }
}
