import Testing

@testable import Ledger

/// Notes and keys that others published: the specifications' own and those of Go's checksum database (BSD,
/// golang.org/x/mod/sumdb/note).
struct SignedNoteTests {
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let peter =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
  static let enoch =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
  static let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
  /// Of the secret key "PRIVATE+KEY+PeterNeumann+c74f20a3+…", without its type byte.
  static let peterSecret = Array(Base64.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")!.dropFirst())

  @Test func `a published note is read and verified`() throws {
    let (peter, enoch) = (try VerifierKey(Self.peterKey), try VerifierKey(Self.enochKey))
    let bytes = Array((Self.text + "\n" + Self.peter + Self.enoch).utf8)
    let note = try SignedNote(bytes: bytes)
    #expect(note.text == Self.text)
    #expect(note.signatures.map(\.key.description) == ["PeterNeumann+c74f20a3", "EnochRoot+af0cfe78"])
    #expect(note.bytes == bytes)
    #expect(try note.verify(by: [peter]) == [peter.identity])
    #expect(try note.verify(by: [enoch]) == [enoch.identity])
    #expect(try note.verify(by: [enoch, peter]) == [peter.identity, enoch.identity])
    #expect(throws: NoteError.notSigned(by: [])) { try note.verify(by: []) }
  }

  /// swift-crypto signs as RFC 8032 says, the same text with the same bytes.
  @Test func `a note is signed as published`() throws {
    let signer = try CheckpointSigner(name: #require(KeyName("PeterNeumann")), privateKey: Self.peterSecret)
    #expect("\(signer.verifierKey)" == Self.peterKey)
    #expect(try signer.sign(Self.text).bytes == Array((Self.text + "\n" + Self.peter).utf8))
    #expect(!"\(signer)".contains("gQoUAt") && !String(reflecting: signer).contains("gQoUAt"))
  }

  @Test func `the specification's example is read`() throws {
    let bytes = Array(
      """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore \
      NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

      """.utf8)
    let note = try SignedNote(bytes: bytes)
    #expect(note.text.hasSuffix("sole:\n\ned è subito sera.\n"))
    #expect(note.signatures.map { "\($0.key)" } == ["quasimodo.example/salvatore+367ba04b"])
    #expect(note.signatures[0].bytes.count == 64)
    #expect(note.bytes == bytes)
  }

  @Test func `what is no note is refused`() {
    let (text, peter) = (Self.text, Self.peter)
    let corpus: [(String, NoteError)] = [
      ("", .noSignatures), ("\n", .noSignatures), ("\n\n", .noSignatures), (text, .noSignatures),
      (text + "\n", .noSignatures), (peter, .noSignatures), ("\n" + peter, .noSignatures),
      (text + peter, .noSignatures), (text + "\n" + peter + "\n", .noSignatures),
      (text + "\n" + String(peter.dropLast()), .unfinishedLine),
      (text + "\n" + peter + "More.\n", .malformedSignature(line: 5)),
      (text + "\n" + "More.\n" + peter, .malformedSignature(line: 4)),
      (text + "\n" + peter.dropFirst(), .malformedSignature(line: 4)),
      (text + "\n" + "-" + peter.dropFirst(), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("PeterNeumann", with: "Peter Neumann"), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("PeterNeumann", with: "Peter+Neumann"), .malformedSignature(line: 4)),
      (
        text + "\n" + peter.replacing("PeterNeumann", with: "Peter\u{2003}Neumann"),
        .malformedSignature(line: 4)
      ),
      (text + "\n" + peter.replacing("PeterNeumann", with: ""), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("PeterNeumann ", with: "PeterNeumann  "), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("=", with: " ="), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("=", with: ""), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("=", with: "=="), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("M=", with: "N="), .malformedSignature(line: 4)),
      (text + "\n" + peter.replacing("x08g", with: "x0_g"), .malformedSignature(line: 4)),
      (text + "\n— PeterNeumann\n", .malformedSignature(line: 4)),
      (text + "\n— PeterNeumann \n", .malformedSignature(line: 4)),
      (text + "\n— PeterNeumann x08gow==\n", .malformedSignature(line: 4)),
      (text + "\n" + String(repeating: peter, count: 101), .tooManySignatures),
      ("\u{1}" + text + "\n" + peter, .controlCharacter(offset: 0)),
      (text.replacing(",", with: "\t") + "\n" + peter, .controlCharacter(offset: 55)),
      ((text + "\n" + peter).replacing("\n", with: "\r\n"), .controlCharacter(offset: 56)),
    ]
    for (note, error) in corpus {
      #expect(throws: error, "\(note)") { try SignedNote(bytes: Array(note.utf8)) }
    }
    #expect(throws: NoteError.notUTF8) { try SignedNote(bytes: [0xFF] + Array((text + "\n" + peter).utf8)) }
    // Cut off inside the dash of a second signature.
    let cut = Array((text + "\n" + peter).utf8) + [0xE2, 0x80]
    #expect(throws: NoteError.notUTF8) { try SignedNote(bytes: cut) }
  }

  @Test func `a hundred signatures and empty lines in the text are taken`() throws {
    let peter = try VerifierKey(Self.peterKey)
    let note = Self.text + "\n" + String(repeating: Self.peter, count: SignedNote.maximumSignatures)
    #expect(try SignedNote(bytes: Array(note.utf8)).verify(by: [peter]) == [peter.identity])
    let spaced = try SignedNote(bytes: Array(("\n\n\n" + Self.text + "\n\n\n" + Self.peter).utf8))
    #expect(spaced.text == "\n\n\n" + Self.text + "\n\n")
    #expect(throws: NoteError.wrongSignature(peter.identity)) { try spaced.verify(by: [peter]) }
  }

  @Test func `signatures by unknown keys are ignored`() throws {
    let peter = try VerifierKey(Self.peterKey)
    // The same name with another id, and the same id with another name.
    let sameName = Self.peter.replacing("x08go", with: "y08go")
    let sameID = Self.peter.replacing("PeterNeumann", with: "CarmenSandiego")
    let beside = Self.text + "\n" + sameName + Self.enoch + Self.peter + sameID
    #expect(try SignedNote(bytes: Array(beside.utf8)).verify(by: [peter]) == [peter.identity])
    let alone = try SignedNote(bytes: Array((Self.text + "\n" + sameName + sameID + Self.enoch).utf8))
    #expect(throws: NoteError.notSigned(by: [peter.identity])) { try alone.verify(by: [peter]) }
    // A known key's signature that does not hold spoils the note, whatever stands beside it.
    let enoch = try VerifierKey(Self.enochKey)
    let spoilt = Self.text + "\n" + Self.peter.replacing("ZJku", with: "ZJkv") + Self.enoch
    #expect(throws: NoteError.wrongSignature(peter.identity)) {
      try SignedNote(bytes: Array(spoilt.utf8)).verify(by: [enoch, peter])
    }
    #expect(try SignedNote(bytes: Array(spoilt.utf8)).verify(by: [enoch]) == [enoch.identity])
  }

  @Test func `names are compared by their bytes`() throws {
    let (composed, decomposed) = (try #require(KeyName("caf\u{E9}")), try #require(KeyName("cafe\u{301}")))
    #expect(composed != decomposed && composed.description == decomposed.description)
    let (first, second) = (
      try CheckpointSigner(name: composed, privateKey: Self.peterSecret),
      try CheckpointSigner(name: decomposed, privateKey: Self.peterSecret)
    )
    let note = try SignedNote(bytes: first.sign("hello\n").bytes)
    #expect(try note.verify(by: [first.verifierKey]).count == 1)
    #expect(throws: (any Error).self) { try note.verify(by: [second.verifierKey]) }
  }

  @Test(arguments: ["", " ", "a b", "a+b", "a\n", "\u{A0}", "a\u{85}", "a\u{3000}b", "\u{1}", "a+\u{301}"])
  func `what is no name is refused`(_ name: String) {
    #expect(KeyName(name) == nil)
  }

  @Test func `a text that cannot be read back is not signed`() throws {
    let signer = try CheckpointSigner(name: #require(KeyName("a")), privateKey: Self.peterSecret)
    #expect(throws: NoteError.malformedText) { try signer.sign("") }
    #expect(throws: NoteError.malformedText) { try signer.sign("abc") }
    #expect(throws: NoteError.controlCharacter(offset: 1)) { try signer.sign("a\tb\n") }
    #expect(throws: NoteError.noSignatures) { try SignedNote(text: "a\n", signatures: []) }
  }
}
