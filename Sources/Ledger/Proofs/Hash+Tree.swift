internal import Cryptography

extension Hash {
  /// The root of the empty tree: SHA-256 of no bytes (RFC 6962, §2.1).
  public static let emptyTree = Hash(of: [])

  /// The hash over two subtrees: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962, §2.1). The first byte
  /// distinguishes it from a leaf's hash, which has `0x00`.
  public init(left: Hash, right: Hash) {
    var hasher = SHA256()
    Swift.withUnsafeBytes(of: 1 as UInt8) { hasher.update($0) }
    left.withUnsafeBytes { hasher.update($0) }
    right.withUnsafeBytes { hasher.update($0) }
    self = hasher.finalize(Hash.init(copying:))
  }

  /// The hash over adjacent subtrees, each at least as large as the next; of none, that of the empty tree.
  init(joining subtrees: some BidirectionalCollection<Hash>) {
    guard var hash = subtrees.last else {
      self = .emptyTree
      return
    }
    for left in subtrees.dropLast().reversed() { hash = Hash(left: left, right: hash) }
    self = hash
  }

  /// The hash over subtrees of equal size that form a complete one.
  ///
  /// - Precondition: there are 1, 2, 4, 8 … of them.
  public init(completing subtrees: [Hash]) {
    precondition(subtrees.count.nonzeroBitCount == 1, "a complete subtree has two halves")
    var hashes = subtrees
    while hashes.count > 1 {
      hashes = stride(from: 0, to: hashes.count, by: 2).map { Hash(left: hashes[$0], right: hashes[$0 + 1]) }
    }
    self = hashes[0]
  }
}
