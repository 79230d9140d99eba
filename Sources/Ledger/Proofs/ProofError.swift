/// Why there is no such proof, or why a proof does not hold.
public enum ProofError: Error, Hashable {
  case negativeSize(Int64)
  /// The tree has not reached the size that was asked for.
  case notGrownYet(wanted: Int64, size: Int64)
  case leafOutsideTree(leaf: Int64, size: Int64)
  case sizesOutOfOrder(old: Int64, new: Int64)
  /// The stored tree lacks a subtree that its size says is complete.
  case missingNode(TreeNode)
  case pathTooLong
  case pathTooShort
  /// The path does not lead to the root of the tree of this size.
  case wrongRoot(size: Int64)
}

extension ProofError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeSize(let size):
      "A tree cannot have \(size) leaves: give a size of 0 or more."
    case .notGrownYet(let wanted, let size):
      "The log's tree has \(size) leaves, not yet \(wanted): ask for a size up to \(size)."
    case .leafOutsideTree(let leaf, let size):
      "A tree of \(size) leaves has no leaf \(leaf) (the first is 0): take a checkpoint that covers the event."
    case .sizesOutOfOrder(let old, let new):
      "A tree of \(old) leaves cannot begin one of \(new): name the smaller size first."
    case .missingNode(let node):
      "The stored tree lacks the subtree at level \(node.level), index \(node.index): build the tree anew from "
        + "the log."
    case .pathTooLong:
      "The proof has more hashes than trees of these sizes call for: it is damaged or for other sizes."
    case .pathTooShort:
      "The proof has fewer hashes than trees of these sizes call for: it is damaged or for other sizes."
    case .wrongRoot(let size):
      "The proof does not lead to the root that was signed for \(size) events: the event, the proof or the "
        + "checkpoint was altered, or they do not belong together."
    }
  }
}
