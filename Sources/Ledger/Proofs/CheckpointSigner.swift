internal import Cryptography

/// Signs checkpoints with the log's Ed25519 key. Ask ``TreeGuard`` first: a signature cannot be taken back.
public struct CheckpointSigner: Sendable {
  /// The public key, to be published beside the log.
  public let verifierKey: VerifierKey
  /// The 32 secret bytes.
  let privateBytes: [UInt8]

  /// - Parameters:
  ///   - name: The key's name; by custom, the origin of the checkpoints that it signs.
  ///   - privateKey: The 32 secret bytes of RFC 8032, §5.1.5.
  public init(name: KeyName, privateKey: [UInt8]) throws(NoteKeyError) {
    guard let publicKey = Ed25519.publicKey(of: privateKey) else { throw .wrongLength(privateKey.count) }
    privateBytes = privateKey
    verifierKey = try VerifierKey(name: name, publicKey: publicKey)
  }

  /// Signs a checkpoint. Ask ``TreeGuard`` first.
  /// - Throws: ``NoteError/signingFailed`` where the key cannot sign.
  public func sign(_ checkpoint: Checkpoint) throws(NoteError) -> SignedNote {
    try sign(checkpoint.text)
  }

  /// Signs any text that ends with a line feed.
  func sign(_ text: String) throws(NoteError) -> SignedNote {
    guard let signature = Ed25519.signature(of: Array(text.utf8), by: privateBytes) else {
      throw .signingFailed
    }
    return try SignedNote(text: text, signatures: [.init(key: verifierKey.identity, bytes: signature)])
  }

  /// A digest that only the holder of the key can tell, always the same for the same purpose. It says nothing of the key,
  /// nor of what is derived for another purpose.
  public func secret(for purpose: [UInt8]) -> Hash {
    // Hashed twice, so that nobody can go on from one to that of a longer purpose.
    Hash(of: Array("recension secret\n".utf8), Hash(of: privateBytes, purpose).bytes)
  }
}

/// Shows the public half only.
extension CheckpointSigner: CustomStringConvertible {
  public var description: String { "signer of \(verifierKey)" }
}
