import Postgres
import Synchronization
import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct PoolTests {
  func withPool(
    _ bounds: ConnectionPool.Bounds, _ body: (ConnectionPool) async throws -> Void
  ) async throws {
    try await withTestDatabase { conninfo in
      let pool = ConnectionPool(conninfo, bounds: bounds)
      let result: Result<Void, any Error>
      do { result = .success(try await body(pool)) } catch { result = .failure(error) }
      await pool.close()
      try result.get()
    }
  }

  @Test func `serves many callers with few connections`() async throws {
    try await withPool(.init(maximum: 3, acquireTimeout: .seconds(60))) { pool in
      let lent = Gauge()
      let sessions = try await withThrowingTaskGroup(of: Int32.self) { group in
        for number in 0..<200 {
          group.addTask {
            try await pool.withConnection { connection in
              lent.rise()
              defer { lent.fall() }
              let row = try await connection.query("SELECT pg_backend_pid(), $1", number).only()
              let (session, echo) = try row.decode(Int32.self, Int.self)
              #expect(echo == number)
              return session
            }
          }
        }
        return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
      }
      #expect(sessions.count <= 3)
      #expect(lent.highest <= 3)
    }
  }

  @Test func `waiting ends with the timeout`() async throws {
    try await withPool(.init(maximum: 1, acquireTimeout: .milliseconds(30))) { pool in
      // Making the first connection may itself take longer than that.
      var isReady = false
      while !isReady {
        do throws(PostgresError) {
          try await pool.query("SELECT 1")
          isReady = true
        } catch {
          #expect(error.kind == .timeout)
        }
      }
      try await pool.withConnection { _ in
        let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
        #expect(error?.kind == .timeout)
      }
      _ = try await pool.query("SELECT 1")
    }
  }

  @Test func `timeout names the failure to connect`() async throws {
    let bounds = ConnectionPool.Bounds(acquireTimeout: .milliseconds(300), firstRetryPause: .milliseconds(10))
    let pool = ConnectionPool("host=/nonexistent", bounds: bounds)
    // On a busy machine the time may be over before the first attempt has failed: then there is no cause yet.
    var error: PostgresError?
    repeat {
      error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
      #expect(error?.kind == .timeout)
    } while error != nil && error?.cause == nil
    #expect(error?.cause?.kind == .connectionFailed)
    await pool.close()
    let closed = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
    #expect(closed?.kind == .closed)
  }

  @Test func `cancelled waiter goes away`() async throws {
    try await withPool(.init(maximum: 1, acquireTimeout: .seconds(60))) { pool in
      try await pool.withConnection { _ in
        let waiter = Task { try await pool.query("SELECT 1") }
        waiter.cancel()
        let error = await #expect(throws: PostgresError.self) { try await waiter.value }
        #expect(error?.kind == .cancelled)
      }
    }
  }

  @Test func `connection left in a transaction is not lent again`() async throws {
    try await withPool(.init(maximum: 1)) { pool in
      let first = try await pool.withConnection { connection in
        try await connection.query("BEGIN")
        return connection.serverProcessID
      }
      let second = try await pool.withConnection { connection in
        #expect(connection.transactionStatus == .idle)
        return connection.serverProcessID
      }
      #expect(first != second)
    }
  }

  @Test func `killed connections are replaced`() async throws {
    try await withPool(.init(minimum: 2, maximum: 2)) { pool in
      let killed = try await pool.query("SELECT pg_backend_pid()").only().decode(Int32.self)
      await #expect(throws: PostgresError.self) {
        try await pool.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
      try await pool.withConnection { first in
        try await pool.withConnection { second in
          #expect(first.serverProcessID != killed)
          #expect(second.serverProcessID != killed)
          let both = [first.serverProcessID, second.serverProcessID]
          let alive = try await first.query("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY($1)", both)
          #expect(try alive.only().decode(Int.self) == 2)
        }
      }
    }
  }

  @Test func `transactions run on their own connection`() async throws {
    try await withPool(.init(maximum: 4, acquireTimeout: .seconds(60))) { pool in
      try await pool.execute("CREATE TABLE account (id int PRIMARY KEY, balance int)")
      try await pool.execute("INSERT INTO account VALUES (1, 0)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<40 {
          group.addTask {
            try await pool.transaction { connection in
              let row = try await connection.query("SELECT balance FROM account WHERE id = 1 FOR UPDATE")
                .only()
              let balance = try row.decode(Int32.self)
              try await connection.query("UPDATE account SET balance = $1 WHERE id = 1", balance + 1)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await pool.query("SELECT balance FROM account").only().decode(Int.self) == 40)
    }
  }

  @Test func `close waits for what is lent`() async throws {
    try await withTestDatabase { conninfo in
      let pool = ConnectionPool(conninfo, bounds: .init(maximum: 2))
      let isBack = Atomic<Bool>(false)
      let (lent, lending) = AsyncStream.makeStream(of: Void.self)
      let borrower = Task {
        try await pool.withConnection { connection in
          lending.finish()
          _ = try await connection.query("SELECT pg_sleep(0.05)")
          isBack.store(true, ordering: .relaxed)
        }
      }
      for await _ in lent {}
      await pool.close()
      let cameBackFirst = isBack.load(ordering: .relaxed)
      #expect(cameBackFirst)
      try await borrower.value
    }
  }
}

/// How many are at it, and how many there have been at most.
private final class Gauge: Sendable {
  private let levels = Mutex((now: 0, highest: 0))

  var highest: Int { levels.withLock(\.highest) }

  func rise() { levels.withLock { $0 = ($0.now + 1, max($0.highest, $0.now + 1)) } }

  func fall() { levels.withLock { $0.now -= 1 } }
}
