internal import Cryptography

/// The public half of a key that signs notes, with its name: Ed25519 (C2SP signed-note, signature type 1).
public struct VerifierKey: Hashable, Sendable {
  /// The key's name and id, as signature lines have them.
  public let identity: KeyIdentity
  /// 32 bytes (RFC 8032).
  public let publicKey: [UInt8]

  /// The key's name.
  public var name: KeyName { identity.name }

  /// - Parameter publicKey: The 32 bytes of RFC 8032, §5.1.5.
  /// - Throws: ``NoteKeyError/wrongLength(_:)`` where there are more or fewer.
  public init(name: KeyName, publicKey: [UInt8]) throws(NoteKeyError) {
    guard publicKey.count == 32 else { throw .wrongLength(publicKey.count) }
    identity = KeyIdentity(name: name, id: Self.id(of: name, key: [Self.ed25519] + publicKey))
    self.publicKey = publicKey
  }

  /// Reads the text form, `name+id+base64`: the id as eight hexadecimal digits in lower case, and the base 64 of
  /// the signature type and the key.
  public init(_ text: String) throws(NoteKeyError) {
    // A plus is also a base 64 digit.
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = KeyName(parts[0]), let key = Base64.decode(parts[2]),
      let type = key.first
    else { throw .malformed }
    let identity = KeyIdentity(name: name, id: Self.id(of: name, key: key))
    guard "\(identity)".utf8.elementsEqual("\(parts[0])+\(parts[1])".utf8) else { throw .wrongID }
    guard type == Self.ed25519 else { throw .unknownType(type) }
    try self.init(name: name, publicKey: Array(key.dropFirst()))
  }

  /// Whether this key made the signature of the text.
  public func isValid(_ signature: [UInt8], for text: String) -> Bool {
    Ed25519.isValid(signature, of: Array(text.utf8), by: publicKey)
  }

  static let ed25519: UInt8 = 1

  /// The first four bytes of `SHA-256(name ‖ 0x0A ‖ signature type ‖ key)`.
  private static func id(of name: KeyName, key: [UInt8]) -> UInt32 {
    Hash(of: Array(name.description.utf8), [0x0A], key).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension VerifierKey: CustomStringConvertible {
  /// The text form: `name+id+base64`.
  public var description: String { "\(identity)+\(Base64.encode([Self.ed25519] + publicKey))" }
}

/// Why something is not a key. No case holds any of the key.
public enum NoteKeyError: Error, Hashable {
  /// Not `name+id+base64`.
  case malformed
  /// The id does not fit the name and the key.
  case wrongID
  /// Not Ed25519.
  case unknownType(UInt8)
  /// A key has 32 bytes, not this many.
  case wrongLength(Int)
}

extension NoteKeyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed:
      "A verifier key reads name+id+base64, in one line, without spaces: copy it whole from the log's page."
    case .wrongID:
      "The verifier key's id does not go with its name and key: a character was lost or changed. Copy it again."
    case .unknownType(let type):
      "The key is of signature type \(type); only Ed25519 (type 1) is known here. Ask for a key of that type."
    case .wrongLength(let count):
      "An Ed25519 key has 32 bytes, this one \(count): it is cut off or not a key."
    }
  }
}
