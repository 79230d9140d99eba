/// A text with signatures (C2SP signed-note): the text, an empty line, and a line for each signature, `— name
/// base64`. Do not trust the text before a known key's signature was checked: see ``verify(by:)``.
public struct SignedNote: Sendable {
  /// The signed text: lines of UTF-8, each with its line feed. Lines may be empty.
  public let text: String
  /// One for each signature line, in order; none of them is checked yet.
  public let signatures: [Signature]

  /// One signature line.
  public struct Signature: Hashable, Sendable {
    /// The key that signed, as the line names it.
    public var key: KeyIdentity
    /// The signature proper, without the key id before it.
    public var bytes: [UInt8]

    public init(key: KeyIdentity, bytes: [UInt8]) {
      self.key = key
      self.bytes = bytes
    }
  }

  /// How many signature lines a note may have. The specification asks for at least 16.
  public static let maximumSignatures = 100

  /// A note of a text and its signatures.
  /// - Throws: ``NoteError`` if the text does not end with a line feed or has a control character, or if
  ///   there are no signatures or too many.
  public init(text: String, signatures: [Signature]) throws(NoteError) {
    guard text.utf8.last == Self.lineFeed else { throw .malformedText }
    if let offset = Self.controlCharacter(in: text.utf8) { throw .controlCharacter(offset: offset) }
    guard !signatures.isEmpty else { throw .noSignatures }
    guard signatures.count <= Self.maximumSignatures else { throw .tooManySignatures }
    self.text = text
    self.signatures = signatures
  }

  /// The note as it is stored and sent.
  public var bytes: [UInt8] {
    var note = text + "\n"
    for signature in signatures {
      let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.key.id >> (24 - 8 * $0)) }
      note += "— \(signature.key.name) \(Base64.encode(id + signature.bytes))\n"
    }
    return Array(note.utf8)
  }

  /// Reads a note and checks no signature.
  public init(bytes: [UInt8]) throws(NoteError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    if let offset = Self.controlCharacter(in: bytes) { throw .controlCharacter(offset: offset) }
    guard let end = Self.endOfText(in: bytes) else { throw .noSignatures }
    text = String(decoding: bytes[..<end], as: UTF8.self)

    guard bytes[bytes.count - 1] == Self.lineFeed else { throw .unfinishedLine }
    // The text's own lines, the empty one, and from there on one signature a line.
    var number = bytes[...end].count { $0 == Self.lineFeed }
    var signatures: [Signature] = []
    let lines = bytes[(end + 1)...].dropLast().split(
      separator: Self.lineFeed, omittingEmptySubsequences: false)
    for line in lines {
      number += 1
      guard signatures.count < Self.maximumSignatures else { throw .tooManySignatures }
      guard let signature = Signature(line: line) else { throw .malformedSignature(line: number) }
      signatures.append(signature)
    }
    self.signatures = signatures
  }

  private static let lineFeed = UInt8(ascii: "\n")

  private static func controlCharacter(in bytes: some Sequence<UInt8>) -> Int? {
    bytes.enumerated().first { $0.element < 0x20 && $0.element != lineFeed }?.offset
  }

  /// The place of the last empty line, if anything follows it.
  private static func endOfText(in bytes: [UInt8]) -> Int? {
    guard bytes.count > 2 else { return nil }
    let place = (1..<bytes.count).last { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed }
    return place.flatMap { $0 + 1 < bytes.count ? $0 : nil }
  }
}

extension SignedNote.Signature {
  /// `nil` unless the line, without its line feed, is `— name base64` with a key id and at least one byte more.
  init?(line: ArraySlice<UInt8>) {
    let dash = Array("— ".utf8)
    guard line.starts(with: dash) else { return nil }
    let rest = String(decoding: line.dropFirst(dash.count), as: UTF8.self)
    let parts = rest.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let name = KeyName(parts[0]), let bytes = Base64.decode(parts[1]), bytes.count > 4
    else { return nil }
    let id = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    self.init(key: KeyIdentity(name: name, id: id), bytes: Array(bytes.dropFirst(4)))
  }
}

extension SignedNote {
  /// Checks every signature by one of these keys. Other signatures are ignored, even if they share a key's
  /// name or id.
  ///
  /// Fails if a signature by one of the keys does not hold, and if there is none.
  ///
  /// - Returns: The keys that signed, in the note's order.
  @discardableResult
  public func verify(by keys: [VerifierKey]) throws(NoteError) -> [KeyIdentity] {
    var signers: [KeyIdentity] = []
    for signature in signatures {
      let candidates = keys.filter { $0.identity == signature.key }
      guard !candidates.isEmpty else { continue }
      guard candidates.contains(where: { $0.isValid(signature.bytes, for: text) }) else {
        throw .wrongSignature(signature.key)
      }
      if !signers.contains(signature.key) { signers.append(signature.key) }
    }
    guard !signers.isEmpty else { throw .notSigned(by: keys.map(\.identity)) }
    return signers
  }
}
