import NIOCore
import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

/// Every read shows all that was acknowledged on its server before it came in, without being told a position.
@Suite(.timeLimit(.minutes(15))) struct ReadYourWritesTests {
  @Test func `a large paper is there as soon as its import is acknowledged`() async throws {
    try await withServer { server in
      var owner = try server.owner
      // Reading so long a text takes a debug build a while.
      owner.patience = .seconds(600)
      let sentence = "The ledger names four ships, and the keeper saw the fog come early. "
      let paragraph = String(repeating: sentence, count: 30) + "\n\n"
      let text = "# A long paper\n\n" + String(repeating: paragraph, count: 1 << 20 / paragraph.utf8.count)
      #expect(try await owner.importPaper(text, query: "slug=long").status == 201)
      // What “use” asks for.
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.slug) == ["long"])
      let outline: OutlineView = try await owner.read("/papers/long/outline")
      #expect(outline.slug == "long")
    }
  }

  @Test func `one's own last write is counted and shown`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for number in 1...20 {
        let position = try await owner.done(.claim("Claim \(number).")).position
        let papers: ListView<PaperItem> = try await owner.read("/papers")
        #expect(papers.items.map(\.claims) == [number] && papers.items.first?.last == position)
        let status: StatusView = try await owner.read("/status?paper=lighthouse")
        #expect(status.paper?.claims == number && status.shown >= position)
        let claims: ListView<ClaimItem> = try await owner.read("/papers/lighthouse/claims")
        #expect(claims.items.count == number && claims.at >= position)
        let history: ListView<HistoryItem> = try await owner.read("/papers/lighthouse/history")
        #expect(history.items.last?.position == position)
      }
    }
  }

  @Test func `many who write and read at once each see what was acknowledged before they asked`() async throws
  {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let people = [owner, try await owner.invite("ada"), try await owner.invite("bob")]
      try await withThrowingTaskGroup { group in
        for number in 0..<12 {
          let person = people[number % people.count]
          group.addTask {
            for round in 0..<10 {
              let receipt = try await person.done(.annotation("Note \(number), \(round)."))
              let id = try #require(receipt.ids.first)
              let thing: ThingView = try await person.read("/papers/lighthouse/things/\(id)")
              #expect(thing.at >= receipt.position && thing.history.map(\.position) == [receipt.position])
              let after = Int(id.dropFirst()).map { $0 - 1 } ?? 0
              let page: ListView<AnnotationItem> = try await person.read(
                "/papers/lighthouse/annotations?limit=1&after=\(after)")
              #expect(page.items.map(\.id) == [id])
              let papers: ListView<PaperItem> = try await person.read("/papers")
              #expect((papers.items.first?.last ?? 0) >= receipt.position)
            }
          }
        }
        try await group.waitForAll()
      }
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.annotations) == [120])
    }
  }

  @Test func `a position beyond the log's end is refused at once`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      for path in ["/papers", "/status", "/papers/lighthouse/claims", "/papers/lighthouse/history"] {
        #expect(try await owner.get(path + "?min-position=99").problem.type == .noSuchThing, "\(path)")
      }
    }
  }

  /// What waits for someone is told by the paper itself.
  @Test func `what waits for someone is what they have not answered`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      try await ada.done(.correction("five", on: "p6.1:four"))
      try await ada.done(.dispute(.init(target: "p3.1", body: "No.")))
      try await ada.done(.claim("One.", on: "p3.1"))
      let first: StatusView = try await owner.read("/status?paper=lighthouse")
      #expect(first.waiting.map(\.id) == ["x1", "d1", "c1"])
      let own: StatusView = try await ada.read("/status?paper=lighthouse")
      #expect(own.waiting.map(\.id) == ["c1"])
      try await owner.done(.vote(.init(id: "x1", vote: .abstain)))
      try await owner.done(.vote(.init(id: "d1", vote: .for)))
      try await owner.done(.stance(.agree, on: "c1"))
      let last: StatusView = try await owner.read("/status?paper=lighthouse")
      #expect(last.waiting.isEmpty)
    }
  }
}
