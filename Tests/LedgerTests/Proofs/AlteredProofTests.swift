import Ledger
import SeededRandom
import Testing

/// Whatever is altered in a proof, it no longer holds.
struct AlteredProofTests {
  let seed = UInt64.random(in: .min ... .max)
  let leaves = Hash.samples(70)

  @Test func `any flipped byte of an inclusion proof`() throws {
    var generator = SeededGenerator(seed: seed)
    let tree = MerkleTree(leaves)
    for _ in 0..<40 {
      let size = Int64.random(in: 1...70, using: &generator)
      let leaf = Int64.random(in: 0..<size, using: &generator)
      let head = try tree.head(at: size)
      let proof = try tree.inclusionProof(of: leaf, in: size)
      let hash = leaves[Int(leaf)]
      try proof.verify(hash, in: head)
      for byte in 0..<32 {
        let bit = UInt8.random(in: 0..<8, using: &generator)
        expectRefused(proof, hash.flipped(byte, bit: bit), head)
        expectRefused(proof, hash, TreeHead(size: size, root: head.root.flipped(byte, bit: bit)))
        for step in proof.path.indices {
          var altered = proof
          altered.path[step] = altered.path[step].flipped(byte, bit: bit)
          expectRefused(altered, hash, head)
        }
      }
    }
  }

  @Test func `any other shape of an inclusion proof`() throws {
    var generator = SeededGenerator(seed: seed)
    let tree = MerkleTree(leaves)
    for _ in 0..<100 {
      let size = Int64.random(in: 1...70, using: &generator)
      let leaf = Int64.random(in: 0..<size, using: &generator)
      let head = try tree.head(at: size)
      let proof = try tree.inclusionProof(of: leaf, in: size)
      let hash = leaves[Int(leaf)]
      for place in proof.path.indices {
        var altered = proof
        altered.path.remove(at: place)
        expectRefused(altered, hash, head)
      }
      for place in 0...proof.path.count {
        for extra in [hash, head.root, .zero] {
          var altered = proof
          altered.path.insert(extra, at: place)
          expectRefused(altered, hash, head)
        }
      }
      for other in Int64(-2)...72 where other != leaf {
        var altered = proof
        altered.leaf = other
        expectRefused(altered, hash, head)
      }
      for bit in 0..<64 {
        var altered = proof
        altered.leaf ^= 1 << bit
        expectRefused(altered, hash, head)
      }
    }
  }

  @Test func `any flipped byte of a consistency proof`() throws {
    var generator = SeededGenerator(seed: seed)
    let tree = MerkleTree(leaves)
    for _ in 0..<40 {
      let size = Int64.random(in: 1...70, using: &generator)
      let (old, new) = (try tree.head(at: .random(in: 1...size, using: &generator)), try tree.head(at: size))
      let proof = try tree.consistencyProof(from: old.size, to: size)
      try proof.verify(from: old, to: new)
      for byte in 0..<32 {
        let bit = UInt8.random(in: 0..<8, using: &generator)
        expectRefused(proof, TreeHead(size: old.size, root: old.root.flipped(byte, bit: bit)), new)
        expectRefused(proof, old, TreeHead(size: size, root: new.root.flipped(byte, bit: bit)))
        for step in proof.path.indices {
          var altered = proof
          altered.path[step] = altered.path[step].flipped(byte, bit: bit)
          expectRefused(altered, old, new)
        }
      }
    }
  }

  @Test func `any other shape of a consistency proof`() throws {
    var generator = SeededGenerator(seed: seed)
    let tree = MerkleTree(leaves)
    for _ in 0..<100 {
      let size = Int64.random(in: 0...70, using: &generator)
      let (old, new) = (try tree.head(at: .random(in: 0...size, using: &generator)), try tree.head(at: size))
      let proof = try tree.consistencyProof(from: old.size, to: size)
      for place in proof.path.indices {
        var altered = proof
        altered.path.remove(at: place)
        expectRefused(altered, old, new)
      }
      for place in 0...proof.path.count {
        for extra in [old.root, new.root, .zero] {
          var altered = proof
          altered.path.insert(extra, at: place)
          expectRefused(altered, old, new)
        }
      }
      if old.size < new.size { expectRefused(proof, new, old) }
      expectRefused(proof, TreeHead(size: -1, root: old.root), new)
    }
  }

