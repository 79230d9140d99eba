/// The Merkle tree of RFC 6962, §2.1 in memory. It holds the hash of every complete subtree, so it has the
/// root and proofs of every size up to its own. It takes about 150 bytes a leaf. A store on disk keeps the
/// same rows (see ``TreeNode``) and a ``MerkleFrontier``.
public struct MerkleTree: Sendable {
  /// The hashes of the complete subtrees, by level and index.
  private var levels: [[Hash]] = [[]]

  public init() {}

  /// The tree over these leaf hashes.
  public init(_ leaves: some Sequence<Hash>) {
    append(contentsOf: leaves)
  }

  /// The number of leaves.
  public var size: Int64 { Int64(levels[0].count) }

  public var head: TreeHead {
    let plan = TreeNode.tiling(0..<size)
    return TreeHead(size: size, root: Hash(joining: plan.map { self[$0] }))
  }

  /// Appends a leaf's hash, in O(1) amortised.
  public mutating func append(_ leaf: Hash) {
    levels[0].append(leaf)
    var level = 0
    // With an even number of subtrees, the last two make one of the next level.
    while levels[level].count & 1 == 0 {
      let pair = levels[level].suffix(2)
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(Hash(joining: pair))
    }
  }

  /// Appends leaf hashes in order.
  public mutating func append(contentsOf leaves: some Sequence<Hash>) {
    for leaf in leaves { append(leaf) }
  }

  /// The head that the tree had when it was of this size.
  public func head(at size: Int64) throws(ProofError) -> TreeHead {
    let root = try hashes(.root(of: size), within: size)
    return TreeHead(size: size, root: root[0])
  }

  /// The proof that a leaf is in the tree.
  ///
  /// - Parameters:
  ///   - leaf: From 0; the event at position p is leaf p − 1.
  ///   - size: The size of the tree, now or earlier.
  public func inclusionProof(of leaf: Int64, in size: Int64) throws(ProofError) -> InclusionProof {
    InclusionProof(leaf: leaf, path: try hashes(.inclusion(of: leaf, in: size), within: size))
  }

  /// The proof that the tree of the first `old` leaves begins that of the first `new`.
  /// - Throws: ``ProofError`` where the sizes are out of order or the tree is smaller than `new`.
  public func consistencyProof(from old: Int64, to new: Int64) throws(ProofError) -> ConsistencyProof {
    ConsistencyProof(path: try hashes(.consistency(from: old, to: new), within: new))
  }

  private func hashes(_ plan: ProofPlan, within size: Int64) throws(ProofError) -> [Hash] {
    guard size <= self.size else { throw .notGrownYet(wanted: size, size: self.size) }
    return plan.hashes { self[$0] }
  }

  private subscript(node: TreeNode) -> Hash { levels[node.level][Int(node.index)] }
}
