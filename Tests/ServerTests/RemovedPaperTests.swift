import ActSupport
import Acts
import Logging
import Postgres
import Protocol
import ReadModels
import Scholarship
import TestCluster
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

  /// What was said of it, privately too, and its text: nothing of it is in the database any more, and all goes on.
  @Test func `its words are erased, again at no cost, and the log holds`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let home = folder + "/state"
      try await withServer(on: conninfo, home: home) { server in
        let owner = try server.owner
        #expect(
          try await owner.importPaper("# Quinquireme\n\nAlone here.\n", query: "slug=gone").status == 201)
        #expect(try await owner.importPaper("# Twice\n\nShared words.\n", query: "slug=shared").status == 201)
        #expect(try await owner.importPaper("# Twice\n\nShared words.\n", query: "slug=stays").status == 201)
        for slug in ["gone", "shared"] {
          try await owner.done(.claim("A zanzibar claim.", on: "p2"), in: slug)
          try await owner.done(
            .annotate(.init(target: "p2", body: "Zanzibar, mine.", private: true)), in: slug)
        }
        await #expect(throws: StartError.self) { try await erase("gone", server) }
        await #expect(throws: StartError.self) { try await erase("nowhere", server) }
        // Its place keeps the words of the text, which the paper has until it is removed.
        let early = try await owner.done(.claim("Another of zanzibar.", on: "p2"), in: "gone").position
        try await eraseBefore(early, conninfo)
        for slug in ["gone", "shared"] {
          try await owner.done(AnyAct(RemovePaper(reason: "Zanzibar must go.", sure: true)), in: slug)
        }
        await #expect(throws: StartError.self) { try await erase("gone", server, isMeant: false) }
        await #expect(throws: StartError.self) { try await erase("gone", server, because: " ") }
        #expect(try await words(conninfo) > 0)
      }
      // The tables follow when there is a server again, and need no text of it for that.
      let options = ServerOptions(home: home, database: conninfo)
      for slug in ["gone", "shared"] {
        let lines = try await erase(slug, options)
        #expect(lines[0].contains(slug == "gone" ? "2 files of its text" : "0 files of its text"), "\(lines)")
        var again = try await erase(slug, options)
        #expect(again[0].contains("erased already"))
        // Other tests' databases are in the same cluster, and their transactions may be open for long.
        while again.contains(where: { $0.contains("do this once more when it has ended") }) {
          again = try await erase(slug, options)
        }
      }
      #expect(try await words(conninfo) == 0)
      #expect(try await files(conninfo, with: "anzibar").isEmpty)
      try await withConnection(conninfo) {
        try await $0.script("DELETE FROM read.projection")
      }
      try await withServer(on: conninfo, home: home) { server in
        let owner = try server.owner
        let end = try await owner.done(.claim("It goes on.", on: "p2"), in: "stays").position
        let papers: ListView<PaperItem> = try await owner.read("/papers?min-position=\(end)")
        #expect(papers.items.map(\.slug) == ["stays"])
        #expect(try await owner.get("/papers/gone").status == 403)
        #expect(try await owner.get("/readyz").status == 200)
        _ = try await owner.checkpoint(covering: end)
        try await expectSound(server, options, folder)
        // The same text comes in again under another name.
        let again = try await owner.importPaper("# Quinquireme\n\nAlone here.\n", query: "slug=again")
        #expect(again.status == 201)
        #expect(try await owner.get("/papers/again/text").text.contains("Alone here."))
      }
    }
  }

  /// The log with its tables, and a backup of it that is restored.
  private func expectSound(_ server: TestServer, _ options: ServerOptions, _ folder: String) async throws {
    let check = try await RecensionServer.check(options, logger: server.log.logger)
    #expect(check.isSound, "\(check.lines)")
    _ = try await RecensionServer.backUp(
      options, to: folder + "/backup", withKey: false, logger: server.log.logger)
    try await withTestDatabase { target in
      let restored = try await RecensionServer.restore(
        folder + "/backup", ServerOptions(home: folder + "/second", database: target), against: [],
        logKey: nil, logger: server.log.logger)
      #expect(restored.isWhole, "\(restored.lines)")
      try await withServer(on: target, home: folder + "/second") { second in
        let owner = try server.owner.at(second)
        #expect(try await owner.get("/papers/stays/claims").text.contains("It goes on."))
        #expect(try await owner.get("/papers/gone/claims").status == 403)
      }
      #expect(try await words(target) == 0)
    }
  }

  private func eraseBefore(_ position: Int64, _ conninfo: String) async throws {
    try await withConnection(conninfo) { connection in
      try await connection.query("SELECT log.erase($1, 'lawyer', 'by order')", position)
      let again = await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT log.erase($1, 'lawyer', 'again')", position)
      }
      #expect(again?.sqlState?.rawValue == "P0002")
      let left = try await connection.query(
        "SELECT convert_from(remains, 'UTF8') FROM log.event WHERE position = $1", position
      ).only().decode(String.self)
      #expect(left.contains("Alone here") && !left.contains("zanzibar"))
    }
  }

  @discardableResult private func erase(
    _ slug: String, _ server: TestServer, because reason: String = "A court.", isMeant: Bool = true
  ) async throws -> [String] {
    try await erase(
      slug, ServerOptions(home: server.home, database: server.conninfo), because: reason, isMeant: isMeant)
  }

  private func erase(
    _ slug: String, _ options: ServerOptions, because reason: String = "A court.", isMeant: Bool = true
  ) async throws -> [String] {
    try await RecensionServer.erasePaper(
      slug, by: nil, because: reason, options, logger: Logger(label: "test"), confirming: { _ in isMeant })
  }

  /// The tables of the log in whose files some bytes lie, in rows that nobody sees any more too.
  private func files(_ conninfo: String, with bytes: String) async throws -> [String] {
    try await withConnection(conninfo) { connection in
      try await connection.script("CHECKPOINT")
      return try await connection.query(
        """
        SELECT c.oid::regclass::text FROM pg_class c LEFT JOIN pg_class owner ON owner.reltoastrelid = c.oid
        WHERE c.relkind IN ('r', 't') AND coalesce(owner.relnamespace, c.relnamespace) = 'log'::regnamespace
          AND position(convert_to($1, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
        """, bytes
      ).decode(String.self)
    }
  }

  /// In how many rows of the log words stand that were said of the removed papers, or that their title and text alone have,
  /// also where something was said.
  private func words(_ conninfo: String) async throws -> Int64 {
    try await withConnection(conninfo) {
      try await $0.query(
        """
        SELECT count(*) FROM (
          SELECT convert_from(coalesce(content, remains), 'UTF8'), 'zanzibar|alone here' FROM log.event
          UNION ALL SELECT convert_from(answer, 'UTF8'), 'zanzibar|quinquireme' FROM log.request
          UNION ALL SELECT encode(content, 'escape'), 'zanzibar|quinquireme' FROM log.attachment
        ) AS held (words, sought) WHERE words ~* sought
        """
      ).only().decode(Int64.self)
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
