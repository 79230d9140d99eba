import Ledger
import Testing

struct IdentityStatementTests {
  private static let nonce = String(repeating: "0a", count: 32)

  private func signer(_ seed: UInt8 = 1) throws -> CheckpointSigner {
    try CheckpointSigner(
      name: try #require(KeyName("recension/1")), privateKey: [UInt8](repeating: seed, count: 32))
  }

  @Test func `it shows the address and the nonce that were signed, and no others`() throws {
    let signer = try signer()
    let name = signer.verifierKey.name
    let statement = try #require(
      IdentityStatement(name: name, address: "http://127.0.0.1:7320", nonce: Self.nonce))
    let note = try SignedNote(bytes: try signer.sign(statement).bytes)
    #expect(statement.isShown(by: note, of: signer.verifierKey))
    let other = String(repeating: "0b", count: 32)
    for (address, nonce) in [("http://127.0.0.1:7321", Self.nonce), ("http://127.0.0.1:7320", other)] {
      let another = try #require(IdentityStatement(name: name, address: address, nonce: nonce))
      #expect(!another.isShown(by: note, of: signer.verifierKey))
    }
    #expect(!statement.isShown(by: note, of: try self.signer(2).verifierKey))
  }

  @Test(arguments: [
    ("", nonce), ("http://a\n", nonce), ("http://a b", nonce), ("http://é", nonce),
    ("http://a", ""), ("http://a", nonce + "0a"), ("http://a", String(repeating: "0A", count: 32)),
  ])
  func `what could be read as something else is not signed`(address: String, nonce: String) throws {
    let name = try #require(KeyName("recension/1"))
    #expect(IdentityStatement(name: name, address: address, nonce: nonce) == nil)
  }

  @Test func `it is no checkpoint`() throws {
    let signer = try signer()
    let statement = try #require(
      IdentityStatement(name: signer.verifierKey.name, address: "http://a", nonce: Self.nonce))
    let verifier = CheckpointVerifier(origin: "recension/1", keys: [signer.verifierKey])
    let note = try signer.sign(statement).bytes
    #expect(throws: (any Error).self) { try verifier.checkpoint(in: note) }
  }
}
