internal import Manuscript

/// Where something stands, as people look it up.
struct EntryPlace: Sendable {
  /// As it can be typed; it names exactly the range.
  let address: String
  /// The sentences that hold it: `p5.2`, `p5.2-3`, `p5.2..p6.1`; the block's address where that has no sentences.
  let sentence: String
  /// The page on which it begins; `nil` where the source shows none.
  let page: Int?
  /// In scalars of the base's reading text.
  let range: ScalarRange
}

/// Finds places in one document.
struct PlaceFinder: Sendable {
  let document: Document
  let pages: PageBreaks

  init(_ document: Document) {
    self.document = document
    pages = PageBreaks(of: document)
  }

  func place(_ range: ScalarRange) -> EntryPlace {
    EntryPlace(
      address: document.address(of: range), sentence: sentences(holding: range),
      page: pages.page(at: range.start),
      range: range)
  }

  private func sentences(holding range: ScalarRange) -> String {
    let last = range.isEmpty ? range.end : range.end - 1
    guard let first = document.blockIndex(containing: range.start),
      let end = document.blockIndex(containing: last)
    else { return "" }
    let (head, tail) = (document.blocks[first], document.blocks[end])
    guard let from = sentence(at: range.start, in: head), let to = sentence(at: last, in: tail) else {
      return first == end ? head.address : "\(head.address)..\(tail.address)"
    }
    let start = "\(head.address).\(from + 1)"
    if first != end { return "\(start)..\(tail.address).\(to + 1)" }
    return from == to ? start : "\(start)-\(to + 1)"
  }

  /// The last sentence of a block that begins at a scalar or before it.
  private func sentence(at offset: Int, in block: Block) -> Int? {
    guard !block.sentences.isEmpty else { return nil }
    return max(0, block.sentences.partitioningIndex { $0.start > offset } - 1)
  }
}
