/// What a server signs with its log's key to show who it is, to someone who is about to send it a secret.
///
/// It names the address at which it was asked: a stranger there who passes the question on to the true server gets no
/// answer of use, for that one signs only for addresses of its own. No checkpoint reads like it, since a checkpoint's
/// first line is the name of a log, which has no space.
public struct IdentityStatement: Hashable, Sendable {
  /// The name of the log's key.
  public let name: KeyName
  /// The address at which the server was asked, in its normal form.
  public let address: String
  /// What who asks made up for this one question, so that no answer serves twice: 64 hexadecimal digits.
  public let nonce: String

  /// `nil` where the address has a space or a control character, or the nonce is not 64 hexadecimal digits.
  public init?(name: KeyName, address: String, nonce: String) {
    guard !address.isEmpty, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      nonce.utf8.count == 64, Hash(hex: nonce) != nil
    else { return nil }
    self.name = name
    self.address = address
    self.nonce = nonce
  }

  /// The text that is signed.
  var text: String { "recension identity\n\(name)\n\(address)\n\(nonce)\n" }

  /// Whether a note says just this and the key signed it.
  public func isShown(by note: SignedNote, of key: VerifierKey) -> Bool {
    guard key.name == name, note.text.utf8.elementsEqual(text.utf8) else { return false }
    do { return try note.verify(by: [key]) == [key.identity] } catch { return false }
  }
}

extension CheckpointSigner {
  /// Signs who it is.
  public func sign(_ statement: IdentityStatement) throws(NoteError) -> SignedNote {
    try sign(statement.text)
  }
}
