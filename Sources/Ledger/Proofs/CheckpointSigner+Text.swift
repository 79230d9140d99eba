internal import Cryptography

/// The secret text form, as Go's `golang.org/x/mod/sumdb/note` has it: `PRIVATE+KEY+name+id+base64`.
extension CheckpointSigner {
  /// Makes a new random key.
  public static func random(name: KeyName) throws(NoteKeyError) -> CheckpointSigner {
    try CheckpointSigner(name: name, privateKey: Ed25519.secretKey())
  }

  /// Reads what ``secret`` gives.
  public init(secret text: String) throws(NoteKeyError) {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let name = KeyName(parts[2]),
      let key = Base64.decode(parts[4]), let type = key.first
    else { throw .malformed }
    guard type == VerifierKey.ed25519 else { throw .unknownType(type) }
    try self.init(name: name, privateKey: Array(key.dropFirst()))
    guard "\(verifierKey.identity)".utf8.elementsEqual("\(parts[2])+\(parts[3])".utf8) else { throw .wrongID }
  }

  /// The secret key as text. Show it to nobody.
  public var secret: String {
    "PRIVATE+KEY+\(verifierKey.identity)+\(Base64.encode([VerifierKey.ed25519] + privateBytes))"
  }
}
