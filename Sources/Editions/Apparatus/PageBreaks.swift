internal import Manuscript

/// Where the pages of the source begin in the text.
struct PageBreaks: Sendable {
  struct Break: Equatable, Sendable {
    /// In scalars of the text; at a block's start, or within one.
    let offset: Int
    /// The page that begins there, from 1.
    let page: Int
  }

  /// Those in the body, in text order.
  private(set) var breaks: [Break] = []
  private let document: Document

  /// Costs the length of the document's map.
  init(of document: Document) {
    self.document = document
    let rules = document.sourceMap.furniture.filter { $0.kind == .pageBreak }.map(\.bytes.lowerBound)
    var page = 0
    var segment = 0
    let segments = document.sourceMap.segments
    for block in document.blocks where block.kind != .note {
      if let begun = block.page, begun > page {
        breaks.append(Break(offset: block.range.start, page: begun))
        page = begun
      }
      while segment < segments.count, segments[segment].text < block.range.start { segment += 1 }
      var last: Int?
      while segment < segments.count, segments[segment].text < block.range.end {
        let next = segments[segment]
        segment += 1
        guard next.width > 0 else { continue }
        if let last, last <= next.byte, page > 0 {
          let passed =
            rules.partitioningIndex { $0 >= next.byte } - rules.partitioningIndex { $0 >= last }
          if passed > 0 {
            page += passed
            breaks.append(Break(offset: next.text, page: page))
          }
        }
        last = next.byte + next.count * next.width
      }
    }
  }

  /// Those at or after the start of a range and before its end.
  func breaks(in range: ScalarRange) -> ArraySlice<Break> {
    let first = breaks.partitioningIndex { $0.offset >= range.start }
    let end = breaks.partitioningIndex { $0.offset >= range.end }
    return breaks[first..<max(first, end)]
  }

  /// The page on which a scalar stands. Of a note, the one that the note's block names.
  func page(at offset: Int) -> Int? {
    if let block = document.block(containing: offset), block.kind == .note { return block.page }
    let index = breaks.partitioningIndex { $0.offset > offset }
    return index > 0 ? breaks[index - 1].page : nil
  }
}
