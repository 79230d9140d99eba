import EventLog
import Ledger
import Postgres
import Schema
import TestCluster
import Testing

/// From the first version to one that is made up: a migration more, a function that says something else, a new object.
@Suite(.timeLimit(.minutes(15)))
struct UpgradeTests {
  private static let first: Schema = {
    var schema = Schema.current
    schema.migrations.removeSubrange(5...)
    return schema
  }()

  private static let next: Schema = {
    var schema = first.changed("log.refuse.sql", by: "COMMENT ON FUNCTION log.refuse() IS 'the next one''s'")
    schema.migrations.append(
      Schema.File(
        name: "0006-log-note.sql",
        sql: """
          SET LOCAL ROLE recension_owner;
          CREATE TABLE log.note (position bigint PRIMARY KEY, note text NOT NULL);
          ALTER TABLE log.event ADD COLUMN place text;
          """))
    schema.objects.append(
      Schema.File(
        name: "log.note.sql",
        sql: """
          SET LOCAL ROLE recension_owner;
          GRANT SELECT, INSERT ON log.note TO recension_server;
          """))
    return schema
  }()

  private func comment(_ connection: Connection) async throws -> String? {
    try await connection.query("SELECT obj_description('log.refuse'::regproc, 'pg_proc')").only()
      .decode(String?.self)
  }

  @Test func `a schema is had as it was when fewer migrations were its last`() throws {
    let checksums = Self.next.migrations.map { file in
      (name: file.name, sha256: Hash(of: Array(file.sql.utf8)).description)
    }
    #expect(
      try Self.next.asOf(Array(checksums.prefix(2))).migrations == Array(Self.next.migrations.prefix(2)))
    #expect(try Self.next.asOf(checksums).objects.isEmpty)
    // One of a newer program, one that was changed, and others before it.
    for wrong in [checksums, [(name: checksums[0].name, sha256: checksums[1].sha256)], [checksums[1]]] {
      #expect(throws: MigrationError.self) { try Self.first.asOf(wrong) }
    }
  }

  @Test func `a changed function is applied again, and nothing else`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Self.first.migrate(connection)
        let before = try await connection.appliedObjects()
        let changed = Self.first.changed(
          "log.refuse.sql", by: "COMMENT ON FUNCTION log.refuse() IS 'changed'")
        try await changed.migrate(connection)
        #expect(try await comment(connection) == "changed")
        let after = try await connection.appliedObjects()
        #expect(before.keys == after.keys)
        #expect(after.filter { before[$0.key] != $0.value }.keys.sorted() == ["log.refuse.sql"])
        // Back to what it was: the last text counts.
        try await Self.first.migrate(connection)
        #expect(try await comment(connection) != "changed")
      }
    }
  }

  @Test func `servers of both versions that start at once end at the later one`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { try await Self.first.migrate($0) }
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes(["one", "two"], tags: ["claim:1"]))
        let before = try await store.all()
        let refused = try await withThrowingTaskGroup { group in
          for index in 0..<9 {
            let schema = index % 3 == 0 ? Self.first : Self.next
            group.addTask { try await isRefused(schema, conninfo) }
          }
          for text in ["three", "four", "five"] {
            group.addTask {
              _ = try await store.append(.note(text))
              return false
            }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused <= 3)
        let after = try await store.all()
        #expect(Array(after.prefix(2)) == before && after.count == 5)
        #expect(after.allSatisfy { $0.isIntact })
      }
      try await withConnection(conninfo) { connection in
        #expect(try await connection.appliedMigrations() == Self.next.migrations.map(\.name))
        #expect(try await connection.appliedObjects().keys.sorted() == Self.next.objects.map(\.name).sorted())
        #expect(try await comment(connection) == "the next one's")
        // What the first one keeps out, the next one does as well.
        try await connection.script("SET ROLE recension_server; INSERT INTO log.note VALUES (1, 'new')")
        let refusal = await connection.refusal(of: "RESET ROLE; DELETE FROM log.event")
        #expect(refusal?.sqlState == .insufficientPrivilege)
      }
    }
  }

  /// Whether the database is too new for a schema.
  private func isRefused(_ schema: Schema, _ conninfo: String) async throws -> Bool {
    try await withConnection(conninfo) { connection in
      do throws(MigrationError) {
        try await schema.migrate(connection)
        return false
      } catch .newer(name: "0006-log-note.sql") {
        return true
      }
    }
  }

  @Test func `an object that only a later program has stops`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        var later = Self.first
        later.objects.append(Schema.File(name: "later.sql", sql: "SELECT 1"))
        try await later.migrate(connection)
        let error = await #expect(throws: MigrationError.self) { try await Self.first.migrate(connection) }
        guard case .newer(name: "later.sql") = error else {
          Issue.record("\(String(describing: error))")
          return
        }
      }
    }
  }

  @Test func `an object that a migration drops is forgotten`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Self.next.migrate(connection)
        var later = Self.next
        later.migrations.append(Schema.File(name: "0007-no-note.sql", sql: "DROP TABLE log.note"))
        later.objects.removeLast()
        for _ in 0..<2 { try await later.migrate(connection) }
        #expect(try await connection.appliedObjects().keys.sorted() == later.objects.map(\.name).sorted())
      }
    }
  }

  @Test func `a migration that makes a table anew gets its triggers and grants again`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Self.first.migrate(connection)
        var later = Self.first
        later.migrations.append(
          Schema.File(
            name: "0006-log-tag.sql",
            sql: """
              SET LOCAL ROLE recension_owner;
              ALTER TABLE log.tag RENAME TO former;
              CREATE TABLE log.tag (LIKE log.former INCLUDING ALL);
              INSERT INTO log.tag SELECT * FROM log.former;
              DROP VIEW read.subject, read_next.subject;
              DROP TABLE log.former;
              """))
        try await later.migrate(connection)
      }
      try await withPostgresStore(conninfo) { _ = try await $0.append(.note("one", tags: ["claim:1"])) }
      try await withConnection(conninfo) { connection in
        let refusal = await connection.refusal(of: "DELETE FROM log.tag")
        #expect(refusal?.sqlState == .insufficientPrivilege)
        try await connection.script("SET ROLE recension_server; SELECT FROM read.subject")
      }
    }
  }

  @Test func `an append that is under way is waited for`() async throws {
    try await withLogDatabase { conninfo in
      try await LogLock.hold(conninfo) { lock in
        try await lock.run("INSERT INTO log.tag VALUES ('paper', 'claim:1', 1)")
        async let upgrade: Void = withConnection(conninfo + " application_name=upgrade") {
          try await Schema.current.changed("log.head.sql").changed("log.tag.sql").migrate($0)
        }
        try await withConnection(conninfo) { connection in
          try await connection.untilTrue(
            """
            SELECT count(*) = 1 FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'upgrade' AND wait_event_type = 'Lock'
            """)
        }
        // Had the upgrade begun with the head's trigger and waited here for the tags', each would wait for the other.
        try await lock.run("UPDATE log.head SET position = 1, time = 1")
        try await lock.release()
        try await upgrade
      }
      let position = try await withConnection(conninfo) {
        try await $0.query("SELECT position FROM log.head").only().decode(Int64.self)
      }
      #expect(position == 1)
    }
  }
}
