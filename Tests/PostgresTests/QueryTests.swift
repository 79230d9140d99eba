import Postgres
import TestCluster
import Testing

@Suite struct QueryTests {
  @Test func `answers in binary`() async throws {
    try await withTestDatabase { conninfo in
      let connection = try await Connection.connect(conninfo)
      let rows = try await connection.query(
        "SELECT $1::bigint + 1, $2 || '!', $3::bytea, NULL::int", 41, "hé", [0, 255] as [UInt8])
      let (number, text, bytes, null) = try rows.only().decode(
        Int64.self, String.self, [UInt8].self, Int32?.self)
      #expect(number == 42)
      #expect(text == "hé!")
      #expect(bytes == [0, 255])
      #expect(null == nil)
      #expect(rows.affected == 1)
      #expect(rows.commandTag == "SELECT 1")
      await connection.close()
    }
  }

  @Test func `carries out a script`() async throws {
    try await withTestDatabase { conninfo in
      let connection = try await Connection.connect(conninfo)
      try await connection.script("CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1), (2)")
      #expect(try await connection.execute("UPDATE t SET a = a + 10") == 2)
      let error = await #expect(throws: PostgresError.self) {
        try await connection.script("INSERT INTO t VALUES (5); SELECT 1 / 0")
      }
      #expect(error?.sqlState == .divisionByZero)
      #expect(try await connection.query("SELECT count(*) FROM t").only().decode(Int.self) == 2)
    }
  }

  @Test func `pipeline stops at the first failure`() async throws {
    try await withTestDatabase { conninfo in
      let connection = try await Connection.connect(conninfo)
      try await connection.script("CREATE TABLE t (a int PRIMARY KEY)")
      let results = await connection.pipelineResults([
        Request("INSERT INTO t VALUES (1)"), Request("INSERT INTO t VALUES (1)"), Request("SELECT 1"),
      ])
      #expect(throws: Never.self) { try results[0].get() }
      #expect(throws: PostgresError.self) { try results[1].get() }
      if case .failure(let error) = results[2] {
        #expect(error.kind == .aborted)
        #expect(error.cause?.sqlState == .uniqueViolation)
      } else {
        Issue.record("the last request was carried out")
      }
      #expect(try await connection.query("SELECT count(*) FROM t").only().decode(Int.self) == 0)
    }
  }

  @Test func `deferred constraint fails the whole pipeline`() async throws {
    try await withTestDatabase { conninfo in
      let connection = try await Connection.connect(conninfo)
      try await connection.script(
        "CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO t VALUES (1)")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.pipeline([Request("INSERT INTO t VALUES (1)"), Request("SELECT 1")])
      }
      #expect(error?.sqlState == .uniqueViolation)
      #expect(try await connection.query("SELECT count(*) FROM t").only().decode(Int.self) == 1)
    }
  }
}

extension QueryTests {
  /// Far more than the socket's buffers hold, in both directions at once.
  @Test(.timeLimit(.minutes(15))) func `large pipeline never deadlocks`() async throws {
    try await withConnection { connection in
      let block = [UInt8](repeating: 7, count: 1 << 20)
      let rows = try await connection.pipeline((0..<32).map { _ in Request("SELECT $1", block) })
      #expect(rows.count == 32)
      for result in rows { #expect(try result.only().decode([UInt8].self).count == block.count) }
    }
  }

  @Test func `prepared statements are bounded`() async throws {
    try await withConnection { connection in
      for number in 0..<300 { try await connection.query(Request(Statement("SELECT \(number)"))) }
      try await connection.query("SELECT 1")
      let prepared = try await connection.query("SELECT count(*) FROM pg_prepared_statements").only()
      #expect(try prepared.decode(Int.self) <= 257)
      try await connection.query(Request(Statement(unprepared: "SELECT 'once'")))
      let once = try await connection.query(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT ''once'''")
      #expect(try once.only().decode(Int.self) == 0)
    }
  }

  @Test func `statement is prepared anew after a change of the schema`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      try await connection.query("SELECT * FROM t")
      try await connection.script("ALTER TABLE t ADD COLUMN b text")
      let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT * FROM t") }
      #expect(error?.sqlState == .featureNotSupported)
      #expect(try await connection.query("SELECT * FROM t").columnNames == ["a", "b"])
    }
  }

  @Test func `concurrent callers share a connection`() async throws {
    try await withConnection { connection in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            let echo = try await connection.query("SELECT $1", number).only().decode(Int.self)
            #expect(echo == number)
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `closing fails what is under way`() async throws {
    try await withConnection { connection in
      let task = Task { try await connection.query("SELECT pg_sleep(600)") }
      await connection.close()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.kind == .connectionLost || error?.kind == .closed)
    }
  }
}
