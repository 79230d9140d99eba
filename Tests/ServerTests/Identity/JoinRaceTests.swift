import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@testable import Server

/// Whose a name becomes is decided once, whoever comes at the same moment.
@Suite(.timeLimit(.minutes(10))) struct JoinRaceTests {
  /// The winner is a member of the paper whose code it was, and the other's code waits for them.
  @Test func `two codes of one new handle used at once make one member`() async throws {
    try await withServer { server in
      let owner = try server.owner
      let papers = ["lighthouse", "second"]
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      var winners: Set<String> = []
      for number in 1...25 {
        let handle = try #require(Handle("ada\(number)"))
        var codes: [String] = []
        for paper in papers {
          codes.append(try #require(try await owner.done(.invite(.init(handle: handle)), in: paper).code))
        }
        let requests = codes.map { JoinRequest(code: $0, token: Secret.token().text) }
        async let first = server.stranger.post("/join", requests[0])
        async let second = server.stranger.post("/join", requests[1])
        let answers = try await [first, second]
        #expect(answers.map(\.status).sorted() == [200, 403], "\(answers.map(\.text))")
        let winner = try #require(answers.firstIndex { $0.status == 200 })
        winners.insert(papers[winner])
        let joined: JoinReceipt = try answers[winner].decoded()
        #expect(joined.paper == papers[winner])
        let ada = Person(server: server, handle: handle.name, token: requests[winner].token)
        #expect(try await ada.get("/papers/\(papers[winner])/claims").status == 200)
        #expect(try await ada.get("/papers/\(papers[1 - winner])/claims").status == 403)
        let loser = Person(server: server, handle: handle.name, token: requests[1 - winner].token)
        #expect(try await loser.get("/papers").status == 401)
        // The code that lost is not spent: the one who has the name may use it, nobody else.
        #expect(try await server.stranger.post("/join", requests[1 - winner]).status == 403)
        #expect(try await ada.post("/join", JoinRequest(code: codes[1 - winner])).status == 200)
        #expect(try await ada.get("/papers/\(papers[1 - winner])/claims").status == 200)
      }
      #expect(!winners.isEmpty)
    }
  }

  @Test func `the same join sent twice at once gets one answer`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for number in 1...25 {
        let handle = try #require(Handle("bel\(number)"))
        let code = try #require(try await owner.done(.invite(.init(handle: handle))).code)
        let request = JoinRequest(code: code, token: Secret.token().text)
        let key = String.fresh
        async let first = server.stranger.post("/join", request, key: key)
        async let second = server.stranger.post("/join", request, key: key)
        let receipts: [JoinReceipt] = try await [first.decoded(), second.decoded()]
        #expect(receipts[0].token == request.token && receipts[1].token == request.token)
        #expect(receipts[0].position == receipts[1].position)
        let later: JoinReceipt = try (try await server.stranger.post("/join", request, key: key)).decoded()
        #expect(later.position == receipts[0].position)
      }
      let history: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history")
      #expect(history.items.filter { $0.type == "member.joined" && $0.by != "owner" }.count == 25)
    }
  }

  /// At two servers on one database, too.
  @Test func `two servers give a name once`() async throws {
    try await withTwoServers { one, two in
      let owner = try one.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      for number in 1...10 {
        let handle = try #require(Handle("cyd\(number)"))
        let first = try #require(try await owner.done(.invite(.init(handle: handle))).code)
        let second = try #require(try await owner.done(.invite(.init(handle: handle)), in: "second").code)
        async let here = one.stranger.post("/join", JoinRequest(code: first))
        async let there = two.stranger.post("/join", JoinRequest(code: second))
        #expect(try await [here.status, there.status].sorted() == [200, 403])
      }
    }
  }
}
