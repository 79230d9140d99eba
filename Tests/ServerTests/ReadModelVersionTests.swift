import ActSupport
import Acts
import EventLog
import Postgres
import Protocol
import ReadModels
import Scholarship
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(15))) struct ReadModelVersionTests {
  /// The version after this program's.
  private static let next = Projector.version + 1

  /// Whatever was done, the tables are what a fold of the log from its beginning gives; a row that was changed, lost
  /// or added behind the server's back is found.
  @Test(arguments: [21, 22] as [UInt64]) func `the check finds what differs`(seed: UInt64) async throws {
    try await withServer { server in
      let last = try await RandomScholars(server, seed: seed).act(times: 40)
      let clean = try await checkReadModels(server.conninfo)
      #expect(clean.position == last && clean.differences.isEmpty, "seed \(seed): \(clean.differences)")
      #expect(clean.papers == 1 && clean.rows > last / 2)
      for (change, table) in [
        ("UPDATE read.claim SET statement = statement || '.' WHERE number = 1", "claim"),
        ("DELETE FROM read.member WHERE handle = 'owner'", "member"),
        ("INSERT INTO read.tag VALUES ('lighthouse', 'planted', 1)", "tag"),
      ] {
        try await withConnection(server.conninfo) { _ = try await $0.query(Statement(change)) }
        let found = try await checkReadModels(server.conninfo).differences
        #expect(found.contains { $0.table == table && $0.paper == "lighthouse" }, "seed \(seed): \(change)")
      }
      let said = try await RecensionServer.checkReadModels(
        ServerOptions(home: server.home, database: server.conninfo), logger: server.log.logger)
      #expect(!said.isSame && said.lines.count == 4)
    }
  }

  /// A program of a new version comes in beside one of the old: reads and writes go on at both throughout.
  @Test func `a new version takes the old one's place`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      try await withServer(on: conninfo, home: folder + "/one") { one in
        let owner = try one.owner
        _ = try await RandomScholars(one, seed: 5).act(times: 30)
        try await withServer(on: conninfo, home: folder + "/two", configured: { $0.readModels = Self.next }) {
          two in
          var rounds = 0
          while try await version(conninfo) != Self.next || rounds < 20 {
            rounds += 1
            let position = try await owner.done(.annotation("Meanwhile.")).position
            for person in [owner, owner.at(two)] {
              let notes: ListView<AnnotationItem> = try await person.read(
                "/papers/lighthouse/annotations?limit=1000&min-position=\(position)")
              #expect(notes.items.last?.position == position)
            }
          }
          for server in [one, two] { #expect(try await server.stranger.get("/readyz").status == 200) }
          #expect(try await checkReadModels(conninfo).differences.isEmpty)
          // The old ones are gone, once whoever made the exchange has cleared up.
          while try await rows("read_next.annotation", conninfo) > 0 { await Task.yield() }
        }
      }
    }
  }

  /// Tables that are not what a fresh fold gives never take the place of those that are read.
  @Test func `tables that are wrong are not read`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let home = folder + "/state"
      let last = try await withServer(on: conninfo, home: home) { server in
        try await RandomScholars(server, seed: 6).act(times: 20)
      }
      try await withConnection(conninfo) { connection in
        try await connection.script(
          """
          CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.role := 'something else'; RETURN NEW; END $$;
          CREATE TRIGGER spoil BEFORE INSERT ON read_next.member FOR EACH ROW EXECUTE FUNCTION spoil();
          """)
      }
      try await withServer(on: conninfo, home: home, configured: { $0.readModels = Self.next }) { server in
        let owner = try server.owner
        var halts: [HaltItem]?
        while halts == nil { halts = try await owner.read("/status", as: StatusView.self).halts }
        #expect(
          halts?.first?.name == "papers" && halts?.first?.cause.contains("member") == true, "\(halts ?? [])")
        #expect(try await version(conninfo) == Projector.version)
        #expect(try await owner.get("/papers/lighthouse/history?min-position=\(last)").status == 200)
        // Once that is mended it goes on by itself.
        try await withConnection(conninfo) { try await $0.script("DROP TRIGGER spoil ON read_next.member") }
        while try await version(conninfo) != Self.next { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try await checkReadModels(conninfo).differences.isEmpty)
      }
    }
  }

  /// An event that cannot be read stands in the way of the lists until it can: then they go on by themselves.
  @Test func `the lists go on after a fix`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let before = try await owner.done(.claim("Before.")).position
      try await withStore(server.conninfo) { store in
        let event = NewEvent(type: "claim.reworded", version: 1, tags: ["claim:1"], body: Array("{".utf8))
        // Streams that are no papers are passed by, and the checkpoint with them.
        let other = NewEvent(type: "anything", version: 1, tags: [], body: [])
        _ = try await store.append(.of(other, in: "no/paper"))
        _ = try await store.append(.of(event, in: "lighthouse"))
      }
      var halt: HaltItem?
      while halt == nil { halt = try await owner.read("/status", as: StatusView.self).halts?.first }
      #expect(halt?.position == before + 1 && halt?.cause.contains("claim.reworded") == true)
      try await withConnection(server.conninfo) { connection in
        try await connection.script(
          """
          ALTER TABLE log.event DISABLE TRIGGER ALL;
          UPDATE log.event SET content = convert_to('{"claim":"c1","statement":"After."}', 'UTF8')
            WHERE position = \(before + 2);
          ALTER TABLE log.event ENABLE ALWAYS TRIGGER erasable;
          """)
      }
      while try await owner.read("/status", as: StatusView.self).shown < before + 2 {
        try await Task.sleep(for: .milliseconds(50))
      }
      let claims: ListView<ClaimItem> = try await owner.read(
        "/papers/lighthouse/claims?min-position=\(before + 2)")
      #expect(claims.items.map(\.statement) == ["After."])
      #expect(try await server.stranger.get("/readyz").status == 200)
    }
  }

  private func version(_ conninfo: String) async throws -> Int32 {
    try await withConnection(conninfo) { connection in
      try await connection.query("SELECT version FROM read.projection").only().decode(Int32.self, column: 0)
    }
  }

  private func rows(_ table: String, _ conninfo: String) async throws -> Int64 {
    try await withConnection(conninfo) { connection in
      try await connection.query(Statement("SELECT count(*) FROM \(table)")).only().decode(
        Int64.self, column: 0)
    }
  }
}
