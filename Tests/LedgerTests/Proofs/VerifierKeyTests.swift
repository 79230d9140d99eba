import Testing

@testable import Ledger

struct VerifierKeyTests {
  let key = SignedNoteTests.peterKey

  @Test(arguments: [
    SignedNoteTests.peterKey, SignedNoteTests.enochKey,
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
  ])
  func `a published key is read and written`(_ text: String) throws {
    #expect("\(try VerifierKey(text))" == text)
  }

  @Test func `any part or change of a key is refused`() {
    let bytes = Array(key.utf8)
    for start in 0..<bytes.count {
      for end in start..<bytes.count + (start == 0 ? 0 : 1) {
        #expect(throws: NoteKeyError.self) {
          try VerifierKey(String(decoding: bytes[start..<end], as: UTF8.self))
        }
      }
      for bit in 0..<8 {
        var altered = bytes
        altered[start] ^= 1 << bit
        let text = String(decoding: altered, as: UTF8.self)
        #expect(throws: NoteKeyError.self, "\(text)") { try VerifierKey(text) }
      }
    }
  }

  @Test func `why a key is refused`() {
    // Both with the id of their bytes; the first is too long, and its last digit has bits that make no byte.
    #expect(throws: NoteKeyError.malformed) {
      try VerifierKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")
    }
    #expect(throws: NoteKeyError.unknownType(0x65)) {
      try VerifierKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    }
    #expect(throws: NoteKeyError.wrongID) { try VerifierKey(key.replacing("c74f20a3", with: "c74f20a4")) }
    #expect(throws: NoteKeyError.wrongID) { try VerifierKey(key.replacing("c74f20a3", with: "C74F20A3")) }
    #expect(throws: NoteKeyError.wrongID) { try VerifierKey(key.replacing("c74f20a3", with: "0c74f20a3")) }
    #expect(throws: NoteKeyError.malformed) { try VerifierKey(key + "\n") }
    #expect(throws: NoteKeyError.wrongLength(31)) {
      try VerifierKey(name: #require(KeyName("a")), publicKey: Array(repeating: 1, count: 31))
    }
    for count in [0, 31, 33, 64] {
      #expect(throws: NoteKeyError.wrongLength(count)) {
        try CheckpointSigner(name: #require(KeyName("a")), privateKey: Array(repeating: 1, count: count))
      }
    }
  }

  @Test func `a signature is over its text alone`() throws {
    let key = try VerifierKey(key)
    let note = try SignedNote(bytes: Array((SignedNoteTests.text + "\n" + SignedNoteTests.peter).utf8))
    let signature = note.signatures[0].bytes
    #expect(key.isValid(signature, for: note.text))
    #expect(!key.isValid(signature, for: note.text + "\n"))
    #expect(!key.isValid(Array(signature.dropLast()), for: note.text))
    #expect(!key.isValid([], for: note.text))
    for byte in signature.indices {
      var altered = signature
      altered[byte] ^= 1
      #expect(!key.isValid(altered, for: note.text))
    }
  }

  /// RFC 4648, §10.
  @Test func `base 64`() {
    let vectors = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE="]
    for (plain, text) in vectors {
      #expect(Base64.encode(Array(plain.utf8)) == text)
      #expect(Base64.decode(text) == Array(plain.utf8))
    }
    for text in [
      "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm=v", "Zg==Zm9v", "Zm9v\n", "Zm-_",
    ] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
    let all = (0...255).map { UInt8($0) }
    #expect(Base64.decode(Base64.encode(all)) == all)
  }
}
