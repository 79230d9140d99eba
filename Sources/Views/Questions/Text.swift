internal import Consensus
public import Manuscript
public import Protocol

extension Snapshot {
  /// `read`: the blocks that a range touches, or all of them where none is given.
  ///
  /// - Parameter isConsensus: whether with the accepted corrections made.
  public func text(of range: ScalarRange?, isConsensus: Bool) -> TextView {
    let text = PaperText(document: document, edits: isConsensus ? standing.reconciliation.accepted : [])
    return TextView(
      at: at, base: base, consensus: isConsensus, blocks: text.blocks(touching: range ?? document.text.range))
  }
}
