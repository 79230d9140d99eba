import ActSupport
import Acts
import Postgres
import Protocol
import ReadModels
import Scholarship
import Testing
import Views

@testable import Server

/// A paper that was removed is to those who were in it as to a stranger, wherever they ask.
@Suite(.timeLimit(.minutes(15))) struct RemovedPaperTests {
  /// Where something of the paper might be found.
  private static let paths =
    ["", "/export/json", "/export/text", "/export/tei", "/export/bundle", "/feed", "/invitations"].map {
      "/papers/lighthouse\($0)"
    }
    + AnyQuestion.types.map { "/papers/lighthouse/\($0.path.replacing("{id}", with: "c1"))" }

  @Test func `it is gone from every view, list, search, export and feed, now and as it was`() async throws {
    try await withServer { server in
      let owner = try server.owner
      #expect(try await owner.importPaper().status == 201)
      let ada = try await owner.invite("ada", as: .editor)
      try await ada.done(.claim("A claim of zanzibar."))
      let before = try await ada.done(.annotation("A note of zanzibar.")).position
      let feed = try await ada.feed("/papers/lighthouse/feed?since=0")
      let unsure = try await owner.send(AnyAct(RemovePaper(reason: "By mistake.")))
      #expect(try unsure.status == 422 && unsure.problem.detail.contains("from its 2 members"))
      #expect(try await ada.send(AnyAct(RemovePaper(reason: "So.", sure: true))).status == 403)
      let end = try await owner.done(AnyAct(RemovePaper(reason: "By mistake.", sure: true))).position
      let unknown = Person(server: server, handle: "ada", token: ada.token)
      for person in [owner, ada] {
        for path in Self.paths {
          for moment in ["min-position=\(end)", "at=@\(before)"] {
            let separator = path.contains("?") ? "&" : "?"
            let answer = try await person.get("\(path)\(separator)\(moment)")
            #expect(answer.status >= 400 && !answer.text.contains("zanzibar"), "\(path): \(answer.text)")
          }
        }
        let papers = try await person.get("/papers?min-position=\(end)")
        #expect(papers.status == 200 && !papers.text.contains("lighthouse"))
        #expect(try await person.send(.claim("More.")).status == 403)
      }
      // As to someone who names a paper that there never was.
      let gone = try await ada.get("/papers/lighthouse/claims")
      let never = try await unknown.get("/papers/nowhere/claims")
      #expect(gone.status == never.status)
      #expect(try gone.problem.detail == never.problem.detail.replacing("nowhere", with: "lighthouse"))
      // Whoever listened hears no more of it, and the feed of all papers has nothing of it from before.
      #expect(try await feed.cut()?.reason == .notAllowed)
      // Its name stays taken; the same text comes in under another.
      let again = try await owner.importPaper()
      #expect(try again.status == 422 && again.problem.detail.contains("--slug"))
      #expect(try await owner.importPaper(query: "slug=lighthouse-2").status == 201)
      #expect(try await owner.get("/readyz").status == 200)
    }
  }

  @Test func `the tables have no row of it, and what is made anew has none either`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/state") { server in
        let owner = try server.owner
        #expect(try await owner.importPaper().status == 201)
        #expect(try await owner.importPaper("# Other\n\nWords.\n", query: "slug=other").status == 201)
        try await owner.done(.claim("A claim of zanzibar."))
        try await owner.done(.annotation("A note.", tags: ["zanzibar"]))
        try await owner.done(.correction("4 March", on: "p3.1:3 March"))
        let end = try await owner.done(AnyAct(RemovePaper(reason: "Gone.", sure: true))).position
        let papers: ListView<PaperItem> = try await owner.read("/papers?min-position=\(end)")
        #expect(papers.items.map(\.slug) == ["other"])
        try await withConnection(conninfo) { connection in
          for table in ["paper", "member", "claim", "annotation", "tag", "correction", "vote", "said"] {
            let rows = try await connection.query(
              Request(Statement("SELECT count(*) FROM read.\(table) WHERE paper = 'lighthouse'"))
            ).only().decode(Int64.self, column: 0)
            #expect(rows == 0, "\(table)")
          }
          // What was said is still erased in the audited way.
          _ = try await connection.query(
            """
            SELECT log.erase(position, 'lawyer', 'all of it') FROM log.event
            WHERE stream = 'lighthouse' AND type <> 'body.erased' ORDER BY position
            """)
        }
      }
      // A server that knows nothing of before reads the same out of the log.
      try await withServer(on: conninfo, home: folder + "/state") { server in
        let owner = try server.owner
        #expect(try await owner.get("/papers/lighthouse/claims").status == 403)
        try await owner.done(.claim("Another.", on: "p2"), in: "other")
        #expect(try await owner.get("/readyz").status == 200)
      }
      #expect(try await checkReadModels(conninfo).differences == [])
    }
  }

  @Test func `an owner who is no administrator removes no paper in which one is`() async throws {
    try await withServer { server in
      let owner = try server.owner
      #expect(try await owner.importPaper().status == 201)
      let ada = try await owner.invite("ada", as: .owner)
      let removal = AnyAct(RemovePaper(reason: "Mine now.", sure: true))
      let refused = try await ada.send(removal)
      #expect(try refused.status == 403 && refused.problem.detail.contains("only an administrator"))
      try await owner.done(AnyAct(Leave()))
      #expect(try await ada.send(removal).status == 200)
    }
  }
}
