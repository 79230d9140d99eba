import ActSupport
import Acts
import Protocol
import Scholarship
import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct IdempotencyTests {
  @Test func `the same request is carried out once`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let first = try await owner.send(.annotation("Once."), key: "the-same-key")
      let again = try await owner.send(.annotation("Once."), key: "the-same-key")
      #expect(first.status == 200 && first.bytes == again.bytes)
      // The same content, whatever its JSON looks like.
      let spaced = #" { "body" : "Once.", "type" : "annotate", "target" : "p3.1" } "#
      let other = try await owner.post(
        "/papers/lighthouse/commands", bytes: Array(spaced.utf8), key: "the-same-key")
      #expect(other.bytes == first.bytes)
      #expect(try await owner.send(.annotation("Twice."), key: "the-same-key").problem.type == .conflict)
      let list: ListView<AnnotationItem> = try await owner.read(
        "/papers/lighthouse/annotations?min-position=4")
      #expect(list.items.map(\.body) == ["Once."])
      // A key is of whoever used it.
      let ada = try await owner.invite("ada")
      #expect(try await ada.send(.annotation("Once."), key: "the-same-key").problem.type == .conflict)
    }
  }

  @Test func `the answer stands whatever happened since`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.claim("One."))
      let agree = try await owner.send(.stance(.agree, on: "c1"), key: "key-agree")
      let withdraw = try await owner.send(.withdraw(.init(id: "c1")), key: "key-withdraw")
      // It would change nothing, or be refused, if it came now.
      #expect(try await owner.send(.stance(.agree, on: "c1"), key: "key-agree").bytes == agree.bytes)
      #expect(try await owner.send(.withdraw(.init(id: "c1")), key: "key-withdraw").bytes == withdraw.bytes)
      #expect(try await owner.send(.withdraw(.init(id: "c1"))).problem.type == .refused)
    }
  }

  @Test func `twenty at once get one answer`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for _ in 0..<20 {
          group.addTask { try await owner.send(.claim("One."), key: "twenty-times").bytes }
        }
        return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
      }
      #expect(answers.count == 1)
      let list: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims?min-position=4")
      #expect(list.items.count == 1)
    }
  }

  @Test func `the answer outlives the server`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let before = try await withServer(on: conninfo, home: folder + "/state") { server in
          let owner = try server.owner
          return [
            try await owner.importPaper(key: "key-of-import").bytes,
            try await owner.send(.claim("One."), key: "key-of-claim").bytes,
            try await owner.send(.withdraw(.init(id: "c1")), key: "key-of-withdrawal").bytes,
          ]
        }
        let after = try await withServer(on: conninfo, home: folder + "/state") { server in
          let owner = try server.owner
          return [
            try await owner.importPaper(key: "key-of-import").bytes,
            try await owner.send(.claim("One."), key: "key-of-claim").bytes,
            try await owner.send(.withdraw(.init(id: "c1")), key: "key-of-withdrawal").bytes,
          ]
        }
        #expect(before == after)
      }
    }
  }

  @Test func `a write needs a key`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for key in ["", "short", String(repeating: "k", count: 129), "has a space"] {
        #expect(try await owner.send(.claim("One."), key: key).problem.type == .malformed)
        // An empty one is not sent; a dry run would need none.
        let imported = try await owner.importPaper(SamplePaper.other, query: "slug=b", key: key)
        #expect(try imported.problem.type == (key.isEmpty ? .refused : .malformed))
      }
    }
  }
}
