import Ledger
import Testing

struct CheckpointTests {
  let root = Hash.samples(1)[0]

  @Test func `the specification's example`() throws {
    let note = """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa \
      Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

      """
    let read = try SignedNote(bytes: Array(note.utf8))
    let checkpoint = try Checkpoint(text: read.text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.head.size == 20_852_163)
    #expect("\(checkpoint.head.root)" == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62")
    #expect(checkpoint.extensions.isEmpty)
    #expect(checkpoint.text == read.text)
  }

  /// Tree heads that Go's checksum database signed; its origin is not its key's name.
  @Test(arguments: [
    """
    go.sum database tree
    6476701
    mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

    — sum.golang.org \
    Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=

    """,
    """
    go.sum database tree
    15067302
    gJyioq6dwR9n+NjEWORfYmH+ubeYm3kH42BBQ0bTpYI=

    — sum.golang.org \
    Az3grp1rvWOs5NKlr/xR4GLN/CDyzzakmt1o61uSxYKpK1SerqOP2ClbX/peKUZjYnyomH5Xz7GZG3TpB7OeKn4E2ww=
    — test.example.com \
    qTGhC/xIPQ0AXKHK6Y+9ypRfuvMZWPjRXM8NiOg5M1WREn07VQXyuIXM3NRNav3ieVFLUqDRK77PWDmL6w8w84UqeAw=

    """,
  ])
  func `signed by Go`(_ note: String) throws {
    let key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    let verifier = try CheckpointVerifier(key, origin: "go.sum database tree")
    let checkpoint = try verifier.checkpoint(in: Array(note.utf8))
    #expect(note.hasPrefix(checkpoint.text + "\n"))
    let wrong = CheckpointError.wrongOrigin("go.sum database tree", expected: "sum.golang.org")
    #expect(throws: wrong) { try CheckpointVerifier(key).checkpoint(in: Array(note.utf8)) }
  }

  @Test func `what is written is read`() throws {
    for size in [0, 1, 9, 10, 1_000_000, Int64.max] {
      for extensions in [[], ["one"], ["one", " ", "three: – ünï"]] {
        let checkpoint = try Checkpoint(
          origin: "recension.example/log", head: TreeHead(size: size, root: root), extensions: extensions)
        #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
      }
    }
  }

  @Test func `what is no checkpoint is refused`() throws {
    let hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    let corpus: [(String, CheckpointError)] = [
      ("", .missingLines), ("\n", .missingLines), ("o\n1\n", .missingLines), ("o\n1\n\(hash)", .missingLines),
      ("o\n1\n\(hash)\nextra", .missingLines), ("\n1\n\(hash)\n", .malformedLine(1)),
      ("o\n1\n\(hash)\n\n", .malformedLine(4)), ("o\n1\n\(hash)\none\n\ntwo\n", .malformedLine(5)),
      ("o\n\n\(hash)\n", .malformedSize), ("o\n01\n\(hash)\n", .malformedSize),
      ("o\n00\n\(hash)\n", .malformedSize),
      ("o\n-1\n\(hash)\n", .malformedSize), ("o\n+1\n\(hash)\n", .malformedSize),
      ("o\n 1\n\(hash)\n", .malformedSize),
      ("o\n1 \n\(hash)\n", .malformedSize), ("o\n1e3\n\(hash)\n", .malformedSize),
      ("o\n٣\n\(hash)\n", .malformedSize),
      ("o\n9223372036854775808\n\(hash)\n", .malformedSize), ("o\n0x1\n\(hash)\n", .malformedSize),
      ("o\n1\n\n", .malformedRoot), ("o\n1\nAAAA\n", .malformedRoot),
      ("o\n1\n\(String(repeating: "A", count: 44))\n", .malformedRoot),
      ("o\n1\n\(hash.replacing("I=", with: "J="))\n", .malformedRoot), ("o\n1\n\(hash) \n", .malformedRoot),
      ("o\n1\n\(hash.dropLast())\n", .malformedRoot), ("o\n1\n\(hash)AAAA\n", .malformedRoot),
    ]
    for (text, error) in corpus { #expect(throws: error, "\(text)") { try Checkpoint(text: text) } }

    let head = TreeHead(size: 1, root: root)
    #expect(throws: CheckpointError.malformedLine(1)) { try Checkpoint(origin: "", head: head) }
    #expect(throws: CheckpointError.malformedLine(1)) { try Checkpoint(origin: "a\n9", head: head) }
    #expect(throws: CheckpointError.malformedLine(5)) {
      try Checkpoint(origin: "a", head: head, extensions: ["b", ""])
    }
    #expect(throws: CheckpointError.malformedSize) {
      try Checkpoint(origin: "a", head: TreeHead(size: -1, root: root))
    }
  }

  @Test func `what is signed is believed and nothing else`() throws {
    let secret = Array<UInt8>(repeating: 7, count: 32)
    let signer = try CheckpointSigner(name: #require(KeyName("recension.example/log")), privateKey: secret)
    let checkpoint = try Checkpoint(
      origin: "recension.example/log", head: TreeHead(size: 812, root: root), extensions: ["more"])
    let note = try signer.sign(checkpoint).bytes
    let verifier = try CheckpointVerifier("\(signer.verifierKey)")
    #expect(try verifier.checkpoint(in: note) == checkpoint)

    for byte in note.indices {
      for bit in 0..<8 {
        var altered = note
        altered[byte] ^= 1 << bit
        #expect(throws: CheckpointError.self, "bit \(bit) of byte \(byte)") {
          try verifier.checkpoint(in: altered)
        }
      }
      #expect(throws: CheckpointError.self) { try verifier.checkpoint(in: Array(note.prefix(byte))) }
    }

    let other = try CheckpointSigner(
      name: signer.verifierKey.name, privateKey: Array(repeating: 8, count: 32))
    let unknown = CheckpointError.note(.notSigned(by: [signer.verifierKey.identity]))
    #expect(throws: unknown) { try verifier.checkpoint(in: other.sign(checkpoint).bytes) }
    let both = CheckpointVerifier(origin: checkpoint.origin, keys: [signer.verifierKey, other.verifierKey])
    #expect(try both.checkpoint(in: other.sign(checkpoint).bytes) == checkpoint)
    let elsewhere = try Checkpoint(origin: "recension.example/other", head: checkpoint.head)
    #expect(throws: CheckpointError.wrongOrigin(elsewhere.origin, expected: checkpoint.origin)) {
      try verifier.checkpoint(in: signer.sign(elsewhere).bytes)
    }
  }
}
