import EventLog
import Ledger
import Postgres
import Schema
import Testing
import TestCluster

@Suite(.timeLimit(.minutes(15))) struct MigrationTests {
  private static let one = Schema.File(name: "0001-one.sql", sql: "CREATE TABLE public.one ()")
  private static let two = Schema.File(name: "0002-two.sql", sql: "CREATE TABLE public.two ()")
  private static let grant = Schema.File(name: "one.sql", sql: "GRANT SELECT ON public.one TO PUBLIC")

  private func migrate(
    _ connection: Connection, _ migrations: [Schema.File], _ objects: [Schema.File] = []
  ) async throws(MigrationError) {
    try await Schema(migrations: migrations, objects: objects).migrate(connection)
  }

  @Test func `every migration is applied once, in order`() async throws {
    let files = Schema.current.migrations
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        for _ in 0..<2 {
          try await Schema.current.migrate(connection)
          let applied = try await connection.query(
            "SELECT number, name, checksum FROM recension.migration ORDER BY number"
          ).decode(Int64.self, String.self, [UInt8].self)
          #expect(applied.map(\.0) == files.indices.map { Int64($0) + 1 })
          #expect(applied.map(\.1) == files.map(\.name))
          #expect(applied.map(\.2) == files.map { LogRecord.sha256(Array($0.sql.utf8)) })
          let user = try await connection.query("SELECT current_user = session_user").only().decode(Bool.self)
          #expect(user && connection.transactionStatus == .idle)
        }
      }
    }
  }

  @Test func `a migration that is new is applied later`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await migrate(connection, [Self.one])
        try await migrate(connection, [Self.one, Self.two])
        #expect(try await connection.appliedMigrations() == ["0001-one.sql", "0002-two.sql"])
      }
    }
  }

  @Test func `a changed migration stops`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await migrate(connection, [Self.one])
        let changed = Schema.File(name: Self.one.name, sql: "CREATE TABLE public.other ()")
        let error = await #expect(throws: MigrationError.self) {
          try await migrate(connection, [changed, Self.two])
        }
        guard case .changed(name: "0001-one.sql") = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(try await connection.appliedMigrations() == ["0001-one.sql"])
      }
    }
  }

  @Test func `a migration that the program does not know stops`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await migrate(connection, [Self.one, Self.two])
        let changed = Schema.File(name: Self.grant.name, sql: "SELECT 1 / 0")
        let error = await #expect(throws: MigrationError.self) {
          try await migrate(connection, [Self.one], [changed])
        }
        guard case .newer(name: "0002-two.sql") = error else {
          Issue.record("\(String(describing: error))")
          return
        }
      }
    }
  }

  @Test func `a file that fails leaves nothing`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await migrate(connection, [Self.one])
        let role = "recension_test_\(UInt32.random(in: 0...(.max)))"
        let half = Schema.File(name: Self.two.name, sql: "CREATE ROLE \(role); CREATE TABLE public.half ()")
        let failing = Schema.File(name: "half.sql", sql: "SELECT 1 / 0")
        let error = await #expect(throws: MigrationError.self) {
          try await migrate(connection, [Self.one, half], [Self.grant, failing])
        }
        guard case .failed(name: "half.sql", let cause) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(cause.sqlState == .divisionByZero)
        #expect(try await connection.appliedMigrations() == ["0001-one.sql"])
        #expect(try await connection.appliedObjects().isEmpty)
        let left = try await connection.query(
          """
          SELECT to_regclass('public.half') IS NOT NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = $1)
            OR EXISTS (SELECT FROM pg_class WHERE oid = 'public.one'::regclass AND relacl IS NOT NULL)
          """, role
        ).only().decode(Bool.self)
        #expect(!left && connection.transactionStatus == .idle)
        // Mended, it goes on from there.
        try await migrate(connection, [Self.one, Self.two], [Self.grant])
        #expect(try await connection.appliedMigrations() == ["0001-one.sql", "0002-two.sql"])
      }
    }
  }

  @Test func `servers that start at once make it once`() async throws {
    try await withTestDatabase { conninfo in
      try await withThrowingTaskGroup { group in
        for _ in 0..<6 {
          group.addTask { try await withConnection(conninfo) { try await Schema.current.migrate($0) } }
        }
        try await group.waitForAll()
      }
      try await withConnection(conninfo) { connection in
        let migrations = try await connection.appliedMigrations()
        #expect(migrations == Schema.current.migrations.map(\.name))
        let objects = try await connection.appliedObjects().keys.sorted()
        #expect(objects == Schema.current.objects.map(\.name).sorted())
      }
    }
  }

  @Test func `a role that may not is told what to have run, and that is enough`() async throws {
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { administrator in
        // The roles are of the whole cluster; from here on they are there.
        try await Schema.current.migrate(administrator)
        let database = try await administrator.query("SELECT current_database()").only().decode(String.self)
        let (role, other) = ("plain_\(database)", "other_\(database)")
        try await administrator.script("CREATE ROLE \(role)")
        try await administrator.script("CREATE DATABASE \(other) TEMPLATE template0")
        let result: Result<Void, any Error>
        do {
          try await withConnection(asRole(role, "\(conninfo) dbname=\(other)")) { connection in
            // First a schema cannot be made, then a role not granted.
            for granted in [
              "GRANT CREATE ON DATABASE \(other) TO \(role)",
              "GRANT recension_owner, recension_server, recension_eraser TO \(role)",
            ] {
              let error = await #expect(throws: MigrationError.self) {
                try await Schema.current.migrate(connection)
              }
              let told = granted.replacing(role, with: "role").replacing(other, with: "name")
              #expect(error?.description.contains(told) == true, "\(String(describing: error))")
              try await administrator.script(granted)
            }
            try await Schema.current.migrate(connection)
          }
          result = .success(())
        } catch { result = .failure(error) }
        try await administrator.script("DROP DATABASE \(other) WITH (FORCE)")
        try await administrator.script("DROP ROLE \(role)")
        try result.get()
      }
    }
  }

  @Test func `a role that may create roles and schemas is enough`() async throws {
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
        try await withConnection(asRole("builder", conninfo)) { connection in
          try await Schema.current.migrate(connection)
          try await Schema.current.changed("log.erase.sql").migrate(connection)
        }
        try await withPostgresStore(conninfo) { store in
          #expect(try await store.append(.note("one")).position == 1)
          try await withConnection(asRole("builder", conninfo)) { connection in
            let position = try await connection.query("SELECT log.erase(1, 'ada', 'law')").only().decode(
              Int64.self)
            #expect(position == 2)
            // While the log has events, too.
            try await Schema.current.changed("log.event.sql").migrate(connection)
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
