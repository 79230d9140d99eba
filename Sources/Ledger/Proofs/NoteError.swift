/// Why bytes are not a signed note, or one that cannot be trusted.
public enum NoteError: Error, Hashable {
  case notUTF8
  /// An ASCII control character other than a line feed, at this byte.
  case controlCharacter(offset: Int)
  /// A text to be signed does not end with a line feed.
  case malformedText
  /// No empty line with signatures after it.
  case noSignatures
  case tooManySignatures
  /// The last line has no line feed.
  case unfinishedLine
  /// The line, from 1, is not a signature line.
  case malformedSignature(line: Int)
  /// A known key's signature does not fit this text.
  case wrongSignature(KeyIdentity)
  case notSigned(by: [KeyIdentity])
  /// The cryptographic library could not sign.
  case signingFailed
}

extension NoteError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notUTF8:
      "The note is not UTF-8. \(Self.fetchAgain)"
    case .controlCharacter(let offset):
      "The note has a control character at byte \(offset); only line feeds are allowed. \(Self.fetchAgain)"
    case .malformedText:
      "A text to be signed ends with a line feed; this one does not."
    case .noSignatures:
      "The note has no empty line with signatures after it. \(Self.fetchAgain)"
    case .tooManySignatures:
      "The note has more than \(SignedNote.maximumSignatures) signatures: take out those that are not needed."
    case .unfinishedLine:
      "The note's last line has no line feed: its end is missing. \(Self.fetchAgain)"
    case .malformedSignature(let line):
      "Line \(line) of the note is no signature (\"— name base64\"). \(Self.fetchAgain)"
    case .wrongSignature(let key):
      "The signature by \(key) is not over this text: the note was altered after it was signed, or the key is "
        + "another one of the same name. Do not believe it; fetch it from the log itself and compare."
    case .notSigned(let keys) where keys.isEmpty:
      "No key was given to check the note with: give the log's verifier key."
    case .notSigned(let keys):
      "The note has no signature by \(keys.map(\.description).joined(separator: " or ")): it is of another log, "
        + "or the log has a new key. Ask for its verifier key in a way that you trust."
    case .signingFailed:
      "The text could not be signed: the cryptographic library refused. Nothing was signed; try again."
    }
  }

  private static let fetchAgain = "It was altered or damaged on its way: fetch it again."
}
