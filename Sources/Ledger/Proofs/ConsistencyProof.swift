/// The proof that one tree is the beginning of another: nothing in it was changed, reordered or removed (RFC
/// 6962, §2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  /// The hashes of the subtrees that both roots are computed from. Empty if the sizes are equal or the first
  /// tree is empty.
  public var path: [Hash]

  public init(path: [Hash]) {
    self.path = path
  }

  /// Checks that the new tree begins with all of the old one, by the algorithm of RFC 9162, §2.1.4.2.
  ///
  /// The RFC leaves out two cases; here they have an empty path: a tree is consistent with itself, and the
  /// empty tree with any tree.
  ///
  /// - Parameters: Take each head from a checkpoint whose signature was checked.
  public func verify(from old: TreeHead, to new: TreeHead) throws(ProofError) {
    guard old.size >= 0 else { throw .negativeSize(old.size) }
    guard old.size <= new.size else { throw .sizesOutOfOrder(old: old.size, new: new.size) }
    guard old.size > 0, old.size < new.size else {
      guard path.isEmpty else { throw .pathTooLong }
      if old.size == 0, old.root != .emptyTree { throw .wrongRoot(size: 0) }
      if old.size == new.size, old.root != new.root { throw .wrongRoot(size: old.size) }
      return
    }

    var place = old.size - 1
    var last = new.size - 1
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    guard !path.isEmpty else { throw .pathTooShort }
    var remaining = path[...]
    // If the old tree is one complete subtree, the path leaves out its root.
    let first = old.size.nonzeroBitCount == 1 ? old.root : remaining.removeFirst()
    var oldRoot = first
    var newRoot = first
    for subtree in remaining {
      guard last != 0 else { throw .pathTooLong }
      if place & 1 == 1 || place == last {
        oldRoot = Hash(left: subtree, right: oldRoot)
        newRoot = Hash(left: subtree, right: newRoot)
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        newRoot = Hash(left: newRoot, right: subtree)
      }
      place >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .pathTooShort }
    guard oldRoot == old.root else { throw .wrongRoot(size: old.size) }
    guard newRoot == new.root else { throw .wrongRoot(size: new.size) }
  }
}
