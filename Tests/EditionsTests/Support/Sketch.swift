import Manuscript

/// A paper drawn up by hand, block by block.
struct Sketch {
  private var scalars: [Unicode.Scalar] = []
  private var blocks: [Block] = []
  private var pageBreaks: [Int] = []

  /// A block; what is set apart in it, linked or referred to is given by words that occur once in it.
  mutating func add(
    _ kind: BlockKind, _ text: String, level: Int? = nil, label: String? = nil,
    _ emphasis: [(EmphasisSpan.Kind, String)] = [], sentences: [String] = [],
    links: [(String, to: String)] = [],
    notes: [(Int, after: String)] = [], page: Int? = nil
  ) {
    if !blocks.isEmpty { scalars += ["\n", "\n"] }
    let start = scalars.count
    scalars += Array(text.unicodeScalars)
    let range = ScalarRange(start, scalars.count)
    let number = blocks.count { ($0.kind == .note) == (kind == .note) } + 1
    blocks.append(
      Block(
        kind: kind, address: (kind == .note ? "n" : "p") + "\(number)", level: level, page: page,
        label: label,
        range: range, sentences: sentences.map { find($0, in: range) },
        noteReferences: notes.map { .init(note: $0.0, offset: find($0.after, in: range).end - start) },
        emphasis: emphasis.map { .init(range: find($0.1, in: range), kind: $0.0) },
        links: links.map { .init(range: find($0.0, in: range), destination: $0.to) }))
  }

  /// A page begins within the last block, after so many of its scalars.
  mutating func breakPage(after count: Int) {
    pageBreaks.append((blocks.last?.range.start ?? 0) + count)
  }

  /// The document's map: a page's rule of ten bytes at each break.
  private var sourceMap: SourceMap {
    let cuts = [0] + pageBreaks + [scalars.count]
    let segments = zip(cuts, cuts.dropFirst()).enumerated().map { index, ends in
      SourceMap.Segment(text: ends.0, byte: ends.0 + 10 * index, count: ends.1 - ends.0, width: 1)
    }
    let rules = pageBreaks.enumerated().map { index, offset in
      SourceMap.Furniture(kind: .pageBreak, bytes: offset + 10 * index..<offset + 10 * index + 10)
    }
    return SourceMap(segments: segments, furniture: rules, byteCount: scalars.count + 10 * pageBreaks.count)
  }

  /// Where words first occur in a range.
  private func find(_ words: String, in range: ScalarRange) -> ScalarRange {
    let wanted = Array(words.unicodeScalars)
    let start = (range.start...range.end - wanted.count).first {
      scalars[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    guard let start else { preconditionFailure("“\(words)” is not there") }
    return ScalarRange(start: start, count: wanted.count)
  }

  var document: Document {
    Document(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: ScalarText(scalars),
      blocks: blocks,
      sourceMap: sourceMap)
  }
}
