/// What stands around the marks of notes and is none of the text.
extension InlineReader {
  /// `sold**<sup>1</sup>**.`: emphasis around nothing but a mark. Right after a letter and before a stop its signs would open
  /// and close nothing.
  mutating func readEmphasisedMark(at index: Int, before end: Int) -> Int? {
    let open = source.endOfRun(at: index, before: end)
    let width = open - index
    guard width <= 3, open < end, index > lineStart,
      let marker = knownMarkers[open] ?? source.noteMarker(at: open, before: end)
    else { return nil }
    let close = marker.bytes.upperBound
    guard close + width <= end, source.endOfRun(at: close, before: end) == close + width,
      source.bytes[close] == source.bytes[index]
    else { return nil }
    emit(.furniture(.markup), index..<open)
    _ = read(marker)
    emit(.furniture(.markup), close..<close + width)
    return close + width
  }

  /// `<sup>1</sup><sup>,</sup><sup>2</sup>`: a raised comma parts two marks and is one of the text no more than they are.
  mutating func readRaisedComma(at index: Int, before end: Int) -> Int? {
    guard textStart == index, let last = items.last, case .marker = last.content,
      last.bytes.upperBound == index, source.has("<sup>", at: index, before: end, ignoringCase: true),
      let close = source.offset(of: "</sup>", in: index + 5..<end, limit: 8),
      [",", ";"].contains(source.string(source.trimmed(index + 5..<close)))
    else { return nil }
    let next = source.trimmed(close + 6..<end).lowerBound
    guard next < end, knownMarkers[next] != nil || source.noteMarker(at: next, before: end) != nil else {
      return nil
    }
    emit(.furniture(.markup), index..<close + 6)
    return close + 6
  }
}
