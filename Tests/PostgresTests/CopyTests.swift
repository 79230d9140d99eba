import Postgres
import Testing

@Suite(.timeLimit(.minutes(15))) struct CopyTests {
  struct GaveUp: Error {}

  @Test func `copies all rows out`() async throws {
    try await withConnection { connection in
      var bytes: [UInt8] = []
      for try await chunk in try await connection.copyOut(
        "COPY (SELECT generate_series(1, 100000)) TO STDOUT")
      {
        #expect(chunk.last == UInt8(ascii: "\n"))
        bytes += chunk
      }
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines == (1...100_000).map { Substring("\($0)") })
      #expect(try await connection.query("SELECT 1").only().decode(Int32.self) == 1)
    }
  }

  /// Rows wide enough that the server is far from done when the reader goes.
  @Test func `connection goes on after an early drop`() async throws {
    try await withConnection { connection in
      for taken in [0, 1, 3] {
        let copy = try await connection.copyOut(
          "COPY (SELECT n, repeat('x', 1000) FROM generate_series(1, 100000) n) TO STDOUT")
        var iterator: CopyOut.AsyncIterator? = copy.makeAsyncIterator()
        for _ in 0..<taken { #expect(try await iterator?.next() != nil) }
        iterator = nil
        #expect(try await connection.query("SELECT $1", taken).only().decode(Int.self) == taken)
      }
    }
  }

  @Test func `slow reader holds the server back`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE SEQUENCE progress")
      let copy = try await connection.copyOut(
        "COPY (SELECT nextval('progress'), repeat('x', 10000) FROM generate_series(1, 100000)) TO STDOUT")
      var iterator: CopyOut.AsyncIterator? = copy.makeAsyncIterator()
      // A thousand million bytes, which would all lie in memory by the end were the server not held back.
      var size = 0
      for _ in 0..<20 { size += try await iterator?.next()?.count ?? 0 }
      #expect(size > 0)
      iterator = nil
      let reached = try await connection.query("SELECT last_value FROM progress").only().decode(Int.self)
      #expect(reached < 50_000)
    }
  }

  @Test func `cancelled reader ends the copy`() async throws {
    try await withConnection { connection in
      let task = Task {
        for try await _ in try await connection.copyOut(
          "COPY (SELECT pg_sleep(n * 600) FROM generate_series(0, 1) n) TO STDOUT")
        {}
      }
      task.cancel()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      _ = try await connection.query("SELECT 1")
    }
  }

  @Test func `refusal comes before the first chunk`() async throws {
    try await withConnection { connection in
      let error = await #expect(throws: PostgresError.self) {
        _ = try await connection.copyOut("COPY missing TO STDOUT")
      }
      #expect(error?.sqlState == .undefinedTable)
      _ = try await connection.query("SELECT 1")
    }
  }

  @Test func `failure in the middle ends the copy`() async throws {
    try await withConnection { connection in
      let copy = try await connection.copyOut(
        "COPY (SELECT 1 / (3000 - n) FROM generate_series(1, 4000) n) TO STDOUT")
      let error = await #expect(throws: PostgresError.self) { for try await _ in copy {} }
      #expect(error?.sqlState == .divisionByZero)
      _ = try await connection.query("SELECT 1")
    }
  }

  @Test func `copies in`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int, b text)")
      let copied = try await connection.copyIn("COPY t FROM STDIN") { copy in
        for number in 1...20_000 { try await copy.write(Array("\(number)\tvalue \(number)\n".utf8)) }
      }
      #expect(copied == 20_000)
      let row = try await connection.query("SELECT count(*), max(b) FROM t WHERE b = 'value ' || a").only()
      #expect(try row.decode(Int.self, String.self) == (20_000, "value 9999"))
    }
  }

  @Test func `copy in is all or nothing`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      await #expect(throws: GaveUp.self) {
        try await connection.copyIn("COPY t FROM STDIN") { copy in
          try await copy.write(Array("1\n".utf8))
          throw GaveUp()
        }
      }
      let malformed = await #expect(throws: PostgresError.self) {
        try await connection.copyIn("COPY t FROM STDIN") { copy in
          try await copy.write(Array("hush\n".utf8))
        }
      }
      #expect(malformed?.sqlState == .invalidTextRepresentation)
      #expect(malformed.map { "\($0) \(String(reflecting: $0))" }?.contains("hush") == false)
      await #expect(throws: PostgresError.self) {
        try await connection.copyIn("COPY missing FROM STDIN") { _ in }
      }
      #expect(try await connection.query("SELECT count(*) FROM t").only().decode(Int.self) == 0)
    }
  }

  @Test func `copy in a script is refused not hung`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      await #expect(throws: PostgresError.self) { try await connection.script("COPY t FROM STDIN") }
      try await connection.script("COPY t TO STDOUT")
      _ = try await connection.query("SELECT 1")
    }
  }

  @Test func `copy as a query fails and ends the connection`() async throws {
    try await withConnection { connection in
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("COPY (SELECT 1) TO STDOUT")
      }
      #expect(error != nil)
    }
  }
}
