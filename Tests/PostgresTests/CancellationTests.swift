import Postgres
import SeededRandom
import TestCluster
import Testing

@Suite(.timeLimit(.minutes(15))) struct CancellationTests {
  /// Waits, by asking the server, until the session carries out a query that sleeps.
  func waitUntilAsleep(_ sleeper: Connection, seenBy observer: Connection) async throws {
    while true {
      let rows = try await observer.query(
        "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", sleeper.serverProcessID)
      if !rows.isEmpty { return }
      await Task.yield()
    }
  }

  @Test func `cancels the query on the server`() async throws {
    try await withTestDatabase { conninfo in
      let sleeper = try await Connection.connect(conninfo)
      let observer = try await Connection.connect(conninfo)
      let task = Task { try await sleeper.query("SELECT pg_sleep(600)") }
      try await waitUntilAsleep(sleeper, seenBy: observer)
      task.cancel()
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      #expect(error?.sqlState == .queryCanceled)
      #expect(try await sleeper.query("SELECT 1").only().decode(Int32.self) == 1)
    }
  }

  /// Cancels at any moment: before the query is sent, on its way, when it is over. The next query never suffers.
  @Test func `cancel that comes at any moment never hits the next query`() async throws {
    try await withConnection { connection async throws in
      for seed: UInt64 in 0..<200 {
        var random = SeededGenerator(seed: seed)
        let yields = Int.random(in: 0...40, using: &random)
        let mustBeCancelled = seed.isMultiple(of: 2)
        let statement: Statement = mustBeCancelled ? "SELECT pg_sleep(600)" : "SELECT 1"
        let task = Task { try await connection.query(statement) }
        let next = Task { try await connection.query("SELECT pg_sleep(0.001), 2") }
        for _ in 0..<yields { await Task.yield() }
        task.cancel()
        do {
          _ = try await task.value
          #expect(!mustBeCancelled, "seed \(seed)")
        } catch {
          #expect((error as? PostgresError)?.kind == .cancelled, "seed \(seed)")
        }
        #expect(try await next.value.only().decode(Int32.self, column: 1) == 2, "seed \(seed)")
      }
    }
  }

  @Test func `cancelled before it was made is not carried out`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE t (a int)")
      let error = await Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await #expect(throws: PostgresError.self) {
          try await connection.query("SELECT pg_sleep(600)")
        }
      }.value
      #expect(error?.kind == .cancelled)
    }
  }

  @Test func `cancels a pipeline`() async throws {
    try await withConnection { connection async throws in
      let task = Task {
        await connection.pipelineResults([
          Request("SELECT 1"), Request("SELECT pg_sleep(600)"), Request("SELECT 2"),
        ])
      }
      task.cancel()
      let kinds = await task.value.map { result -> PostgresError.Kind? in
        if case .failure(let error) = result { error.kind } else { nil }
      }
      #expect(kinds.contains(.cancelled))
      #expect(try await connection.query("SELECT 3").only().decode(Int32.self) == 3)
    }
  }

  @Test func `statement timeout is the server's refusal`() async throws {
    try await withConnection { connection in
      try await connection.script("SET statement_timeout = '10ms'")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT pg_sleep(600)")
      }
      #expect(error?.kind == .server)
      #expect(error?.sqlState == .queryCanceled)
    }
  }

  @Test func `terminated mid-query is a lost connection`() async throws {
    try await withTestDatabase { conninfo in
      let sleeper = try await Connection.connect(conninfo)
      let observer = try await Connection.connect(conninfo)
      let task = Task { try await sleeper.query("SELECT pg_sleep(600)") }
      try await waitUntilAsleep(sleeper, seenBy: observer)
      try await observer.query("SELECT pg_terminate_backend($1)", sleeper.serverProcessID)
      let error = await #expect(throws: PostgresError.self) { try await task.value }
      #expect(error?.kind == .connectionLost)
      #expect(error?.sqlState == .adminShutdown)
      let next = await #expect(throws: PostgresError.self) { try await sleeper.query("SELECT 1") }
      #expect(next?.kind == .closed)
      #expect(!sleeper.isOpen)
    }
  }

  /// More sleeping queries than the cooperative pool has threads, and other tasks still go on.
  @Test func `busy connections do not block the cooperative pool`() async throws {
    try await withTestDatabase { conninfo in
      let observer = try await Connection.connect(conninfo)
      var sleepers: [(Connection, Task<Rows, any Error>)] = []
      for _ in 0..<24 {
        let connection = try await Connection.connect(conninfo)
        sleepers.append((connection, Task { try await connection.query("SELECT pg_sleep(600)") }))
      }
      for (connection, _) in sleepers { try await waitUntilAsleep(connection, seenBy: observer) }
      let sum = await withTaskGroup(of: Int.self) { group in
        for number in 1...1_000 {
          group.addTask {
            await Task.yield()
            return number
          }
        }
        return await group.reduce(0, +)
      }
      #expect(sum == 500_500)
      for (_, task) in sleepers { task.cancel() }
      for (_, task) in sleepers { await #expect(throws: PostgresError.self) { try await task.value } }
    }
  }
}
