import EventLog
import Ledger
import Postgres
import TestCluster
import Testing

/// What was acknowledged stands in the log, once, whatever became of the connection.
@Suite(.timeLimit(.minutes(15)))
struct LostConnectionTests {
  private static var patient: AppendBounds {
    var bounds = AppendBounds()
    bounds.attempts = 1_000
    bounds.pause = .milliseconds(1)
    return bounds
  }

  @Test func `connections ended at random lose and double nothing`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.attempts = 12
      bounds.pause = .milliseconds(2)
      bounds.batch = 4
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        let workload = Workload(appenders: 8, requestsEach: 40, readers: 0)
        let outcome = try await withThrowingTaskGroup { group in
          group.addTask {
            var kills = 0
            try await withConnection(conninfo) { connection in
              while !Task.isCancelled {
                // Fewer in a row than a batch makes attempts, however slow the machine is.
                for _ in 0..<Int.random(in: 1...4) {
                  kills += try await connection.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'committer'
                    """
                  ).count
                  do { try await Task.sleep(for: .milliseconds(Int.random(in: 0...3))) } catch { return }
                }
                await store.progress.wait(for: store.progress.position + 1)
              }
            }
            #expect(kills > 5)
          }
          let outcome = try await workload.run(on: store)
          group.cancelAll()
          // The killer's own query may have been cancelled with it.
          while let result = await group.nextResult() {
            if case .failure(let error) = result, (error as? PostgresError)?.kind != .cancelled {
              throw error
            }
          }
          return outcome
        }
        let log = try await store.all()
        expectOnce(outcome.receipts.flatMap { $0 }, log, "seed \(workload.seed)")
      }
    }
  }

  /// The answer to COMMIT is lost for certain: the commit waits for a standby that there is not, and the connection
  /// ends while it does. It has been carried out all the same.
  @Test func `a commit whose answer is lost is settled by its key`() async throws {
    try await withSeparateCluster { cluster, conninfo in
      try await withConnection(conninfo) { connection in
        try await connection.query("ALTER SYSTEM SET synchronous_standby_names = 'absent'")
        try await connection.query("SELECT pg_reload_conf()")
        try await connection.untilTrue("SELECT current_setting('synchronous_standby_names') = 'absent'")
        try await withPostgresStore(conninfo, bounds: Self.patient) { store in
          async let append = store.outcome(of: .note("in doubt", key: "k", answer: "yes"))
          let waiting =
            """
            FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'committer' AND wait_event = 'SyncRep'
            """
          try await connection.untilTrue("SELECT count(*) = 1 \(waiting)")
          try await connection.query(Statement(unprepared: "SELECT pg_terminate_backend(pid) \(waiting)"))
          let receipt = await append.receipt
          #expect(receipt?.position == 1 && receipt?.answer == Array("yes".utf8))
          #expect(try await store.all().map(\.text) == ["in doubt"])
          // Or whatever is committed after this would wait as well.
          try await connection.query("ALTER SYSTEM RESET synchronous_standby_names")
          try await connection.query("SELECT pg_reload_conf()")
        }
      }
    }
  }

  @Test func `a database that is gone is said so and returns`() async throws {
    try await withSeparateCluster { cluster, conninfo in
      var bounds = AppendBounds()
      bounds.attempts = 3
      bounds.pause = .milliseconds(5)
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        _ = try await store.append(.note("before"))
        try await cluster.stop()
        // The first may find its connection broken while it uses it.
        switch await store.outcome(of: .note("gone", key: "gone")).error {
        case .unavailable, .unknown: break
        case let other: Issue.record("\(String(describing: other))")
        }
        switch await store.outcome(of: .note("gone", key: "still-gone")) {
        case .failure(.unavailable): break
        case let other: Issue.record("a database that is not there answered \(other)")
        }
        try await cluster.restart()
        let receipt = try await store.append(.note("gone", key: "gone"))
        #expect(!receipt.isReplay && receipt.position == 2)
        #expect(try await store.all().map(\.text) == ["before", "gone"])
      }
    }
  }

  @Test func `killing PostgreSQL under load loses and doubles nothing`() async throws {
    try await withSeparateCluster { cluster, conninfo in
      try await withPostgresStore(conninfo) { store in
        let receipts = try await withThrowingTaskGroup { group in
          for writer in 0..<8 {
            group.addTask { try await Self.persist(as: writer, requests: 40, store) }
          }
          for position: Int64 in [60, 240, 420] {
            await store.progress.wait(for: position)
            try cluster.kill()
            try await cluster.restart()
          }
          var receipts: [AppendReceipt] = []
          for try await some in group { receipts += some }
          return receipts
        }
        #expect(receipts.count == 320)
        expectOnce(receipts, try await store.all(), nil)
      }
    }
  }

  /// Appends requests of two events one after another. Whoever is not told asks again, under the same key.
  private static func persist(
    as writer: Int, requests: Int, _ store: PostgresStore
  ) async throws -> [AppendReceipt] {
    var receipts: [AppendReceipt] = []
    for index in 0..<requests {
      let key = "\(writer).\(index)"
      let request = AppendRequest.notes([key, key], key: key, in: "s\(writer)", answer: key)
      while receipts.count == index {
        switch await store.outcome(of: request) {
        case .success(let receipt): receipts.append(receipt)
        case .failure(.unavailable), .failure(.unknown): continue
        case .failure(let error): throw error
        }
      }
    }
    return receipts
  }

  /// Each receipt's request stands in the log whole and once, and nothing else does.
  private func expectOnce(_ receipts: [AppendReceipt], _ log: [StoredEvent], _ comment: Comment?) {
    expectWhole(log.map { LogRecord($0) }, comment)
    let byCause = Dictionary(grouping: log, by: \.header.cause)
    #expect(receipts.count == byCause.count, comment)
    for receipt in receipts {
      // Each key is its request's answer too.
      let key = String(decoding: receipt.answer, as: UTF8.self)
      let positions = byCause[key, default: []].map(\.header.position)
      #expect(positions.last == receipt.position, comment)
      #expect(positions == Array(receipt.position - Int64(positions.count) + 1...receipt.position), comment)
      if !receipt.isReplay { #expect(receipt.events == byCause[key], comment) }
    }
  }

  private func withSeparateCluster(_ body: (TestCluster, String) async throws -> Void) async throws {
    let cluster = try await TestCluster.separate()
    let result: Result<Void, any Error>
    do {
      try await cluster.withDatabase { conninfo in
        try await migrate(conninfo)
        try await body(cluster, conninfo)
      }
      result = .success(())
    } catch { result = .failure(error) }
    try await cluster.remove()
    try result.get()
  }
}
