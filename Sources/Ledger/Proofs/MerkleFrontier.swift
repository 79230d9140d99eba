/// The part of a tree that is needed to grow it: the roots of the complete subtrees along its right edge, one
/// for each 1 bit in its size. It knows the tree's root and takes leaves in O(1) amortised. Proofs need the
/// stored subtrees as well.
public struct MerkleFrontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int64
  /// The roots from left to right, the largest subtree first.
  public private(set) var roots: [Hash]

  /// The empty tree.
  public init() {
    size = 0
    roots = []
  }

  /// The tree with the first `size` leaves, from the stored subtrees that ``ProofPlan/root(of:)`` names.
  public init<Failure>(size: Int64, hash: (TreeNode) throws(Failure) -> Hash) throws(Failure) {
    precondition(size >= 0, "a tree's size is not negative")
    self.size = size
    roots = []
    for node in TreeNode.tiling(0..<size) { roots.append(try hash(node)) }
  }

  public var head: TreeHead { TreeHead(size: size, root: Hash(joining: roots)) }

  /// Appends a leaf's hash.
  ///
  /// - Parameter record: Called with each subtree that the leaf completes, beginning with the leaf: what
  ///   there is to store.
  public mutating func append(_ leaf: Hash, record: (TreeNode, Hash) -> Void = { _, _ in }) {
    var node = TreeNode(level: 0, index: size)
    var hash = leaf
    record(node, hash)
    // A right half completes its parent, whose left half is the last root.
    while node.index & 1 == 1 {
      hash = Hash(left: roots.removeLast(), right: hash)
      node = node.parent
      record(node, hash)
    }
    roots.append(hash)
    size += 1
  }

  /// Appends leaf hashes in order.
  public mutating func append(
    contentsOf leaves: some Sequence<Hash>, record: (TreeNode, Hash) -> Void = { _, _ in }
  ) {
    for leaf in leaves { append(leaf, record: record) }
  }
}

/// As bytes, to be stored beside the log: the size as 8 bytes, the most significant first, then the roots, the
/// largest subtree's first, 32 bytes each.
extension MerkleFrontier {
  /// The bytes to store.
  public var bytes: [UInt8] {
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
    for root in roots { bytes += root.bytes }
    return bytes
  }

  /// Reads what ``bytes`` gives, and nothing else.
  public init(bytes: [UInt8]) throws(FrontierError) {
    guard bytes.count >= 8 else { throw .wrongLength(bytes.count) }
    size = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    guard size >= 0 else { throw .negativeSize }
    guard bytes.count == 8 + 32 * size.nonzeroBitCount else { throw .wrongLength(bytes.count) }
    roots = stride(from: 8, to: bytes.count, by: 32).map { Hash(Array(bytes[$0..<$0 + 32])) }
  }
}

/// Why bytes are not a frontier.
public enum FrontierError: Error, Hashable, CustomStringConvertible {
  /// The number of bytes does not fit the size.
  case wrongLength(Int)
  case negativeSize

  public var description: String {
    let remedy = "It is a copy of what the log says: build it anew from the log."
    return switch self {
    case .wrongLength(let count):
      "The stored frontier of the log's tree has \(count) bytes, which does not go with its size. \(remedy)"
    case .negativeSize:
      "The stored frontier of the log's tree begins with no size. \(remedy)"
    }
  }
}
