extension SourceMap {
  /// A map in which every byte is accounted for: those that gave no text and were not named are white space
  /// or else markup.
  init(completing segments: [Segment], named: [Furniture], in source: [UInt8]) {
    let mapped = segments.filter { $0.width > 0 }.sorted { $0.byte < $1.byte }
    let named = named.filter { !$0.bytes.isEmpty }.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    var furniture: [Furniture] = []
    var nextNamed = 0
    var covered = 0

    /// Names what lies between the mapped bytes on either side.
    func fill(to end: Int) {
      while covered < end {
        while nextNamed < named.count, named[nextNamed].bytes.upperBound <= covered { nextNamed += 1 }
        let upcoming = nextNamed < named.count ? named[nextNamed].bytes : end..<end
        if upcoming.lowerBound <= covered {
          let stop = min(upcoming.upperBound, end)
          furniture.append(Furniture(kind: named[nextNamed].kind, bytes: covered..<stop))
          covered = stop
        } else {
          let stop = min(upcoming.lowerBound, end)
          let isBlank = source[covered..<stop].allSatisfy(SourceText.isBlank)
          furniture.append(Furniture(kind: isBlank ? .blank : .markup, bytes: covered..<stop))
          covered = stop
        }
      }
    }

    for segment in mapped {
      fill(to: segment.byte)
      covered = max(covered, segment.byte + segment.count * segment.width)
    }
    fill(to: source.count)
    self.init(segments: segments, furniture: furniture, byteCount: source.count)
  }
}
