import EventLog
import Ledger
import Postgres
import Schema
import Testing
import TestCluster

struct MigrationTests {
  private static let one = migration(1, "CREATE TABLE public.one ()")
  private static let two = migration(2, "CREATE TABLE public.two ()")

  private static func migration(_ number: Int, _ sql: String) -> Schema.Migration {
    Schema.Migration(number: number, name: "000\(number).sql", sql: sql)
  }

  private func applied(_ connection: Connection) async throws -> [String] {
    try await connection.query("SELECT name FROM recension.migration ORDER BY number").decode(String.self)
  }

  @Test func filesAreNumberedFromOneAndAppliedInOrder() async throws {
    let files = Schema.migrations
    #expect(files.map(\.number) == Array(1...files.count))
    #expect(files.allSatisfy { $0.name.hasPrefix("\(10_000 + $0.number)-".dropFirst()) && !$0.sql.isEmpty })
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection)
        #expect(try await applied(connection) == files.map(\.name))
        let checksums = try await connection.query("SELECT checksum FROM recension.migration ORDER BY number")
          .decode([UInt8].self)
        #expect(checksums == files.map { LogRecord.sha256(Array($0.sql.utf8)) })
        let user = try await connection.query("SELECT current_user = session_user").only().decode(Bool.self)
        #expect(user && connection.transactionStatus == .idle)
        // Again: nothing to do, and nothing done.
        try await Schema.migrate(connection)
        #expect(try await applied(connection) == files.map(\.name))
      }
    }
  }

  @Test func aFileThatIsNewIsAppliedLater() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection, [Self.one])
        try await Schema.migrate(connection, [Self.one, Self.two])
        #expect(try await applied(connection) == ["0001.sql", "0002.sql"])
      }
    }
  }

  @Test func aChangedFileStops() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection, [Self.one])
        let changed = Self.migration(1, "CREATE TABLE public.other ()")
        let error = await #expect(throws: MigrationError.self) {
          try await Schema.migrate(connection, [changed, Self.two])
        }
        guard case .changed(name: "0001.sql") = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(try await applied(connection) == ["0001.sql"])
      }
    }
  }

  @Test func aFileThatTheProgramDoesNotKnowStops() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await Schema.migrate(connection, [Self.one, Self.two])
        let error = await #expect(throws: MigrationError.self) {
          try await Schema.migrate(connection, [Self.one])
        }
        guard case .newer(name: "0002.sql") = error else {
          Issue.record("\(String(describing: error))")
          return
        }
      }
    }
  }

  @Test func aFileThatFailsLeavesNothing() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        let failing = Self.migration(
          2,
          "CREATE ROLE recension_test_\(UInt32.random(in: 0...(.max))); CREATE TABLE public.half (); SELECT 1 / 0"
        )
        let error = await #expect(throws: MigrationError.self) {
          try await Schema.migrate(connection, [Self.one, failing])
        }
        guard case .failed(name: "0002.sql", let cause) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(cause.sqlState == .divisionByZero)
        #expect(try await applied(connection) == ["0001.sql"])
        let left = try await connection.query(
          "SELECT to_regclass('public.half') IS NOT NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname LIKE 'recension_test_%')"
        ).only().decode(Bool.self)
        #expect(!left && connection.transactionStatus == .idle)
        // Mended, it goes on from there.
        try await Schema.migrate(connection, [Self.one, Self.two])
        #expect(try await applied(connection) == ["0001.sql", "0002.sql"])
      }
    }
  }

  @Test func serversThatStartAtOnceMakeItOnce() async throws {
    try await withTestDatabase { conninfo in
      try await withThrowingTaskGroup { group in
        for _ in 0..<6 { group.addTask { try await migrate(conninfo) } }
        try await group.waitForAll()
      }
      let names = try await withConnection(conninfo) { try await applied($0) }
      #expect(names == Schema.migrations.map(\.name))
    }
  }

  @Test func aRoleThatMayCreateRolesAndSchemasIsEnough() async throws {
    // A cluster of its own: where the roles are there already, it would not have to make them.
    let cluster = try await TestCluster.separate()
    let result: Result<Void, any Error>
    do {
      try await cluster.withDatabase { conninfo in
        try await withConnection(conninfo) { connection in
          try await connection.script("CREATE ROLE builder CREATEROLE")
          let database = try await connection.query("SELECT current_database()").only().decode(String.self)
          try await connection.script("GRANT CREATE ON DATABASE \(database) TO builder")
        }
        try await migrate(asRole("builder", conninfo))
        try await migrate(asRole("builder", conninfo))
        try await withPostgresStore(conninfo) { store in
          #expect(try await store.append(.note("one")).position == 1)
          try await withConnection(asRole("builder", conninfo)) { connection in
            let position = try await connection.query("SELECT log.erase(1, 'ada', 'law')").only().decode(
              Int64.self)
            #expect(position == 2)
          }
          #expect(try await store.all().map(\.isErased) == [true, false])
        }
      }
      result = .success(())
    } catch { result = .failure(error) }
    try await cluster.remove()
    try result.get()
  }
}
