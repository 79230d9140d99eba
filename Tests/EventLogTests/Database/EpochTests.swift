import EventLog
import Ledger
import Postgres
import TestCluster
import Testing

/// After a failover the server that was taken for dead may live: it must not write beside the one that took over.
@Suite(.timeLimit(.minutes(15)))
struct EpochTests {
  private static let deposed = AppendError.deposed(Takeover(own: 1, later: 2))

  private func takeOver(_ conninfo: String) async throws {
    let epoch = try await withConnection(conninfo) {
      try await $0.query("SELECT log.take_over('ada', 'the first one hangs')").only().decode(Int64.self)
    }
    #expect(epoch == 2)
  }

  @Test func `a deposed writer appends nothing more and the others do`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { old in
        let before = AppendRequest.note("before", key: "before", answer: "yes")
        _ = try await old.append(before)
        try await takeOver(conninfo)
        try await withPostgresStore(conninfo) { new in
          let first = try await new.append(.note("new"))
          #expect(first.position == 2)
          for round in 0..<3 {
            #expect(await old.outcome(of: .note("old-\(round)", key: "old-\(round)")).error == Self.deposed)
          }
          // What it did before it was deposed is answered for ever; what it did not is free.
          #expect(try await old.append(before).answer == Array("yes".utf8))
          let other = AppendRequest.note("other", key: "before")
          #expect(await old.outcome(of: other).error == .keyReused)
          #expect(try await new.append(.note("old-0", key: "old-0")).position == 3)
          #expect(try await old.append(.note("old-0", key: "old-0")).isReplay)
          #expect(old.takeover != nil && new.takeover == nil)
          #expect(try await old.all() == new.all())
        }
      }
    }
  }

  @Test func `who writes nothing finds out too`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        let head = try await store.head()
        #expect(head == 0 && store.takeover == nil)
        try await takeOver(conninfo)
        _ = try await store.head()
        #expect(store.takeover == Takeover(own: 1, later: 2))
        #expect(await store.outcome(of: .note("late")).error == Self.deposed)
      }
    }
  }

  /// - Parameter loses: whether the connection ends while the batch waits.
  @Test(arguments: [false, true])
  func `a batch that waits while another takes over is refused and so is the queue`(_ loses: Bool)
    async throws
  {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.batch = 3
      bounds.pause = .milliseconds(1)
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        _ = try await store.append(.note("before"))
        let errors = try await LogLock.hold(conninfo) { lock in
          try await withThrowingTaskGroup { group in
            for index in 0..<10 { group.addTask { await store.outcome(of: .note("\(index)")).error } }
            try await lock.isAwaited()
            try await lock.run("SELECT log.take_over('ada', 'the first one hangs')")
            if loses {
              try await lock.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'committer'
                """)
            }
            try await lock.release()
            return try await group.reduce(into: [AppendError?]()) { $0.append($1) }
          }
        }
        #expect(errors == Array(repeating: Self.deposed, count: 10))
        #expect(try await store.all().map(\.text) == ["before"])
      }
    }
  }

  /// The answer to COMMIT is lost and another takes over before it can be asked for again: what was committed is
  /// acknowledged all the same, and what comes after it is not appended.
  @Test func `a commit that was lost before another took over is settled`() async throws {
    let cluster = try await TestCluster.separate()
    let result: Result<Void, any Error>
    do {
      try await cluster.withDatabase { conninfo in
        try await migrate(conninfo)
        try await settleLostCommit(conninfo)
      }
      result = .success(())
    } catch { result = .failure(error) }
    try await cluster.remove()
    try result.get()
  }

  private func settleLostCommit(_ conninfo: String) async throws {
    var bounds = AppendBounds()
    bounds.batch = 1
    bounds.attempts = 1_000
    bounds.pause = .milliseconds(1)
    try await withConnection(conninfo) { connection in
      try await connection.query("ALTER SYSTEM SET synchronous_standby_names = 'absent'")
      try await connection.query("SELECT pg_reload_conf()")
      try await connection.untilTrue("SELECT current_setting('synchronous_standby_names') = 'absent'")
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        async let committed = store.outcome(of: .note("in doubt", key: "k", answer: "yes"))
        let waiting = """
          FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'committer' AND wait_event = 'SyncRep'
          """
        try await connection.untilTrue("SELECT count(*) = 1 \(waiting)")
        async let queued = store.outcome(of: .note("after"))
        // Waits for the lock that the commit holds, before the committer can come back.
        async let taken: Void = takeOver(conninfo + " options='-c synchronous_commit=local'")
        try await connection.untilTrue(
          """
          SELECT count(*) = 1 FROM pg_stat_activity
          WHERE datname = current_database() AND query LIKE '%take_over%' AND wait_event_type = 'Lock'
          """
        )
        try await connection.query(Statement(unprepared: "SELECT pg_terminate_backend(pid) \(waiting)"))
        try await taken
        let receipt = await committed.receipt
        #expect(receipt?.position == 1 && receipt?.answer == Array("yes".utf8))
        #expect(await queued.error == Self.deposed)
        #expect(try await store.all().map(\.text) == ["in doubt"])
        try await connection.query("ALTER SYSTEM RESET synchronous_standby_names")
        try await connection.query("SELECT pg_reload_conf()")
      }
    }
  }

  @Test func `under load nothing of the old stands after the epoch began`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { old in
        _ = try await old.head()
        let outcomes = try await withThrowingTaskGroup { group in
          for writer in 0..<8 {
            group.addTask {
              var outcomes: [String: Result<AppendReceipt, AppendError>] = [:]
              for index in 0..<1_000 {
                let key = "old-\(writer).\(index)"
                let outcome = await old.outcome(of: .notes([key, key], key: key))
                outcomes[key] = outcome
                if outcome.error != nil { break }
              }
              return outcomes
            }
          }
          await old.progress.wait(for: 100)
          try await takeOver(conninfo)
          try await withPostgresStore(conninfo) { new in
            for index in 0..<20 { _ = try await new.append(.note("\(index)", key: "new-\(index)")) }
          }
          return try await group.reduce(into: [:]) { $0.merge($1) { one, _ in one } }
        }
        let log = try await old.all()
        expectWhole(log.map { LogRecord($0) })
        let began = try await withConnection(conninfo) {
          try await $0.query("SELECT position FROM log.epoch WHERE epoch = 2").only().decode(Int64.self)
        }
        #expect(began >= 100 && log.count == Int(began) + 20)
        let causes = Set(log.prefix(Int(began)).map(\.header.cause))
        #expect(log.dropFirst(Int(began)).allSatisfy { $0.header.cause.hasPrefix("new-") })
        for (key, outcome) in outcomes {
          #expect((outcome.receipt != nil) == causes.contains(key))
          if let error = outcome.error { #expect(error == Self.deposed) }
        }
        #expect(outcomes.values.filter { $0.error != nil }.count == 8)
      }
    }
  }

  @Test func `taking over is for administrators and is noted for ever`() async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        for call in ["('', 'why')", "('ada', '')", "(NULL, 'why')", "('ada', NULL)"] {
          #expect(await connection.refusal(of: "SELECT log.take_over\(call)") != nil, "\(call)")
        }
        try await connection.script("SELECT log.take_over('ada', 'one'); SELECT log.take_over('bea', 'two')")
        for role in ["recension_server", "recension_eraser"] {
          try await connection.script("SET ROLE \(role)")
          for statement in [
            "SELECT log.take_over('eve', 'why')", "UPDATE log.head SET epoch = epoch + 1",
            "INSERT INTO log.epoch VALUES (4, 0, 0, 'eve', 'why')",
          ] {
            #expect(
              await connection.refusal(of: statement)?.sqlState == .insufficientPrivilege, "\(statement)")
          }
          try await connection.script("RESET ROLE")
        }
        let noted = try await connection.query("SELECT epoch, actor, reason FROM log.epoch ORDER BY epoch")
          .decode(Int64.self, String.self, String.self)
        #expect(noted.map(\.0) == [1, 2, 3] && noted.map(\.1) == ["recension", "ada", "bea"])
        #expect(noted.map(\.2) == ["the first", "one", "two"])
        let epoch = try await connection.query("SELECT epoch FROM log.head").only().decode(Int64.self)
        #expect(epoch == 3)
      }
    }
  }
}
