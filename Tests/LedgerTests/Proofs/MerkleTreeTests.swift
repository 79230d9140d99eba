import Ledger
import SeededRandom
import Testing

/// The tree, its stored layout and its frontier against the definitions of RFC 6962.
struct MerkleTreeTests {
  static let largest = 130
  let leaves = Hash.samples(largest)

  @Test func `every root and proof is that of the definition`() throws {
    let tree = MerkleTree(leaves)
    for n in 0...Self.largest {
      let head = TreeHead(size: Int64(n), root: ReferenceTree.root(leaves[..<n]))
      #expect(try tree.head(at: Int64(n)) == head)
      for m in 0..<n {
        let inclusion = try tree.inclusionProof(of: Int64(m), in: Int64(n))
        #expect(inclusion.path == ReferenceTree.path(m, leaves[..<n]), "leaf \(m) in \(n)")
        try inclusion.verify(leaves[m], in: head)
      }
    }
  }

  @Test func `every consistency proof is that of the definition`() throws {
    let tree = MerkleTree(leaves)
    for n in 0...Self.largest {
      let new = try tree.head(at: Int64(n))
      for m in 0...n {
        let proof = try tree.consistencyProof(from: Int64(m), to: Int64(n))
        if m > 0 { #expect(proof.path == ReferenceTree.proof(m, leaves[..<n]), "\(m) to \(n)") }
        try proof.verify(from: tree.head(at: Int64(m)), to: new)
      }
    }
  }

  @Test func `a frontier gives every root and comes back from its bytes`() throws {
    var frontier = MerkleFrontier()
    #expect(frontier.head == .empty)
    for n in 1...Self.largest {
      frontier.append(leaves[n - 1])
      #expect(frontier.head == TreeHead(size: Int64(n), root: ReferenceTree.root(leaves[..<n])))
      #expect(frontier.roots.count == n.nonzeroBitCount)
      #expect(frontier.bytes.count == 8 + 32 * n.nonzeroBitCount)
      #expect(try MerkleFrontier(bytes: frontier.bytes) == frontier)
    }
  }

  @Test func `batches give what one by one gives`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 0...Self.largest, using: &generator)
      var (single, batched) = (MerkleFrontier(), MerkleFrontier())
      var (first, second): ([TreeNode: Hash], [TreeNode: Hash]) = ([:], [:])
      for leaf in leaves.prefix(count) { single.append(leaf) { first[$0] = $1 } }
      var rest = leaves.prefix(count)
      while !rest.isEmpty {
        let size = Int.random(in: 0...rest.count, using: &generator)
        batched.append(contentsOf: rest.prefix(size)) { second[$0] = $1 }
        rest = rest.dropFirst(size)
      }
      #expect(single == batched, "seed \(seed)")
      #expect(first == second, "seed \(seed)")
    }
  }

  /// What a store does: rows are written once, and every past size is served from them.
  @Test func `stored subtrees give every past root and proof`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var stored: [TreeNode: Hash] = [:]
    var frontier = MerkleFrontier()
    for (index, leaf) in leaves.enumerated() {
      frontier.append(leaf) { node, hash in
        #expect(stored.updateValue(hash, forKey: node) == nil, "\(node) is written once")
      }
      #expect(stored.count { $0.key.level > 0 } == index + 1 - (index + 1).nonzeroBitCount)
    }
    for n in 0...Self.largest {
      let size = Int64(n)
      let root = ReferenceTree.root(leaves[..<n])
      #expect(try ProofPlan.root(of: size).hashes(from: stored) == [root])
      let resumed = try MerkleFrontier(size: size) { try #require(stored[$0]) }
      #expect(resumed == MerkleFrontier(leaves.prefix(n)))
      guard n > 0 else { continue }

      let m = Int.random(in: 0..<n, using: &generator)
      let plan = try ProofPlan.inclusion(of: Int64(m), in: size)
      let inclusion = InclusionProof(leaf: Int64(m), path: try plan.hashes(from: stored))
      #expect(Set(plan.nodes).count == plan.nodes.count)
      try inclusion.verify(leaves[m], in: TreeHead(size: size, root: root))
      let path = try ProofPlan.consistency(from: Int64(m), to: size).hashes(from: stored)
      #expect(m == 0 || path == ReferenceTree.proof(m, leaves[..<n]), "seed \(seed)")
    }
  }

  @Test func `a missing subtree is named`() throws {
    var stored: [TreeNode: Hash] = [:]
    var frontier = MerkleFrontier()
    frontier.append(contentsOf: leaves.prefix(8)) { stored[$0] = $1 }
    let plan = try ProofPlan.inclusion(of: 0, in: 8)
    let gone = TreeNode(level: 1, index: 1)
    stored[gone] = nil
    #expect(throws: ProofError.missingNode(gone)) { try plan.hashes(from: stored) }
  }

  @Test func `what the tree does not have is refused`() {
    let tree = MerkleTree(leaves.prefix(5))
    #expect(throws: ProofError.notGrownYet(wanted: 6, size: 5)) { try tree.head(at: 6) }
    #expect(throws: ProofError.negativeSize(-1)) { try tree.head(at: -1) }
    #expect(throws: ProofError.leafOutsideTree(leaf: 5, size: 5)) { try tree.inclusionProof(of: 5, in: 5) }
    #expect(throws: ProofError.leafOutsideTree(leaf: -1, size: 5)) { try tree.inclusionProof(of: -1, in: 5) }
    #expect(throws: ProofError.leafOutsideTree(leaf: 0, size: 0)) { try tree.inclusionProof(of: 0, in: 0) }
    #expect(throws: ProofError.sizesOutOfOrder(old: 4, new: 3)) { try tree.consistencyProof(from: 4, to: 3) }
    #expect(throws: ProofError.negativeSize(-4)) { try tree.consistencyProof(from: -4, to: 3) }
    #expect(throws: ProofError.notGrownYet(wanted: 9, size: 5)) { try tree.consistencyProof(from: 4, to: 9) }
  }

  /// Nothing overflows at the largest size that a position has.
  @Test func `plans reach the largest size`() throws {
    let largest = Int64.max
    #expect(try ProofPlan.root(of: largest).nodes.count == 63)
    #expect(try ProofPlan.inclusion(of: largest - 1, in: largest).parts.count == 62)
    #expect(try ProofPlan.inclusion(of: 0, in: largest).parts.count == 63)
    #expect(try ProofPlan.consistency(from: largest - 1, to: largest).parts.count == 63)
    #expect(try ProofPlan.consistency(from: 1 << 62, to: largest).parts.count == 1)
  }

  @Test func `other bytes are no frontier`() {
    let bytes = MerkleFrontier(leaves.prefix(5)).bytes
    for count in 0..<bytes.count {
      #expect(throws: FrontierError.wrongLength(count)) {
        try MerkleFrontier(bytes: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: FrontierError.wrongLength(73)) { try MerkleFrontier(bytes: bytes + [0]) }
    #expect(throws: FrontierError.wrongLength(72)) {
      try MerkleFrontier(bytes: [0, 0, 0, 0, 0, 0, 0, 7] + bytes[8...])
    }
    #expect(throws: FrontierError.negativeSize) { try MerkleFrontier(bytes: [0x80] + bytes[1...]) }
  }
}

extension MerkleFrontier {
  init(_ leaves: some Sequence<Hash>) {
    self.init()
    append(contentsOf: leaves)
  }
}
