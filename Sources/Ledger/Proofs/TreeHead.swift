/// The size of a tree and its root: what a checkpoint signs, and what a proof is checked against. The two
/// belong together: a path alone cannot tell a tree of 7 leaves from one of 8, so take both from the same
/// signed checkpoint.
public struct TreeHead: Hashable, Sendable {
  /// The number of leaves; of the log's tree, the position of the last event in it.
  public var size: Int64
  /// The Merkle tree hash of RFC 6962, §2.1.
  public var root: Hash

  public init(size: Int64, root: Hash) {
    self.size = size
    self.root = root
  }

  /// The empty tree.
  public static let empty = TreeHead(size: 0, root: .emptyTree)
}
