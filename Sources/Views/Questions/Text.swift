internal import Consensus
public import Manuscript
public import Protocol

extension Snapshot {
  /// `read`: the blocks that a range touches, or all of them where none is given.
  ///
  /// - Parameter isConsensus: whether with the accepted corrections made.
  public func text(of range: ScalarRange?, isConsensus: Bool) -> TextView {
    let text = PaperText(document: document, edits: isConsensus ? edits(near: range) : [])
    return TextView(
      at: at, base: base, consensus: isConsensus, blocks: text.blocks(touching: range ?? document.text.range))
  }

  /// The edits of the consensus in the blocks that a range touches, or all of them.
  private func edits(near range: ScalarRange?) -> [Edit] {
    guard let range else { return standing.reconciliation.accepted }
    let blocks = document.blocks[document.blockIndices(touching: range)]
    guard let first = blocks.first, let last = blocks.last else { return [] }
    return standing.reconciliation.accepted(
      touching: ScalarRange(first.range.start, max(first.range.end, last.range.end)))
  }
}
