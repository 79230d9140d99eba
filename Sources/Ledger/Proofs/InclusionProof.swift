/// The proof that a leaf is in a tree: the audit path of RFC 6962, §2.1.1.
public struct InclusionProof: Hashable, Sendable {
  /// From 0; the event at position p is leaf p − 1.
  public var leaf: Int64
  /// The hashes of the sibling subtrees on the way from the leaf up to the root.
  public var path: [Hash]

  public init(leaf: Int64, path: [Hash]) {
    self.leaf = leaf
    self.path = path
  }

  /// Checks that the tree with this head has `hash` at ``leaf``, by the algorithm of RFC 9162, §2.1.3.2.
  ///
  /// - Parameters:
  ///   - hash: The leaf's hash; of an event, ``EventHeader/hash``.
  ///   - head: Size and root from one checkpoint whose signature was checked.
  public func verify(_ hash: Hash, in head: TreeHead) throws(ProofError) {
    guard head.size >= 0 else { throw .negativeSize(head.size) }
    guard (0..<head.size).contains(leaf) else { throw .leafOutsideTree(leaf: leaf, size: head.size) }
    var place = leaf
    var last = head.size - 1
    var computed = hash
    for sibling in path {
      guard last != 0 else { throw .pathTooLong }
      if place & 1 == 1 || place == last {
        computed = Hash(left: sibling, right: computed)
        // On an incomplete right edge, levels without a right sibling add nothing to the path.
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        computed = Hash(left: computed, right: sibling)
      }
      place >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .pathTooShort }
    guard computed == head.root else { throw .wrongRoot(size: head.size) }
  }
}
