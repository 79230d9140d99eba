import ActSupport
import Acts
import FoundationEssentials
import Ledger
import Postgres
import Protocol
import Scholarship
import Testing
import Verification

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct ErasureTests {
  /// Their digests are facts, which an erasure leaves: by them it is known that the files are named.
  @Test func `the texts of an import whose words were erased are not swept`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.annotate(.init(target: "p3.1", body: "For myself.", private: true)))
      let text = try await owner.get("/papers/lighthouse/export/text").text
      try await withConnection(server.conninfo) { connection in
        let count = Statement("SELECT count(*) FROM log.attachment")
        let before = try await connection.query(count).only().decode(Int64.self)
        let imports = try await connection.query(
          "SELECT position FROM log.event WHERE type = 'paper.imported'"
        ).decode(Int64.self)
        #expect(before > 0 && imports.count == 1)
        for position in imports {
          try await connection.query("SELECT log.erase($1, 'lawyer', 'by order')", position)
        }
        let swept = try await connection.query("SELECT log.sweep_texts()").only().decode(Int64?.self)
        #expect(swept == nil)
        #expect(try await connection.query(count).only().decode(Int64.self) == before)
      }
      let after = try await owner.get("/papers/lighthouse/export/text")
      #expect(after.status == 200 && after.text.contains(text.suffix(40)))
    }
  }

  /// What was erased is gone from every view, now, in the past and in tables made anew; by whom and why stands there.
  @Test func `erased words are gone from every view and why is said`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let secret = "zanzibar"
      // It stands, with a vote for it whose reason is erased.
      try await ada.done(.correction("evening", on: "p4:night", reason: "So the ledger has it."))
      let said = [
        try await ada.done(.claim("A claim of \(secret).")),
        try await ada.done(.annotation("A note of \(secret).", tags: [secret])),
        try await ada.done(.stance(.agree, on: "c1", reason: "Because of \(secret).")),
        try await ada.done(.dispute(.init(target: "c1", body: "Disputed for \(secret)."))),
        try await ada.done(.argue(.init(id: "d1", side: .for, body: "As \(secret) says.", cite: [secret]))),
        try await ada.done(.correction(secret, on: "p3.1:3 March", reason: "It was \(secret).")),
        try await owner.done(.vote(.init(id: "x2", vote: .for, reason: "Hail \(secret)."))),
        try await owner.done(.vote(.init(id: "x1", vote: .for, reason: "As \(secret) has it."))),
      ]
      let last = try #require(said.last).position
      let accepted = try await owner.get("/papers/lighthouse/export/text?min-position=\(last)").text
      #expect(accepted.contains(secret))
      let erased = try await withConnection(server.conninfo) { connection in
        var erased: [Int64] = []
        for receipt in said {
          erased.append(
            try await connection.query(
              "SELECT log.erase($1, 'lawyer', 'by order of a court')", receipt.position
            ).only().decode(Int64.self, column: 0))
        }
        return erased
      }
      let end = try #require(erased.last)
      for path in [
        "claims", "annotations", "disputes", "corrections", "consensus", "history", "things/c1", "things/a1",
        "things/d1", "things/x1", "things/x2", "export/json", "export/markdown", "annotations?tag=\(secret)",
      ] {
        let separator = path.contains("?") ? "&" : "?"
        for moment in ["min-position=\(end)", "at=@\(end)", "at=@\(last)"] {
          let answer = try await owner.get("/papers/lighthouse/\(path)\(separator)\(moment)")
          #expect(answer.status == 200, "\(path) \(moment): \(answer.text)")
          #expect(!answer.text.contains(secret), "\(path) \(moment)")
          if !path.contains("tag="), moment != "at=@\(last)" {
            #expect(answer.text.contains("by lawyer"), "\(path) \(moment): \(answer.text)")
            #expect(answer.text.contains("by order of a court"), "\(path) \(moment)")
          }
        }
      }
      let text = try await owner.get("/papers/lighthouse/export/text?min-position=\(end)").text
      #expect(text.contains("3 March") && text.contains("that evening") && !text.contains(secret))
      // Whoever listens from before is told in each place.
      let replay = try await owner.feed("/feed?since=0").items(upTo: end)
      for (receipt, erasure) in zip(said, erased) {
        let item = try #require(replay.first { $0.position == receipt.position })
        #expect(
          item.summary == "said something that was erased by lawyer (@\(erasure)): “by order of a court”")
      }
      // Whoever adopts it would propose nobody knows what.
      #expect(try await owner.send(.adopt(.init(id: "x2"))).status == 422)
      // What was done stands, and people go on.
      let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims?min-position=\(end)")
      #expect(claims.items.map(\.id) == ["c1"] && claims.items[0].stances["ada"] != nil)
      #expect(try await ada.done(.claim("Another.")).ids == ["c2"])
      #expect(try await owner.get("/readyz").status == 200)
    }
  }

  /// Tables made anew after an erasure say what those say that were there before it.
  @Test func `tables made anew agree`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let said = [
        try await owner.done(.claim("A claim.")), try await owner.done(.annotation("A note.", tags: ["t"])),
        try await owner.done(.correction("4 March", on: "p3.1:3 March")),
        try await owner.done(.vote(.init(id: "x1", vote: .against, reason: "No."))),
      ]
      let end = try await withConnection(server.conninfo) { connection in
        for receipt in said {
          try await connection.query("SELECT log.erase($1, 'lawyer', 'a court')", receipt.position)
        }
        return try await connection.query("SELECT position FROM log.head").only().decode(
          Int64.self, column: 0)
      }
      for path in ["claims", "annotations", "disputes", "corrections", "history", "members"] {
        let tables = try await owner.get("/papers/lighthouse/\(path)?min-position=\(end)")
        // Of a position, a view is folded out of the log and not read from tables.
        let folded = try await owner.get("/papers/lighthouse/\(path)?at=@\(end)")
        #expect(tables.text == folded.text, "\(path)")
      }
    }
  }

  /// An export of a paper of which something was erased is verified like any other, and says what was.
  @Test func `an export is verified after an erasure`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let secret = "zanzibar"
      try await ada.done(.claim("A claim of \(secret)."))
      let correction = try await ada.done(.correction(secret, on: "p3.1:3 March", reason: "So."))
      let vote = try await owner.done(.vote(.init(id: "x1", vote: .for, reason: "Hail \(secret).")))
      let before = try await ada.checkpoint(covering: vote.position)
      let key = try await ada.verifierKey()
      var end: Int64 = 0
      for (position, count) in [(vote.position, 1), (correction.position, 2)] {
        end = try await withConnection(server.conninfo) {
          try await $0.query("SELECT log.erase($1, 'lawyer', 'by order of a court')", position).only()
            .decode(Int64.self, column: 0)
        }
        let file = try await ada.get("/papers/lighthouse/export/json?min-position=\(end)").bytes
        let report = Verification.report(on: file, trusting: [key])
        #expect(report.isVerified, "\(report)")
        #expect(report.erasures.count == count)
        #expect(report.erasures.allSatisfy { $0.by == "lawyer" })
      }
      let file = try await ada.get("/papers/lighthouse/export/json?min-position=\(end)").bytes
      // As it was before, nothing in the file says who erased what is missing from it.
      let past = try await ada.get("/papers/lighthouse/export/json?at=@\(vote.position)").bytes
      let old = Verification.report(on: past, trusting: [key])
      #expect(!old.hasFailed && !old.isVerified, "\(old)")
      // The key of another log does not vouch for it.
      let other = try CheckpointSigner.random(name: try #require(KeyName("recension/other"))).verifierKey
      #expect(Verification.report(on: file, trusting: [other]).hasFailed)
      // The log after the erasure begins with the log before it.
      let after = try await ada.checkpoint(covering: end)
      let view: ConsistencyView = try await ada.read(
        "/proof/consistency?from=\(before.head.size)&to=\(after.head.size)")
      try ConsistencyProof(path: view.path.compactMap { Hash(hex: $0) }).verify(
        from: before.head, to: after.head)
    }
  }
}
