/// Reads checkpoints of one log. Accepts those that a known key of the log signed.
public struct CheckpointVerifier: Sendable {
  /// The origin that a checkpoint must have.
  public let origin: String
  /// The keys that may sign; more than one while a log changes its key.
  public let keys: [VerifierKey]

  public init(origin: String, keys: [VerifierKey]) {
    self.origin = origin
    self.keys = keys
  }

  /// A verifier for the log with this key, `name+id+base64`.
  ///
  /// - Parameter origin: The key's name, if not given.
  public init(_ verifierKey: String, origin: String? = nil) throws(NoteKeyError) {
    let key = try VerifierKey(verifierKey)
    self.init(origin: origin ?? key.name.description, keys: [key])
  }

  /// The checkpoint in a signed note. Signatures by other keys, such as those of witnesses, are ignored.
  public func checkpoint(in note: [UInt8]) throws(CheckpointError) -> Checkpoint {
    let text: String
    do {
      let note = try SignedNote(bytes: note)
      try note.verify(by: keys)
      text = note.text
    } catch {
      throw .note(error)
    }
    let checkpoint = try Checkpoint(text: text)
    guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
      throw .wrongOrigin(checkpoint.origin, expected: origin)
    }
    return checkpoint
  }
}
