import ActSupport
import Acts
import FoundationEssentials
import Ledger
import Postgres
import Protocol
import SeededRandom
import Scholarship
import TestCluster
import Testing

@testable import Server

/// The real client against a real server: exported, checked, altered, checked again.
@Suite(.timeLimit(.minutes(15))) struct ClientVerificationTests {
  @Test func `an export is verified and every alteration named`() async throws {
    try await withTemporaryFolder { folder in
      try await withServer { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let ada = try await owner.invite("ada")
        try await ada.done(.claim("The lamp was lit early."))
        try await ada.done(.correction("4 March", on: "p3.1:3 March", reason: "So says the log."))
        try await owner.done(.vote(.init(id: "x1", vote: .for, reason: "Plainly.")))
        let client = ClientProgram(server: server)
        let file = folder + "/lighthouse.json"
        let exported = try await client.run("--paper", "lighthouse", "export", "json", "-o", file)
        #expect(exported.status == 0, "\(exported)")
        let verified = try await client.run("verify", file)
        #expect(verified.status == 0 && verified.output.contains("is verified"), "\(verified)")

        let bytes = try Self.read(file)
        try await expectAlterationsNamed(bytes, seed: 21, client, in: folder)
        // What stands elsewhere in the file.
        for (old, new) in [
          ("lit on 4 March", "lit on 5 March"), (#""slug":"lighthouse""#, #""slug":"lighthorse""#),
        ] {
          let altered = Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8)
          try #require(altered != bytes)
          try Self.write(altered, folder + "/other.json")
          let result = try await client.run("verify", folder + "/other.json")
          #expect(result.status == 65 && result.output.contains("WRONG"), "\(old): \(result)")
        }
        // Signed by another key than the one that is trusted, under the same name or another.
        let own = try await owner.verifierKey()
        let foreign = [
          try CheckpointSigner.random(name: own.name).verifierKey,
          try CheckpointSigner.random(name: #require(KeyName("recension/elsewhere"))).verifierKey,
        ]
        for key in foreign {
          let result = try await client.run("verify", file, "--key", "\(key)")
          #expect(result.status == 65 && result.output.contains("WRONG"), "\(result)")
        }
        #expect(try await client.run("verify", file, "--key", "\(own)").status == 0)
      }
    }
  }

  /// In any form, with the proof beside it, and packed with all that it follows from; also of a published edition.
  @Test func `an export is proved by a file beside it`() async throws {
    try await withTemporaryFolder { folder in
      try await withServer { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let ada = try await owner.invite("ada")
        try await ada.done(.correction("4 March", on: "p3.1:3 March", reason: "So says the log."))
        try await owner.done(.vote(.init(id: "x1", vote: .for, reason: "Plainly.")))
        let client = ClientProgram(server: server)
        let paper = ["--paper", "lighthouse", "export"]
        func exported(_ arguments: String...) async throws {
          let result = try await client.run(paper + arguments)
          #expect(result.status == 0, "\(result)")
        }
        for (form, ending) in [("text", "txt"), ("tei", "xml"), ("docx", "docx"), ("json", "json")] {
          let file = "\(folder)/lighthouse.\(ending)"
          try await exported(form, "-o", file, "--proof")
          let proof = try LogProof(bytes: Self.read(file + ".tlog-proof"))
          let header = try #require(EventHeader(canonical: proof.entry))
          #expect(header.type == "vote.cast" && header.position == proof.inclusion.leaf + 1)
          for name in [file, file + ".tlog-proof"] {
            let verified = try await client.run("verify", name)
            #expect(verified.status == 0, "\(verified)")
            #expect(verified.output.contains("Not checked") == (form != "json"), "\(verified)")
          }
          // Of the signature, which ends in padding and a line break.
          var altered = proof.bytes
          altered[altered.count - 8] = altered[altered.count - 8] == 65 ? 66 : 65
          try Self.write(altered, file + ".tlog-proof")
          #expect(try await client.run("verify", file).status == 65)
        }
        let edition = try await client.run("--paper", "lighthouse", "publish", "First")
        #expect(edition.status == 0, "\(edition)")
        try await exported("bundle", "-o", folder + "/one.zip", "--edition", "First", "--proof")
        try await ada.done(.claim("The lamp was lit early."))
        try await exported("bundle", "-o", folder + "/two.zip", "--edition", "First")
        #expect(try Self.read(folder + "/one.zip") == Self.read(folder + "/two.zip"))
        for name in ["one.zip", "two.zip"] {
          let verified = try await client.run("verify", "\(folder)/\(name)")
          #expect(verified.status == 0 && verified.output.contains("is verified"), "\(verified)")
        }
      }
    }
  }

  /// What was erased is said to be, and the rest is verified as ever; so is an export from before.
  @Test func `an export with erased bodies is verified`() async throws {
    try await withTemporaryFolder { folder in
      try await withServer { server in
        let owner = try server.owner
        _ = try await owner.importPaper()
        let ada = try await owner.invite("ada")
        let note = try await ada.done(.annotation("Words of a zanzibar.", tags: ["zanzibar"])).position
        let correction = try await ada.done(.correction("zanzibar", on: "p3.1:3 March")).position
        try await owner.done(.vote(.init(id: "x1", vote: .for, reason: "Plainly.")))
        let client = ClientProgram(server: server)
        let (before, after) = (folder + "/before.json", folder + "/after.json")
        #expect(try await client.run("--paper", "lighthouse", "export", "json", "-o", before).status == 0)
        let signed = try await owner.checkpoint(covering: correction)
        let end = try await withConnection(server.conninfo) { connection in
          var end: Int64 = 0
          for position in [note, correction] {
            end = try await connection.query(
              "SELECT log.erase($1, 'lawyer', 'by order of a court')", position
            ).only().decode(Int64.self)
          }
          return end
        }
        let shown = try await client.run(
          "--paper", "lighthouse", "--at", "@\(end)", "export", "json", "-o", after)
        #expect(shown.status == 0, "\(shown)")
        #expect(try !String(decoding: Self.read(after), as: UTF8.self).contains("zanzibar"))
        let verified = try await client.run("--json", "verify", after)
        #expect(verified.status == 0 && !verified.output.contains("zanzibar"), "\(verified)")
        for words in [
          "2 bodies were erased", "lawyer", "by order of a court", "still chain", "what is left", "x1",
          "cannot be checked",
        ] {
          #expect(verified.output.contains(words), "“\(words)” is missing: \(verified.output)")
        }
        #expect(try await client.run("verify", before).status == 0)
        try await expectAlterationsNamed(Self.read(after), seed: 22, client, in: folder)
        // Of a position before the erasure, nobody is named who did it: that is said, and what to do.
        let past = folder + "/past.json"
        #expect(
          try await client.run("--paper", "lighthouse", "--at", "@\(end - 2)", "export", "json", "-o", past)
            .status == 0)
        let unknown = try await client.run("verify", past)
        #expect(unknown.status == 65 && !unknown.output.contains("WRONG"), "\(unknown)")
        #expect(unknown.output.contains("as it is now"), "\(unknown)")

        // The log before and the log after are one.
        let now = try await owner.checkpoint(covering: end)
        let view: ConsistencyView = try await owner.read(
          "/proof/consistency?from=\(signed.head.size)&to=\(now.head.size)")
        try ConsistencyProof(path: view.path.compactMap { Hash(hex: $0) }).verify(
          from: signed.head, to: now.head)
      }
    }
  }

  /// Flips bytes in each event of the history: the program refuses and names the event.
  private func expectAlterationsNamed(
    _ bytes: [UInt8], seed: UInt64, _ client: ClientProgram, in folder: String
  ) async throws {
    var generator = SeededGenerator(seed: seed)
    let name = Array(#","history":["#.utf8)
    var start = try #require(bytes.firstRange(of: name)).upperBound
    var sequence = 0
    let path = folder + "/altered.json"
    while bytes[start - 1] != UInt8(ascii: "]") {
      var end = start
      _ = try StoredEvent(json: bytes, at: &end)
      sequence += 1
      for _ in 0..<5 {
        let index = Int.random(in: start..<end, using: &generator)
        var altered = bytes
        altered[index] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
        try Self.write(altered, path)
        let result = try await client.run("verify", path)
        #expect(
          result.status == 65 && result.output.contains("event \(sequence) of the history"),
          "seed \(seed), byte \(index): \(result)")
      }
      start = end + 1
    }
    #expect(sequence > 7)
  }

  private static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }
}
