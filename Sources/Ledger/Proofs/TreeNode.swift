/// Names a complete subtree: the one over the `2^level` leaves from `index · 2^level`.
///
/// Trees are stored by these names: a row `(level, index) → hash` for each complete subtree of every fourth
/// level. A row is written once, when its last leaf comes, and never changed, so the table is as append-only
/// as the log. Hashes over an incomplete right edge change with every leaf and are computed. So are those
/// between two stored levels, from at most eight rows.
///
/// A tree of n leaves has about n/15 rows above the leaves. Level 0 need not be stored if the leaves are: in
/// the log's tree, a leaf is ``EventHeader/hash`` at position `index + 1`. Any root or proof, of this size or
/// an earlier one, takes about `2 · log2(n)` subtrees (see ``ProofPlan``).
public struct TreeNode: Hashable, Sendable {
  /// The height over the leaves: 0 for a leaf, at most 62.
  public var level: Int
  /// The place among the complete subtrees of this height, from 0.
  public var index: Int64

  public init(level: Int, index: Int64) {
    self.level = level
    self.index = index
  }

  /// The distance between two stored levels.
  public static let storedStep = 4

  /// Whether it is stored or a leaf.
  public var isStored: Bool { level % Self.storedStep == 0 }

  /// The stored subtrees or leaves that it consists of, from left to right: itself, or two, four or eight.
  public var storedParts: [TreeNode] {
    let height = level % Self.storedStep
    return (0..<Int64(1) << height).map { TreeNode(level: level - height, index: index << height + $0) }
  }

  /// The subtree that this one is a half of.
  var parent: TreeNode { TreeNode(level: level + 1, index: index >> 1) }

  /// The complete subtrees that tile `leaves` from left to right, the largest first.
  ///
  /// - Precondition: the range begins where a subtree that could hold all of it begins, as every range in
  ///   RFC 6962, §2.1 does.
  static func tiling(_ leaves: Range<Int64>) -> [TreeNode] {
    var nodes: [TreeNode] = []
    var start = leaves.lowerBound
    while start < leaves.upperBound {
      let level = (leaves.upperBound - start).floorLog2
      nodes.append(TreeNode(level: level, index: start >> level))
      start += 1 << level
    }
    return nodes
  }
}

extension Int64 {
  /// - Precondition: positive.
  var floorLog2: Int { 63 - leadingZeroBitCount }

  /// The `k` of RFC 6962: the largest power of two smaller than this number.
  ///
  /// - Precondition: at least 2.
  var largestPowerOfTwoBelow: Int64 { 1 << (self - 1).floorLog2 }
}
