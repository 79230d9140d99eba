import Synchronization
import Testing

@testable import Postgres

/// No result of libpq outlives its last user.
@Suite(.timeLimit(.minutes(15))) struct ResultLifetimeTests {
  func live(_ connection: Connection) -> Int { connection.inbox.results.live.load(ordering: .relaxed) }

  @Test func `every result is freed`() async throws {
    try await withConnection { connection in
      var kept: Rows? = try await connection.query("SELECT generate_series(1, 100)")
      try await connection.script("CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED, b text)")
      for _ in 0..<5 {
        // Success.
        _ = try await connection.query("SELECT generate_series(1, 100)")
        // Errors: of a statement, of its preparation, of a script, at the end of the group.
        _ = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1 / $1", 0) }
        _ = await #expect(throws: PostgresError.self) { try await connection.query("SELECT nowhere") }
        _ = await #expect(throws: PostgresError.self) {
          try await connection.script("SELECT 1; SELECT 1 / 0")
        }
        _ = await #expect(throws: PostgresError.self) {
          try await connection.query("INSERT INTO t VALUES (1), (1)")
        }
        // A row that does not decode.
        _ = await #expect(throws: PostgresError.self) {
          try await connection.query("SELECT 'x'").only().decode(Int.self)
        }
        // A cancelled query.
        let task = Task { try await connection.query("SELECT pg_sleep(600)") }
        task.cancel()
        _ = await task.result
        // Pipelines, whole and failed in the middle.
        _ = try await connection.pipeline((0..<10).map { Request("SELECT $1", $0) })
        _ = await connection.pipelineResults([
          Request("SELECT 1"), Request("SELECT 1 / 0"), Request("SELECT 2"), Request("SELECT 3"),
        ])
        // Copies: to the end, dropped, failed, and in.
        for try await _ in try await connection.copyOut("COPY (SELECT generate_series(1, 1000)) TO STDOUT") {}
        _ = try await connection.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT")
        _ = await #expect(throws: PostgresError.self) { try await connection.copyOut("COPY none TO STDOUT") }
        try await connection.copyIn("COPY t (b) FROM STDIN") { try await $0.write([0x61, 0x0A]) }
        // A transaction that is rolled back.
        _ = await #expect(throws: TransactionError<any Error>.self) {
          try await connection.transaction { try await $0.query("SELECT 1 / 0") }
        }
      }
      // Its thread may hold a result for a moment after it was answered with, but not when it has ended.
      await connection.close()
      #expect(live(connection) == 1)
      #expect(kept?.count == 100)
      kept = nil
      #expect(live(connection) == 0)
      #expect(connection.inbox.results.total.load(ordering: .relaxed) > 100)
    }
  }

  @Test func `lost connection frees its results`() async throws {
    try await withConnection { connection in
      _ = await connection.pipelineResults([
        Request("SELECT 1"), Request("SELECT pg_terminate_backend(pg_backend_pid())"), Request("SELECT 2"),
      ])
      await connection.close()
      #expect(live(connection) == 0)
      #expect(connection.inbox.results.total.load(ordering: .relaxed) > 0)
    }
  }
}
