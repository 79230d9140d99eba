internal import Manuscript
internal import Protocol

extension Document {
  /// A range with the sentence that it lies in, the one before and the one after: two places with the same words differ in
  /// what stands around them. Where its block ends there, the next block's sentence is taken.
  func place(_ range: ScalarRange) -> PlaceItem {
    let passage = passage(range)
    let around = sentences(about: range)
    let (before, isCutBefore) = whole(ScalarRange(min(around.start, range.start), range.start), fromEnd: true)
    let (after, isCutAfter) = whole(ScalarRange(range.end, max(around.end, range.end)), fromEnd: false)
    return PlaceItem(
      address: passage.address, excerpt: passage.excerpt,
      before: (isCutBefore || before.start > 0 ? "…" : "") + text[before], quote: text[range],
      after: text[after] + (isCutAfter || after.end < text.count ? "…" : ""))
  }

  /// From the start of the sentence before those that a range touches to the end of the one after.
  private func sentences(about range: ScalarRange) -> ScalarRange {
    let touched = blockIndices(touching: range)
    guard let first = touched.first, let last = touched.last else { return range }
    let opening = sentences(ofBlock: first)
    let start = opening.lastIndex { $0.start <= range.start } ?? 0
    let closing = sentences(ofBlock: last)
    let end = closing.firstIndex { $0.end >= range.end } ?? closing.count - 1
    return ScalarRange(
      (start > 0 ? opening[start - 1] : neighbour(of: first, -1)?.last ?? opening[start]).start,
      (end + 1 < closing.count ? closing[end + 1] : neighbour(of: last, 1)?.first ?? closing[end]).end)
  }

  /// The sentences of a block; of one that has none, all of it.
  private func sentences(ofBlock index: Int) -> [ScalarRange] {
    blocks[index].sentences.isEmpty ? [blocks[index].range] : blocks[index].sentences
  }

  /// Those of the block beside it; between the body and the notes nothing is read on.
  private func neighbour(of index: Int, _ step: Int) -> [ScalarRange]? {
    guard blocks.indices.contains(index + step),
      (blocks[index].kind == .note) == (blocks[index + step].kind == .note)
    else { return nil }
    return sentences(ofBlock: index + step)
  }

  /// So much of a range as can be read at a glance, cut between words.
  private func whole(_ range: ScalarRange, fromEnd: Bool) -> (range: ScalarRange, isCut: Bool) {
    guard range.count > Self.glance else { return (range, false) }
    let isBlank = { (offset: Int) in self.text[offset].properties.isWhitespace }
    if fromEnd {
      let least = range.end - Self.glance
      return (ScalarRange((least..<range.end).first(where: isBlank) ?? least, range.end), true)
    }
    let most = range.start + Self.glance
    return (ScalarRange(range.start, (range.start..<most).last(where: isBlank) ?? most), true)
  }

  /// In scalars.
  private static let glance = 240
}
