import Ledger
import Testing

/// The eight leaves that the implementations of Certificate Transparency are tested with (Apache 2.0,
/// transparency-dev/merkle, testonly and proof/verify_test.go).
struct KnownTreeTests {
  let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ].map { Hash(leaf: .init(hexadecimal: $0)) }

  /// By size, from that of the empty tree.
  let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ].map { Hash(hex: $0)! }

  /// Level by level.
  static let subtrees = [
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
      "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
      "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ],
    [
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ],
    [
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    ["5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ].map { $0.map { Hash(hex: $0)! } }

  @Test func `roots of every size`() throws {
    let tree = MerkleTree(leaves)
    for (size, root) in roots.enumerated() {
      #expect(MerkleTree(leaves.prefix(size)).head == TreeHead(size: Int64(size), root: root))
      #expect(try tree.head(at: Int64(size)) == TreeHead(size: Int64(size), root: root))
    }
  }

  @Test func `subtrees as they are completed`() {
    var frontier = MerkleFrontier()
    var stored: [TreeNode: Hash] = [:]
    frontier.append(contentsOf: leaves) { node, hash in
      #expect(stored.updateValue(hash, forKey: node) == nil, "\(node) is written once")
    }
    #expect(stored.count == 15)
    for (node, hash) in stored { #expect(hash == Self.subtrees[node.level][Int(node.index)]) }
  }

  /// Leaf and size as in RFC 6962, from 0, and the subtrees of the path by level and index.
  @Test(
    arguments: [
      (0, 1, []), (0, 8, [(0, 1), (1, 1), (2, 1)]), (5, 8, [(0, 4), (1, 3), (2, 0)]), (2, 3, [(1, 0)]),
      (1, 5, [(0, 0), (1, 1), (0, 4)]),
    ] as [(Int64, Int64, [(Int, Int)])])
  func `inclusion`(_ leaf: Int64, _ size: Int64, _ path: [(Int, Int)]) throws {
    let proof = try MerkleTree(leaves).inclusionProof(of: leaf, in: size)
    #expect(proof.path == path.map { Self.subtrees[$0][$1] })
    try proof.verify(leaves[Int(leaf)], in: TreeHead(size: size, root: roots[Int(size)]))
  }

  @Test(
    arguments: [
      (1, 1, []), (1, 8, [(0, 1), (1, 1), (2, 1)]), (6, 8, [(1, 2), (1, 3), (2, 0)]),
      (2, 5, [(1, 1), (0, 4)]),
      (6, 7, [(1, 2), (0, 6), (2, 0)]),
    ] as [(Int64, Int64, [(Int, Int)])])
  func `consistency`(_ old: Int64, _ new: Int64, _ path: [(Int, Int)]) throws {
    let proof = try MerkleTree(leaves).consistencyProof(from: old, to: new)
    #expect(proof.path == path.map { Self.subtrees[$0][$1] })
    try proof.verify(
      from: TreeHead(size: old, root: roots[Int(old)]), to: TreeHead(size: new, root: roots[Int(new)]))
  }

  /// The tree of seven leaves drawn in RFC 6962, §2.1.3, with its proofs.
  @Test func `the example of the RFC`() throws {
    let tree = MerkleTree(leaves.prefix(7))
    func join(_ left: Hash, _ right: Hash) -> Hash { Hash(of: [1], left.bytes, right.bytes) }
    let (a, b, c, d) = (leaves[0], leaves[1], leaves[2], leaves[3])
    let (e, f, j) = (leaves[4], leaves[5], leaves[6])
    let (g, h, i) = (join(a, b), join(c, d), join(e, f))
    let (k, l) = (join(g, h), join(i, j))
    #expect(tree.head.root == join(k, l))
    #expect(try tree.inclusionProof(of: 0, in: 7).path == [b, h, l])
    #expect(try tree.inclusionProof(of: 3, in: 7).path == [c, g, l])
    #expect(try tree.inclusionProof(of: 4, in: 7).path == [f, j, k])
    #expect(try tree.inclusionProof(of: 6, in: 7).path == [i, k])
    #expect(try tree.consistencyProof(from: 3, to: 7).path == [c, d, g, l])
    #expect(try tree.consistencyProof(from: 4, to: 7).path == [l])
    #expect(try tree.consistencyProof(from: 6, to: 7).path == [i, j, k])
  }
}
