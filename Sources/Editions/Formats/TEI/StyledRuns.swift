internal import Consensus
internal import Manuscript

/// How the text of one block is set apart, as stretches that do not overlap, so that it can be cut anywhere.
struct StyledRuns {
  struct Run {
    let range: ScalarRange
    let opening: String
    let closing: String
  }

  private let runs: [Run]

  /// - Parameter edits: those made in the block, in order.
  init(of block: Block, in text: ScalarText, edits: ArraySlice<Edit>) {
    let spans =
      block.emphasis.map { ($0.range, "<hi rend=\"\(Self.rendition($0.kind))\">", "</hi>") }
      + block.links(in: text, madeWith: edits).map {
        ($0.range, "<ref target=\"\(Self.uri($0.destination))\">", "</ref>")
      }
    let cuts = Set(spans.flatMap { [$0.0.start, $0.0.end] }).sorted()
    var open: [(range: ScalarRange, opening: String, closing: String)] = []
    var next = spans.sorted { ($0.0.start, -$0.0.end) < ($1.0.start, -$1.0.end) }[...]
    var runs: [Run] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      open.removeAll { $0.range.end <= start }
      while let span = next.first, span.0.start <= start {
        if span.0.end > start { open.append(span) }
        next.removeFirst()
      }
      if open.isEmpty { continue }
      runs.append(
        Run(
          range: ScalarRange(start, end), opening: open.map(\.opening).joined(),
          closing: open.reversed().map(\.closing).joined()))
    }
    self.runs = runs
  }

  /// The stretches that share a scalar with a range, in order.
  func overlapping(_ range: ScalarRange) -> ArraySlice<Run> {
    let first = runs.partitioningIndex { $0.range.end > range.start }
    let end = runs.partitioningIndex { $0.range.start >= range.end }
    return runs[first..<max(first, end)]
  }

  /// The stretch that all of a range lies in; of a point, the one on both sides of it.
  func enclosing(_ range: ScalarRange) -> Run? {
    let index = runs.partitioningIndex { $0.range.end >= max(range.end, range.start + 1) }
    guard index < runs.count else { return nil }
    let run = runs[index].range
    let holds = range.isEmpty ? run.start < range.start && range.start < run.end : run.contains(range)
    return holds ? runs[index] : nil
  }

  private static func rendition(_ kind: EmphasisSpan.Kind) -> String {
    switch kind {
    case .emphasis: "italic"
    case .strong: "bold"
    default: kind.rawValue
    }
  }

  /// A destination as an attribute of type anyURI: what RFC 3986 has no place for is encoded.
  private static func uri(_ destination: String) -> String {
    let bytes = Array(destination.utf8)
    var result = ""
    for (index, byte) in bytes.enumerated() {
      let isEscape =
        byte == UInt8(ascii: "%")
        && bytes[(index + 1)...].prefix(2).filter { Character(Unicode.Scalar($0)).isHexDigit }.count == 2
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (Character(scalar).isLetter || Character(scalar).isNumber
          || "-._~:/?#@!$'()*+,;=".unicodeScalars.contains(scalar))
      if isPlain || isEscape {
        result.unicodeScalars.append(scalar)
      } else if byte == UInt8(ascii: "&") {
        result += "&amp;"
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
