/// A source written anew in the order in which it is read, and where its bytes came from. What stands before another thing
/// in the text stands before it in these bytes too, so that nothing that reads them need know of columns.
struct ReadingOrder: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [SourceLine] = []
  /// The source as it was.
  private let original: [UInt8]
  /// Stretches of the source, by where they stand now. What stands between two of them was put in.
  private var pieces: [Piece] = []

  private struct Piece {
    var start: Int
    var origin: Int
    var count: Int
  }

  /// - Parameter lines: those of the source, or parts of them, each once, in the order in which they are read. What none of
  ///   them holds is no text.
  init(_ lines: [SourceLine], of source: SourceText) {
    original = source.bytes
    bytes.reserveCapacity(original.count)
    self.lines.reserveCapacity(lines.count)
    if let mark = source.byteOrderMark { _ = append(mark) }
    for line in lines {
      var moved = line
      moved.content = append(line.content)
      if line.newline.isEmpty {
        // A part of a line ends as a line does.
        moved.newline = bytes.count..<bytes.count + 1
        bytes.append(0x0A)
      } else {
        moved.newline = append(line.newline)
      }
      self.lines.append(moved)
    }
  }

  private mutating func append(_ range: Range<Int>) -> Range<Int> {
    let start = bytes.count
    bytes += original[range]
    if let last = pieces.last, last.origin + last.count == range.lowerBound, last.start + last.count == start
    {
      pieces[pieces.count - 1].count += range.count
    } else if !range.isEmpty {
      pieces.append(Piece(start: start, origin: range.lowerBound, count: range.count))
    }
    return start..<bytes.count
  }

  /// The map from a text to these bytes as one to the source.
  func map(_ map: SourceMap) -> SourceMap {
    var segments: [SourceMap.Segment] = []
    for segment in map.segments {
      guard segment.width > 0 else {
        segments.append(supplied(segment, at: 0))
        continue
      }
      var index = 0
      while index < segment.count {
        let start = segment.byte + index * segment.width
        var part = supplied(segment, at: index)
        if let piece = piece(at: start), piece.start + piece.count - start >= segment.width {
          part.byte = piece.origin + start - piece.start
          part.count = min(segment.count - index, (piece.start + piece.count - start) / segment.width)
          part.width = segment.width
        }
        segments.append(part)
        index += part.count
      }
    }
    let furniture = map.furniture.flatMap { piece in
      origins(of: piece.bytes).map { SourceMap.Furniture(kind: piece.kind, bytes: $0) }
    }
    return SourceMap(completing: segments, named: furniture, in: original)
  }

  /// A scalar of a segment as one that came from no bytes.
  private func supplied(_ segment: SourceMap.Segment, at index: Int) -> SourceMap.Segment {
    let offset = segment.byte + index * segment.width
    let before = pieces.partitioningIndex { $0.start > offset } - 1
    let end =
      before < 0 ? 0 : pieces[before].origin + min(pieces[before].count, offset - pieces[before].start)
    return SourceMap.Segment(
      text: segment.text + index, byte: end, count: segment.width > 0 ? 1 : segment.count, width: 0)
  }

  /// The piece that a byte belongs to; nil if it was put in.
  private func piece(at offset: Int) -> Piece? {
    let index = pieces.partitioningIndex { $0.start > offset } - 1
    guard index >= 0, offset < pieces[index].start + pieces[index].count else { return nil }
    return pieces[index]
  }

  /// Where bytes of a range came from.
  private func origins(of range: Range<Int>) -> [Range<Int>] {
    let first = max(0, pieces.partitioningIndex { $0.start > range.lowerBound } - 1)
    return pieces[first...].prefix { $0.start < range.upperBound }.compactMap { piece in
      let low = max(range.lowerBound, piece.start) - piece.start
      let high = min(range.upperBound - piece.start, piece.count)
      return low < high ? piece.origin + low..<piece.origin + high : nil
    }
  }
}
