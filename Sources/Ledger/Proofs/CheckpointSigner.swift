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
}

/// Shows the public half only.
extension CheckpointSigner: CustomStringConvertible {
  public var description: String { "signer of \(verifierKey)" }
}
