import ActSupport
import Acts
import Logging
import Postgres
import Protocol
import TestCluster
import Testing

@testable import Server

/// `recensiond check` on a database that somebody got at, past every trigger.
@Suite(.timeLimit(.minutes(15))) struct CheckTests {
  /// What is done, and what is said of it.
  private static let damage: [(statement: String, says: String)] = [
    ("UPDATE log.event SET content = 'forged' WHERE position = 3", "the body at 3"),
    ("UPDATE log.event SET actor = 'eve' WHERE position = 3", "the header at 3"),
    ("DELETE FROM log.event WHERE position = 3", "position 2 is followed by 4"),
    (
      "UPDATE log.event SET salt = NULL, content = NULL WHERE position = 3",
      "no event says that they were erased"
    ),
    ("UPDATE log.tree_node SET hash = sha256('x') WHERE level = 4 AND index = 0", "subtree 0 of level 4"),
    ("UPDATE log.attachment SET content = 'other'", "does not fit its digest"),
    ("UPDATE log.stream SET hash = sha256('x')", "the end of “lighthouse”"),
    ("DELETE FROM log.request WHERE position > 3", "the request of the event at"),
    ("DELETE FROM read.annotation", "read.annotation has 0 rows"),
  ]

  @Test func `what is wrong is found and named`() async throws {
    try await withTestDatabaseAndFolder { conninfo, folder in
      let home = folder + "/state"
      try await withServer(on: conninfo, home: home) { server in
        _ = try await server.owner.importPaper()
        var last: Int64 = 0
        while last < 40 { last = try await server.owner.done(.annotation("Said.")).position }
        _ = try await server.owner.checkpoint(covering: last)
        // While it runs.
        let sound = try await check(conninfo, home)
        #expect(sound.isSound, "\(sound.lines)")
        // And where nothing can be changed, as somebody froze it to look.
        let frozen = try await check(conninfo + " options='-c default_transaction_read_only=on'", home)
        #expect(frozen.isSound, "\(frozen.lines)")
      }
      for (statement, words) in Self.damage {
        let name = try await withConnection(conninfo) {
          try await $0.query("SELECT current_database()").only().decode(String.self)
        }
        try await withConnection(conninfo + " dbname=postgres") { connection in
          try await connection.script("CREATE DATABASE \(name)_damaged TEMPLATE \(name)")
          let damaged = "\(conninfo) dbname=\(name)_damaged"
          let result: Result<(lines: [String], isSound: Bool), any Error>
          do {
            try await withConnection(damaged) {
              try await $0.script("SET session_replication_role = replica")
              for table in ["event", "tree_node", "attachment", "stream", "request"] {
                try await $0.script("ALTER TABLE log.\(table) DISABLE TRIGGER ALL")
              }
              try await $0.script(statement)
            }
            result = .success(try await check(damaged, home))
          } catch { result = .failure(error) }
          try await connection.script("DROP DATABASE \(name)_damaged WITH (FORCE)")
          let found = try result.get()
          #expect(!found.isSound, "\(statement)")
          #expect(found.lines.contains { $0.contains(words) }, "\(statement): \(found.lines)")
        }
      }
    }
  }

  private func check(_ conninfo: String, _ home: String) async throws -> (lines: [String], isSound: Bool) {
    try await RecensionServer.check(
      ServerOptions(home: home, database: conninfo), logger: Logger(label: "test"))
  }
}
