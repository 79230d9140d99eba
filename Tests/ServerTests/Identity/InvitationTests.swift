import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct InvitationTests {
  @Test func `a code is used once`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let code = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 200)
      let again = try await server.stranger.post("/join", JoinRequest(code: code)).problem
      let unknown = try await server.stranger.post("/join", JoinRequest(code: "00000-00000")).problem
      #expect(again.type == .notAllowed && again == unknown)
      #expect(try await owner.done(.invite(.init(handle: "ada"))).code == nil)
    }
  }

  @Test func `of many who use a code at once one comes in`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let code = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<10 {
          group.addTask { try await server.stranger.post("/join", JoinRequest(code: code)).status }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 200 }.count == 1 && statuses.filter { $0 == 403 }.count == 9)
      let history: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history?min-position=5")
      #expect(history.items.filter { $0.by == "ada" }.map(\.type) == ["member.joined"])
    }
  }

  @Test func `a new invitation replaces the old`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let old = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      let new = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      #expect(old != new)
      #expect(try await server.stranger.post("/join", JoinRequest(code: old)).status == 403)
      #expect(try await server.stranger.post("/join", JoinRequest(code: new)).status == 200)
    }
  }

  @Test func `who has a credential joins with it`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      let ada = try await owner.invite("ada")
      let bob = try await owner.invite("bob")
      let code = try #require(try await owner.done(.invite(.init(handle: "ada")), in: "second").code)
      // A code that fell into other hands gives nobody her name.
      for other in [server.stranger, bob, owner] {
        #expect(try await other.post("/join", JoinRequest(code: code)).status == 403)
      }
      let chosen = JoinRequest(code: code, token: "rec_" + String(repeating: "z", count: 52))
      #expect(try await server.stranger.post("/join", chosen).status == 403)
      let joined: JoinReceipt = try (try await ada.post("/join", JoinRequest(code: code))).decoded()
      #expect(joined.handle == "ada" && joined.paper == "second" && joined.token == nil)
      #expect(try await ada.get("/papers/second/claims").status == 200)
      let papers: ListView<PaperItem> = try await ada.read("/papers?min-position=\(joined.position)")
      #expect(papers.items.map(\.slug) == ["lighthouse", "second"])
    }
  }

  /// Two papers invite the same new name: whoever comes first has it, the other needs that one's credential.
  @Test func `a new name is the first one's`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      let first = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      let second = try #require(try await owner.done(.invite(.init(handle: "ada")), in: "second").code)
      let joined: JoinReceipt = try (try await server.stranger.post("/join", JoinRequest(code: first)))
        .decoded()
      #expect(try await server.stranger.post("/join", JoinRequest(code: second)).status == 403)
      let ada = Person(server: server, handle: "ada", token: joined.token)
      #expect(try await ada.post("/join", JoinRequest(code: second)).status == 200)
    }
  }

  @Test func `an answer that was lost is given again`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let code = try #require(try await owner.done(.invite(.init(handle: "ada", role: .editor))).code)
      let token = "rec_" + String(repeating: "a7", count: 26)
      let request = JoinRequest(code: code, token: token)
      let key = String.fresh
      let first: JoinReceipt = try (try await server.stranger.post("/join", request, key: key)).decoded()
      #expect(first.token == token && first.role == "editor")
      let again: JoinReceipt = try (try await server.stranger.post("/join", request, key: key)).decoded()
      #expect(again == first)
      let ada = Person(server: server, handle: "ada", token: token)
      #expect(try await ada.get("/papers/lighthouse/claims").status == 200)
      // The key alone gives nobody anything, nor does the code with another token.
      let other = JoinRequest(code: code, token: "rec_" + String(repeating: "b8", count: 26))
      #expect(try await server.stranger.post("/join", other, key: key).problem.type == .conflict)
      #expect(try await server.stranger.post("/join", other).problem.type == .notAllowed)
      #expect(try await server.stranger.post("/join", JoinRequest(code: code), key: key).status == 403)
    }
  }

  @Test func `a token of one's own has its form`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let code = try #require(try await owner.done(.invite(.init(handle: "ada"))).code)
      for token in ["", "short", "rec_" + String(repeating: "!", count: 52)] {
        let answer = try await server.stranger.post("/join", JoinRequest(code: code, token: token))
        #expect(try answer.problem.type == .malformed)
      }
      let taken = try await server.stranger.post("/join", JoinRequest(code: code, token: owner.token))
      #expect(try taken.problem.type == .refused)
      #expect(try await server.stranger.post("/join", JoinRequest(code: code)).status == 200)
    }
  }
}
