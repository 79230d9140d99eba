/// The stored subtrees that a root or a proof is made of. A store reads ``nodes`` in one query, and
/// ``hashes(_:)`` joins the result. Pure.
///
/// Each part gives one hash of the proof: its subtrees tile a range of leaves from left to right.
public struct ProofPlan: Hashable, Sendable {
  /// For each hash of the proof, the subtrees that it is joined from.
  public let parts: [[TreeNode]]

  /// Every subtree to read.
  public var nodes: [TreeNode] { parts.flatMap { $0 } }

  /// The proof's hashes, in its order.
  public func hashes<Failure>(_ hash: (TreeNode) throws(Failure) -> Hash) throws(Failure) -> [Hash] {
    var hashes: [Hash] = []
    hashes.reserveCapacity(parts.count)
    for part in parts {
      var subtrees: [Hash] = []
      for node in part { subtrees.append(try hash(node)) }
      hashes.append(Hash(joining: subtrees))
    }
    return hashes
  }

  /// The proof's hashes, in order, from what a store has read.
  /// - Throws: ``ProofError/missingNode(_:)`` if a subtree is missing.
  public func hashes(from stored: [TreeNode: Hash]) throws(ProofError) -> [Hash] {
    try hashes { node throws(ProofError) in
      guard let hash = stored[node] else { throw .missingNode(node) }
      return hash
    }
  }
}

extension ProofPlan {
  /// The root of the tree of the first `size` leaves: one hash (RFC 6962, §2.1).
  public static func root(of size: Int64) throws(ProofError) -> ProofPlan {
    guard size >= 0 else { throw .negativeSize(size) }
    return ProofPlan(parts: [TreeNode.tiling(0..<size)])
  }

  /// The audit path of a leaf in the tree of the first `size` leaves (RFC 6962, §2.1.1).
  ///
  /// - Parameter leaf: From 0; the event at position p is leaf p − 1.
  public static func inclusion(of leaf: Int64, in size: Int64) throws(ProofError) -> ProofPlan {
    guard size >= 0 else { throw .negativeSize(size) }
    guard (0..<size).contains(leaf) else { throw .leafOutsideTree(leaf: leaf, size: size) }
    // From the root down, so the path from the leaf up is the reverse.
    var siblings: [[TreeNode]] = []
    var range = 0..<size
    while range.count > 1 {
      let (left, right) = range.halves
      if left.contains(leaf) {
        siblings.append(TreeNode.tiling(right))
        range = left
      } else {
        siblings.append(TreeNode.tiling(left))
        range = right
      }
    }
    return ProofPlan(parts: siblings.reversed())
  }

  /// The proof that the tree of the first `old` leaves begins that of the first `new` (RFC 6962, §2.1.2). It has
  /// no hash where the sizes are equal or `old` is 0.
  public static func consistency(from old: Int64, to new: Int64) throws(ProofError) -> ProofPlan {
    guard old >= 0 else { throw .negativeSize(old) }
    guard old <= new else { throw .sizesOutOfOrder(old: old, new: new) }
    guard old > 0 else { return ProofPlan(parts: []) }
    var parts: [[TreeNode]] = []
    var range = 0..<new
    while range.upperBound != old {
      let (left, right) = range.halves
      if old <= left.upperBound {
        parts.append(TreeNode.tiling(right))
        range = left
      } else {
        parts.append(TreeNode.tiling(left))
        range = right
      }
    }
    // From the first leaf on it is the old tree, whose root the verifier has.
    if range.lowerBound > 0 { parts.append(TreeNode.tiling(range)) }
    return ProofPlan(parts: parts.reversed())
  }
}

extension Range<Int64> {
  /// The two subtrees of RFC 6962, §2.1: the left one is complete.
  ///
  /// - Precondition: at least two leaves.
  fileprivate var halves: (left: Range<Int64>, right: Range<Int64>) {
    let middle = lowerBound + (upperBound - lowerBound).largestPowerOfTwoBelow
    return (lowerBound..<middle, middle..<upperBound)
  }
}
