import Ledger
import SeededRandom
import Testing

/// Files of C2SP tlog-proof, checked by what its specification says and nothing of ours but the hash.
@Suite("Proofs in files of their own")
struct LogProofTests {
  private static func header(_ position: Int64) -> EventHeader {
    EventHeader(
      position: position, stream: "essay", sequence: position, type: "vote.cast", version: 1, actor: "ada",
      time: 1_764_120_000_123_456, cause: "key", previous: .zero, body: Hash(of: [UInt8(position & 0xFF)]))
  }

  /// The proof of one event of a log of some.
  private static func proof(of position: Int64, among size: Int64) throws -> LogProof {
    var tree = MerkleTree()
    for number in 1...size { tree.append(header(number).hash) }
    let name = try #require(KeyName("recension/sample"))
    let signer = try CheckpointSigner(name: name, privateKey: Array(1...32))
    let note = try signer.sign(Checkpoint(origin: "recension/sample", head: tree.head))
    return LogProof(
      entry: header(position).canonical, inclusion: try tree.inclusionProof(of: position - 1, in: size),
      checkpoint: note.bytes)
  }

  @Test func `the form is the specification's`() throws {
    let proof = try Self.proof(of: 3, among: 3)
    let lines = String(decoding: proof.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "c2sp.org/tlog-proof@v1")
    #expect(lines[1].hasPrefix("extra ") && lines[2] == "index 2")
    // Leaf 2 of 3 has one sibling, the root over the first two.
    let left = Hash(left: Self.header(1).hash, right: Self.header(2).hash)
    #expect(lines[3].count == 44 && lines[4].isEmpty && lines[5] == "recension/sample" && lines[6] == "3")
    #expect(try LogProof(bytes: proof.bytes).inclusion.path == [left])
    #expect(proof.leafHash == Self.header(3).hash)
  }

  @Test func `what is written is read, and leads to the root that was signed`() throws {
    for size in Int64(1)...17 {
      for position in 1...size {
        let proof = try Self.proof(of: position, among: size)
        let read = try LogProof(bytes: proof.bytes)
        #expect(read == proof && read.bytes == proof.bytes)
        #expect(EventHeader(canonical: read.entry) == Self.header(position))
        let leaves = (1...size).map { Self.header($0).hash }
        let root = ReferenceTree.root(leaves[...])
        let note = try SignedNote(bytes: read.checkpoint)
        #expect(try Checkpoint(text: note.text).head.root == root)
        #expect(read.inclusion.path == ReferenceTree.path(Int(position) - 1, leaves[...]))
      }
    }
  }

  @Test func `what is no proof says what is wrong with it`() throws {
    let proof = try Self.proof(of: 2, among: 5)
    let whole = String(decoding: proof.bytes, as: UTF8.self)
    func error(_ text: String) -> LogProofError? {
      do {
        _ = try LogProof(bytes: Array(text.utf8))
        return nil
      } catch { return error }
    }
    #expect(error("") == .cutOff && error("c2sp.org/tlog-proof@v2\n") == .otherForm)
    #expect(error(whole.replacing("extra ", with: "extra  ")) == .noEntry)
    #expect(error(whole.replacing("index 1", with: "index 01")) == .noIndex)
    #expect(error(whole.replacing("index 1", with: "index -1")) == .noIndex)
    #expect(error(whole.replacing("index 1\n", with: "index 1\nAAAA\n")) == .noHash(number: 1))
    for end in whole.utf8.indices where whole.utf8[end...].count > proof.checkpoint.count {
      #expect(error(String(whole[..<end])) != nil)
    }
  }

  @Test func `a header is read from its canonical form and from nothing like it`() {
    let header = Self.header(12)
    #expect(EventHeader(canonical: header.canonical) == header)
    let text = String(decoding: header.canonical, as: UTF8.self)
    for (old, new) in [
      ("position 12", "position 012"), ("version 1", "version +1"), ("actor ada", "actor ada\nactor bel"),
      ("recension event 1", "recension event 2"), ("paper essay\n", ""), ("\nbody ", "\nbody  "),
    ] {
      let altered = text.replacing(old, with: new)
      #expect(altered != text && EventHeader(canonical: Array(altered.utf8)) == nil, "\(old)")
    }
    #expect(EventHeader(canonical: header.canonical + [10]) == nil)
    #expect(EventHeader(canonical: Array(header.canonical.dropLast())) == nil)
  }
}
