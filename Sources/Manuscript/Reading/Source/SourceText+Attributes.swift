extension SourceText {
  /// Attributes as Pandoc writes them, `{#the-mill .unnumbered width="3"}`, at an offset.
  func attributes(at offset: Int, before end: Int) -> Range<Int>? {
    guard offset < end, bytes[offset] == UInt8(ascii: "{") else { return nil }
    var index = offset + 1
    let limit = min(end, offset + 400)
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "}"): return offset..<index + 1
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: ">") where isQuoteMark(at: index, after: offset): index += 1
      case UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "="):
        let stop = endOfName(at: index + 1, before: limit)
        guard stop > index + 1 else { return nil }
        index = stop
      case UInt8(ascii: "-"): index += 1
      default:
        guard let stop = endOfValue(at: endOfName(at: index, before: limit), before: limit) else {
          return nil
        }
        index = stop
      }
    }
    return nil
  }

  /// The value of a tag's attribute, between its quotes.
  func value(of name: StaticString, in tag: Range<Int>) -> Range<Int>? {
    var start = tag.lowerBound
    while let found = offset(of: name, in: start..<tag.upperBound) {
      let end = found + name.utf8CodeUnitCount
      if found > tag.lowerBound, Self.isBlank(bytes[found - 1]), end + 1 < tag.upperBound,
        bytes[end] == UInt8(ascii: "="), bytes[end + 1] == 0x22 || bytes[end + 1] == 0x27,
        let close = (end + 2..<tag.upperBound).first(where: { bytes[$0] == bytes[end + 1] })
      {
        return end + 2..<close
      }
      start = end
    }
    return nil
  }

  private func endOfName(at offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end,
      Self.isLetter(bytes[index]) || Self.isDigit(bytes[index]) || bytes[index] >= 0x80
        || [0x2D, 0x5F, 0x3A, 0x2E].contains(bytes[index])
    {
      index += 1
    }
    return index
  }

  /// The end of `="a value"` or `=value`.
  private func endOfValue(at offset: Int, before end: Int) -> Int? {
    guard offset + 1 < end, bytes[offset] == UInt8(ascii: "=") else { return nil }
    let quote = bytes[offset + 1]
    if quote == 0x22 || quote == 0x27 {
      return (offset + 2..<end).first { bytes[$0] == quote }.map { $0 + 1 }
    }
    let stop = endOfName(at: offset + 1, before: end)
    return stop > offset + 1 ? stop : nil
  }
}
