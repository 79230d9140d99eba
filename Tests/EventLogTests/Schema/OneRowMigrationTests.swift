import EventLog
import Ledger
import Postgres
import Schema
import TestCluster
import Testing

/// A log that was begun when headers and bodies were two tables is the same log in one.
struct OneRowMigrationTests {
  private static let before = Schema.migrations.filter { $0.number < 16 }

  @Test func whatWasInTwoTablesIsKept() async throws {
    let written = try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        _ = try await store.append(.notes(["one", "two", "three"]))
        _ = try await store.append(.note("elsewhere", in: "other"))
        return try await store.all()
      }
    }
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection, Self.before)
        try await write(written, connection)
        try await connection.script("SELECT log.erase(2, 'ada', 'law')")
        try await Schema.migrate(connection)
      }
      try await withPostgresStore(conninfo) { store in
        let log = try await store.all()
        #expect(log.map(\.isErased) == [false, true, false, false, false])
        #expect(log.allSatisfy { $0.isIntact })
        for (now, then) in zip(log, written) where !now.isErased { #expect(now == then) }
        #expect(log[4].header.type == StoredEvent.erasure && log[4].header.previous == log[2].hash)
        // It goes on as one log, for appends and for erasures.
        #expect(try await store.append(.note("four")).events.first?.header.previous == log[4].hash)
        try await withConnection(conninfo) { try await $0.script("SELECT log.erase(1, 'ada', 'law')") }
        #expect(try await store.all().map(\.isErased) == [true, true, false, false, false, false, false])
      }
    }
  }

  @Test func aHeaderWithoutItsBodyStopsIt() async throws {
    let written = try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        try await store.append(.notes(["one", "two"])).events
      }
    }
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection, Self.before)
        try await write(written, connection)
        try await connection.script(
          "ALTER TABLE log.body DISABLE TRIGGER ALL; DELETE FROM log.body WHERE position = 2")
        await #expect(throws: MigrationError.self) { try await Schema.migrate(connection) }
        // Nothing was done.
        let bodies = try await connection.query("SELECT count(*) FROM log.body").only().decode(Int64.self)
        #expect(bodies == 1)
      }
    }
  }

  /// As servers wrote it then.
  private func write(_ events: [StoredEvent], _ connection: Connection) async throws {
    for event in events {
      let header = event.header
      try await connection.query(
        """
        INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest,
          hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """, header.position, header.sequence, header.time, Int32(header.version), header.stream, header.type,
        header.actor, header.cause, header.previous.bytes, header.body.bytes, event.hash.bytes)
      try await connection.query(
        "INSERT INTO log.body (position, salt, content) VALUES ($1, $2, $3)", header.position, event.salt,
        event.body)
      try await connection.query(
        """
        INSERT INTO log.stream (name, sequence, position, hash) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name) DO UPDATE
        SET sequence = excluded.sequence, position = excluded.position, hash = excluded.hash
        """, header.stream, header.sequence, header.position, event.hash.bytes)
      try await connection.query(
        "UPDATE log.head SET position = $1, \"time\" = $2", header.position, header.time)
    }
  }
}
