internal import Manuscript

// Canonical equivalence, segment by segment. A segment is a scalar with those after it that may compose with it or be
// reordered after it: combining marks, and the vowels and finals of conjoining syllables. However a text is normalised,
// it falls into the same segments, and two texts are canonically equivalent where their segments are, one by one.

extension Unicode.Scalar {
  /// Whether it belongs to the segment of the scalar before it.
  ///
  /// Marks cover all scalars with a combining class and all whose decomposition begins with one of those. Beside them
  /// only the vowels and finals of Hangul and the vowels of Kirat Rai compose with what is before them (UAX #29 joins
  /// them for that reason). To join more than need be would do no harm.
  var joinsSegment: Bool {
    if value < 0x300 { return false }
    switch value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FF, 0x16D63...0x16D6A: return true
    default: break
    }
    return switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension Array where Element == Unicode.Scalar {
  /// Where the segment begins that ends at `end`; above `low`, which is the beginning of one.
  func segmentStart(before end: Int, downTo low: Int = 0) -> Int {
    var start = end - 1
    while start > low, self[start].joinsSegment { start -= 1 }
    return start
  }

  /// Where the segment ends that begins at `start`.
  func segmentEnd(after start: Int, upTo high: Int) -> Int {
    var end = start + 1
    while end < high, self[end].joinsSegment { end += 1 }
    return end
  }

  /// Where the segments end that begin at `start` and are so many.
  func segmentsEnd(after start: Int, count segments: Int) -> Int {
    var end = start
    for _ in 0..<segments { end = segmentEnd(after: end, upTo: count) }
    return end
  }

  /// The segments of a range that begins and ends where segments do.
  func segments(in range: Range<Int>) -> [ArraySlice<Unicode.Scalar>] {
    var segments: [ArraySlice<Unicode.Scalar>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = segmentEnd(after: start, upTo: range.upperBound)
      segments.append(self[start..<end])
      start = end
    }
    return segments
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Whether two segments are canonically equivalent.
  func isEquivalent(to other: ArraySlice<Unicode.Scalar>) -> Bool {
    if count == 1, other.count == 1 {
      let (one, another) = (self[startIndex].value, other[other.startIndex].value)
      if one == another { return true }
      // No two scalars below the combining marks are equivalent.
      if one < 0x300, another < 0x300 { return false }
    }
    return elementsEqual(other) || String(scalars: self) == String(scalars: other)
  }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
