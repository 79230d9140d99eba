import ActSupport
import Acts
import CanonicalJSON
import EventLog
import FoundationEssentials
import Ledger
import Postgres
import Protocol
import Scholarship
import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct ProjectionTests {
  /// The tables made anew from the log are the ones that grew with it.
  @Test(arguments: [1, 2, 3] as [UInt64]) func `rebuilt is as grown`(seed: UInt64) async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        let last = try await withServer(on: conninfo, home: home) { server in
          try await RandomScholars(server, seed: seed).act(times: 60)
        }
        let grown = try await rows(conninfo)
        try await withConnection(conninfo) { connection in
          for table in ReadTable.allCases {
            try await connection.query(Statement("DELETE FROM read.\(table)"))
          }
          try await connection.query("DELETE FROM read.projection")
        }
        try await withServer(on: conninfo, home: home) { server in
          let answer = try await server.owner.get("/papers?min-position=\(last)")
          #expect(answer.status == 200)
        }
        let rebuilt = try await rows(conninfo)
        for table in ReadTable.allCases {
          // By hand: of thousands of rows, only the first that differs is worth printing.
          let (old, new) = (grown[table] ?? [], rebuilt[table] ?? [])
          let difference = zip(old, new).first { $0 != $1 }
          #expect(difference == nil && old.count == new.count, "read.\(table), seed \(seed)")
        }
        #expect(grown[.annotation]?.isEmpty == false && grown[.paper]?.count == 1)
        #expect(try await events(conninfo) == last)
      }
    }
  }

  /// A restart with nothing new writes no row again.
  @Test func `a restart projects nothing twice`() async throws {
    try await withTestDatabase { conninfo in
      try await withTemporaryFolder { folder in
        let home = folder + "/state"
        let last = try await withServer(on: conninfo, home: home) { server in
          try await RandomScholars(server, seed: 7).act(times: 30)
        }
        let before = try await rows(conninfo, "xmin, ctid, t")
        try await withServer(on: conninfo, home: home) { server in
          let answer = try await server.owner.get("/papers?min-position=\(last)")
          #expect(answer.status == 200)
        }
        let isUntouched = try await rows(conninfo, "xmin, ctid, t") == before
        #expect(isUntouched)
      }
    }
  }

  @Test func `what cannot be read stops the tables and nothing else`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      _ = try await owner.importPaper(SamplePaper.other, query: "slug=second")
      #expect(try await server.stranger.get("/readyz").status == 200)
      let before = try await owner.done(.claim("Before.")).position
      try await appendUnreadable(to: "second", server.conninfo)
      let poison = before + 1
      let readiness = try await halted(server)
      #expect(readiness.cause?.contains("position \(poison)") == true, "\(readiness)")
      #expect(readiness.cause?.contains("bird.sung") == true && readiness.shown == before)
      #expect(readiness.cause?.contains("secret song") == false)
      // The log goes on, and so does what is read from it; what is read from the tables says that they are behind.
      let after = try await owner.done(.claim("After.")).position
      #expect(
        try await owner.get("/papers/lighthouse/export/json?min-position=\(after)").text.contains("After."))
      let shown: ListView<ClaimItem> = try await owner.read(
        "/papers/lighthouse/claims?min-position=\(after)")
      #expect(shown.items.map(\.statement) == ["Before.", "After."])
      #expect(try await owner.get("/papers?min-position=\(before)").status == 200)
      #expect(try await owner.get("/papers?min-position=\(after)").problem.type == .busy)
      let papers: ListView<PaperItem> = try await owner.read("/papers")
      #expect(papers.items.map(\.claims) == [1, 0])
      let status: StatusView = try await owner.read("/status")
      let halt = try #require(status.halts?.first)
      #expect(halt.name == "papers" && halt.position == before && halt.cause.contains("bird.sung"))
      #expect(halt.remedy != nil)
      // What is in the way is mended past the log's own guards, as only a restoration may; it is tried again.
      try await withConnection(server.conninfo) {
        try await $0.script(
          """
          ALTER TABLE log.event DISABLE TRIGGER ALL;
          UPDATE log.event SET type = 'member.admitted' WHERE position = \(poison);
          UPDATE log.event SET content = '{"member":"bird","role":"reader"}' WHERE position = \(poison);
          ALTER TABLE log.event ENABLE TRIGGER ALL;
          """)
      }
      while try await server.stranger.get("/readyz").status != 200 {
        try await Task.sleep(for: .milliseconds(50))
      }
      let mended: ListView<ClaimItem> = try await owner.read(
        "/papers/lighthouse/claims?min-position=\(after)")
      #expect(mended.items.map(\.statement) == ["Before.", "After."])
    }
  }

  /// What `/readyz` says once the read models stand still.
  private func halted(_ server: TestServer) async throws -> ReadinessView {
    while true {
      let answer = try await server.owner.get("/readyz")
      let readiness = try ReadinessView(json: JSON.parsed(Array(answer.bytes)))
      if readiness.status == "halted" {
        #expect(answer.status == 503)
        return readiness
      }
    }
  }

  private func appendUnreadable(to stream: String, _ conninfo: String) async throws {
    let conninfo = conninfo + " options='-c role=recension_server'"
    let pool = ConnectionPool(conninfo)
    let store = PostgresStore(conninfo: conninfo, pool: pool)
    _ = try await store.append(
      AppendRequest(
        key: .fresh, fingerprint: Hash(of: Array("song".utf8)), stream: stream, actor: "owner",
        events: [
          NewEvent(type: "bird.sung", version: 1, tags: [], body: Array(#"{"song":"secret song"}"#.utf8))
        ]))
    await store.close()
    await pool.close()
  }

  private enum ReadTable: String, CaseIterable, CustomStringConvertible {
    case paper, member, claim, stance, annotation, tag, dispute, correction, vote, erasure, said
    var description: String { rawValue }
  }

  private func events(_ conninfo: String) async throws -> Int64 {
    try await withConnection(conninfo) { connection in
      try await connection.query("SELECT count(*) FROM read.event").only().decode(Int64.self, column: 0)
    }
  }

  private func rows(_ conninfo: String, _ columns: String = "t") async throws -> [ReadTable: [String]] {
    try await withConnection(conninfo) { connection in
      var rows: [ReadTable: [String]] = [:]
      for table in ReadTable.allCases {
        rows[table] = try await connection.query(
          Statement("SELECT ROW(\(columns))::text FROM read.\(table) t ORDER BY 1")
        ).decode(String.self)
      }
      return rows
    }
  }
}
