/// The reading text as far as it is laid, and what every scalar of it came from.
struct LaidText {
  private let source: SourceText
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var segments: [SourceMap.Segment] = []

  /// An empty text with room for as many scalars as a source has bytes.
  init(of source: SourceText) {
    self.source = source
    scalars.reserveCapacity(source.bytes.count)
  }

  /// Lays a scalar that stands for some bytes, or the symbol that is shown for it.
  mutating func append(_ scalar: Unicode.Scalar, at byte: Int, width: Int) {
    noteOrigin(of: 1, at: byte, width: width)
    scalars.append(ControlCharacters.symbol(for: scalar) ?? scalar)
  }

  /// Lays bytes of the source that are ASCII and no control characters.
  mutating func appendASCII(_ bytes: Range<Int>) {
    noteOrigin(of: bytes.count, at: bytes.lowerBound, width: 1)
    scalars.append(contentsOf: source.bytes[bytes].lazy.map { Unicode.Scalar($0) })
  }

  /// Lays scalars that stand for no bytes.
  mutating func supply(_ supplied: some Collection<Unicode.Scalar>, at byte: Int) {
    guard !supplied.isEmpty else { return }
    segments.append(SourceMap.Segment(text: scalars.count, byte: byte, count: supplied.count, width: 0))
    scalars.append(contentsOf: supplied)
  }

  /// Takes off the last scalar, which must be there, and where it came from.
  mutating func removeLast() {
    scalars.removeLast()
    segments[segments.count - 1].count -= 1
    if segments[segments.count - 1].count == 0 { segments.removeLast() }
  }

  /// Notes where the next scalars come from: each has `width` bytes, the first of them at `byte`.
  private mutating func noteOrigin(of count: Int, at byte: Int, width: Int) {
    if let last = segments.last, last.width == width, last.byte + last.count * width == byte {
      segments[segments.count - 1].count += count
    } else {
      segments.append(SourceMap.Segment(text: scalars.count, byte: byte, count: count, width: width))
    }
  }
}
