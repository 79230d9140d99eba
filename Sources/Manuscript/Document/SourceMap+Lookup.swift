extension SourceMap {
  /// The bytes of one scalar; empty, at the right place, for a scalar that the reader supplied.
  public func bytes(ofScalarAt offset: Int) -> Range<Int> {
    let segment = segments[segments.partitioningIndex { $0.text > offset } - 1]
    let start = segment.byte + (offset - segment.text) * segment.width
    return start..<start + segment.width
  }

  /// The scalar that a byte belongs to, or nil if the byte is furniture.
  public func scalar(ofByteAt offset: Int) -> Int? {
    let index = byBytes.partitioningIndex { $0.byte > offset } - 1
    guard index >= 0 else { return nil }
    let segment = byBytes[index]
    let distance = (offset - segment.byte) / segment.width
    return distance < segment.count ? segment.text + distance : nil
  }

  /// What a byte is that gave no text, or nil if it gave some.
  public func furniture(ofByteAt offset: Int) -> Furniture? {
    let index = furniture.partitioningIndex { $0.bytes.lowerBound > offset } - 1
    return index >= 0 && furniture[index].bytes.contains(offset) ? furniture[index] : nil
  }

  /// The bytes that a range of the text came from, in the order of the text, neighbours joined. A range that
  /// a page's foot interrupts gives several. A range that came from no bytes gives none.
  public func bytes(of range: ScalarRange) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = max(0, segments.partitioningIndex { $0.text > range.start } - 1)
    while index < segments.count, segments[index].text < range.end {
      let segment = segments[index]
      let first = max(range.start, segment.text) - segment.text
      let last = min(range.end, segment.text + segment.count) - segment.text
      let bytes = segment.byte + first * segment.width..<segment.byte + last * segment.width
      if let previous = result.last, previous.upperBound == bytes.lowerBound {
        result[result.count - 1] = previous.lowerBound..<bytes.upperBound
      } else if !bytes.isEmpty {
        result.append(bytes)
      }
      index += 1
    }
    return result
  }
}
