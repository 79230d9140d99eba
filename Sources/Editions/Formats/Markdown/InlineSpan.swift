internal import Consensus
internal import Manuscript

/// A stretch of a block that is set apart: emphasis, or a link.
struct InlineSpan {
  enum Style {
    case emphasis(EmphasisSpan.Kind)
    case link(destination: String)
  }

  let range: ScalarRange
  let style: Style

  var isLink: Bool { if case .link = style { true } else { false } }

  /// The spans of `block` that no edit breaks, outer ones first; of two that cross, the first.
  ///
  /// - Parameters:
  ///   - text: that of the block's document.
  ///   - edits: those made in the block, in order.
  static func spans(of block: Block, in text: ScalarText, unbrokenBy edits: ArraySlice<Edit>) -> [InlineSpan]
  {
    let links = block.links(in: text, madeWith: edits)
    let all =
      block.emphasis.map { InlineSpan(range: $0.range, style: .emphasis($0.kind)) }
      + links.map { InlineSpan(range: $0.range, style: .link(destination: $0.destination)) }
    let ordered = all.enumerated().sorted {
      ($0.element.range.start, -$0.element.range.end, $0.offset)
        < ($1.element.range.start, -$1.element.range.end, $1.offset)
    }
    var kept: [InlineSpan] = []
    var open: [InlineSpan] = []
    for (_, span) in ordered where !span.range.isEmpty && !span.isBroken(by: edits) {
      while let last = open.last, last.range.end <= span.range.start { open.removeLast() }
      if let last = open.last, last.range.end < span.range.end { continue }
      if span.isLink, open.contains(where: \.isLink) { continue }
      open.append(span)
      kept.append(span)
    }
    return kept
  }

  /// Whether an edit reaches over one of its ends, or takes the whole of it and more.
  private func isBroken(by edits: ArraySlice<Edit>) -> Bool {
    // Edits do not overlap, so the first that ends after the start and the last that starts before the end
    // decide.
    let first = edits.partitioningIndex { $0.range.end > range.start }
    if first < edits.endIndex, edits[first].range.start < range.start { return true }
    let past = edits.partitioningIndex { $0.range.start >= range.end }
    return past > edits.startIndex && edits[past - 1].range.end > range.end
  }
}
