import Ledger
import Testing

struct TreeGuardTests {
  let leaves = Hash.samples(40)
  let origin = "recension.example/log"

  @Test func `the first checkpoint is signed`() throws {
    let empty = try decide(after: nil, MerkleTree(leaves))
    #expect(empty == .sign && empty.happened == nil && empty.remedy == nil)
    #expect(try decide(after: nil, MerkleTree()) == .sign)
  }

  @Test func `every continuation is signed`() throws {
    let tree = MerkleTree(leaves)
    for old in 0...leaves.count {
      let signed = try checkpoint(tree.head(at: Int64(old)))
      for new in old...leaves.count {
        #expect(try decide(after: signed, MerkleTree(leaves.prefix(new))) == .sign, "\(old) to \(new)")
      }
    }
  }

  @Test func `a shorter log is behind`() throws {
    let signed = try checkpoint(MerkleTree(leaves).head)
    for size in 0..<leaves.count {
      let decision = try decide(after: signed, MerkleTree(leaves.prefix(size)))
      #expect(decision == .behind(present: Int64(size), signed: 40))
    }
  }

  @Test func `every other history contradicts`() throws {
    let tree = MerkleTree(leaves)
    for altered in leaves.indices {
      var others = leaves
      others[altered] = others[altered].flipped(0, bit: 0)
      for old in altered + 1...leaves.count {
        let signed = try checkpoint(tree.head(at: Int64(old)))
        for new in Set([old, min(old + 1, 40), 40]) {
          let decision = try decide(after: signed, MerkleTree(others.prefix(new)))
          #expect(
            decision
              == .contradicts(
                new == old
                  ? .sameSize(Int64(new)) : .notAnExtension(present: Int64(new), signed: Int64(old))))
        }
      }
      // What was altered comes after what was signed: nobody has been told otherwise.
      #expect(try decide(after: checkpoint(tree.head(at: Int64(altered))), MerkleTree(others)) == .sign)
    }
  }

  @Test func `without its proof a longer tree is not signed`() throws {
    let tree = MerkleTree(leaves)
    let signed = TreeGuard(lastSigned: try checkpoint(tree.head(at: 32)))
    let candidate = try checkpoint(tree.head)
    let refused = TreeGuard.Advice.contradicts(.notAnExtension(present: 40, signed: 32))
    #expect(signed.decide(candidate, proof: nil) == refused)
    #expect(signed.decide(candidate, proof: try tree.consistencyProof(from: 31, to: 40)) == refused)
    #expect(signed.decide(candidate, proof: try tree.consistencyProof(from: 32, to: 40)) == .sign)
    #expect(signed.proofNeeded(for: 32) == nil && signed.proofNeeded(for: 31) == nil)
    #expect(try signed.proofNeeded(for: 40) == .consistency(from: 32, to: 40))
  }

  @Test func `another log contradicts`() throws {
    let tree = MerkleTree(leaves)
    let other = try Checkpoint(origin: "elsewhere.example", head: tree.head)
    #expect(
      try decide(after: other, tree) == .contradicts(.origin(present: origin, signed: "elsewhere.example")))
  }

  /// A restore from an older backup that is written to before anybody looks: behind at first, and never signed.
  @Test func `a restored log that grows is never signed`() throws {
    let signed = try checkpoint(MerkleTree(leaves.prefix(20)).head)
    var restored = MerkleTree(leaves.prefix(15))
    for leaf in Hash.samples(60).suffix(20) {
      #expect(try decide(after: signed, restored) != .sign)
      restored.append(leaf)
    }
    #expect(restored.size == 35)
  }

  @Test(arguments: [
    TreeGuard.Advice.behind(present: 1, signed: 900), .contradicts(.sameSize(7)),
    .contradicts(.notAnExtension(present: 912, signed: 900)),
    .contradicts(.origin(present: "a.example", signed: "b.example")),
  ])
  func `every refusal says what happened and how to go on`(_ decision: TreeGuard.Advice) throws {
    let (happened, remedy) = (try #require(decision.happened), try #require(decision.remedy))
    #expect(happened.contains("o checkpoint is signed") && remedy.hasSuffix("."))
    switch decision {
    case .behind: #expect(happened.contains("1 event,") && happened.contains("899") && remedy.contains("900"))
    case .contradicts(.sameSize): #expect(happened.contains("7 events"))
    case .contradicts(.notAnExtension): #expect(happened.contains("912") && happened.contains("900"))
    case .contradicts(.origin): #expect(happened.contains("a.example") && happened.contains("b.example"))
    case .sign: Issue.record("nothing was refused")
    }
  }

  private func checkpoint(_ head: TreeHead) throws -> Checkpoint {
    try Checkpoint(origin: origin, head: head)
  }

  /// As a store does it: the proof is made of the tree's own subtrees.
  private func decide(after signed: Checkpoint?, _ tree: MerkleTree) throws -> TreeGuard.Advice {
    let rule = TreeGuard(lastSigned: signed)
    var proof: ConsistencyProof?
    if rule.proofNeeded(for: tree.size) != nil, let signed {
      proof = try tree.consistencyProof(from: signed.head.size, to: tree.size)
    }
    return rule.decide(try checkpoint(tree.head), proof: proof)
  }
}