  /// A path says by its length alone that it is not for these sizes, before any root is compared.
  @Test func `a path of another length is named so`() throws {
    let tree = MerkleTree(leaves.prefix(20))
    for new in Int64(1)...20 {
      let head = try tree.head(at: new)
      for leaf in 0..<new {
        let proof = try tree.inclusionProof(of: leaf, in: new)
        let longer = InclusionProof(leaf: leaf, path: proof.path + [.zero])
        #expect(throws: ProofError.pathTooLong) { try longer.verify(leaves[Int(leaf)], in: head) }
        guard new > 1 else { continue }
        let shorter = InclusionProof(leaf: leaf, path: proof.path.dropLast())
        #expect(throws: ProofError.pathTooShort) { try shorter.verify(leaves[Int(leaf)], in: head) }
      }
      for size in 0...new {
        let old = try tree.head(at: size)
        let proof = try tree.consistencyProof(from: size, to: new)
        let longer = ConsistencyProof(path: proof.path + [.zero])
        #expect(throws: ProofError.pathTooLong) { try longer.verify(from: old, to: head) }
        guard (1..<new).contains(size) else { continue }
        let shorter = ConsistencyProof(path: proof.path.dropLast())
        #expect(throws: ProofError.pathTooShort) { try shorter.verify(from: old, to: head) }
      }
    }
  }

  @Test func `the empty tree has one root`() throws {
    let tree = MerkleTree(leaves)
    let wrong = TreeHead(size: 0, root: tree.head.root)
    for new in [tree.head, wrong] {
      #expect(throws: ProofError.wrongRoot(size: 0)) {
        try ConsistencyProof(path: []).verify(from: wrong, to: new)
      }
    }
    try ConsistencyProof(path: []).verify(from: .empty, to: tree.head)
  }

  /// A size is not part of any hash, so a path alone cannot tell apart sizes whose trees it crosses in the same
  /// way. Every other size is refused; these are told apart by the signature over size and root.
  @Test func `another size is refused unless the path crosses it alike`() throws {
    let tree = MerkleTree(leaves.prefix(40))
    func turns(_ leaf: Int64, _ size: Int64) throws -> [Bool] {
      try ProofPlan.inclusion(of: leaf, in: size).parts.map { $0[0].index << $0[0].level < leaf }
    }
    var alike = 0
    for size in Int64(1)...40 {
      let head = try tree.head(at: size)
      for leaf in 0..<size {
        let proof = try tree.inclusionProof(of: leaf, in: size)
        let own = try turns(leaf, size)
        for other in leaf + 1...64 where other != size {
          let holds = verifies {
            try proof.verify(leaves[Int(leaf)], in: TreeHead(size: other, root: head.root))
          }
          #expect(try holds == (turns(leaf, other) == own), "leaf \(leaf) of \(size), as of \(other)")
          alike += holds ? 1 : 0
        }
        for other in 0...leaf {
          expectRefused(proof, leaves[Int(leaf)], TreeHead(size: other, root: head.root))
        }
      }
    }
    #expect(alike > 0)
  }

  /// Trees that share no beginning have no proof of one, whichever path is offered.
  @Test func `another history has no proof`() throws {
    let tree = MerkleTree(leaves)
    for altered in [0, 17, 31, 32, 39] {
      var others = leaves
      others[altered] = others[altered].flipped(0, bit: 0)
      let other = MerkleTree(others)
      for size in Int64(altered + 1)...70 {
        let old = try other.head(at: size)
        expectRefused(try tree.consistencyProof(from: size, to: 70), old, tree.head)
        expectRefused(try other.consistencyProof(from: size, to: 70), old, tree.head)
      }
    }
  }

  private func expectRefused(_ proof: InclusionProof, _ hash: Hash, _ head: TreeHead) {
    #expect(
      !verifies { try proof.verify(hash, in: head) }, "leaf \(proof.leaf) of \(head.size), seed \(seed)")
  }

  private func expectRefused(_ proof: ConsistencyProof, _ old: TreeHead, _ new: TreeHead) {
    #expect(!verifies { try proof.verify(from: old, to: new) }, "\(old.size) to \(new.size), seed \(seed)")
  }

  private func verifies(_ check: () throws -> Void) -> Bool {
    do {
      try check()
      return true
    } catch {
      return false
    }
  }
}
