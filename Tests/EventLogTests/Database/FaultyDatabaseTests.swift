import EventLog
import Ledger
import Postgres
import Testing

/// A database that is full, slow or read-only, and a request that is too large: a clear answer, nothing appended, and
/// once that is over the same request is appended.
@Suite(.timeLimit(.minutes(15)))
struct FaultyDatabaseTests {
  private static var impatient: AppendBounds {
    var bounds = AppendBounds()
    bounds.attempts = 2
    bounds.pause = .milliseconds(1)
    return bounds
  }

  /// - Parameters:
  ///   - fault: what is done to the database, whose name stands for `DATABASE`.
  ///   - mending: what undoes it.
  private func expectRefusal(
    under fault: String, mending: String, _ comment: Comment
  ) async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        let database = try await connection.query("SELECT current_database()").only().decode(String.self)
        try await connection.script(fault.replacing("DATABASE", with: "DATABASE \(database)"))
        try await withPostgresStore(conninfo, bounds: Self.impatient) { store in
          let request = AppendRequest.notes(["one", "two"], key: "k", tags: ["claim:1"], answer: "yes")
          for _ in 0..<2 {
            switch await store.outcome(of: request).error {
            case .unavailable(let obstacle): #expect(obstacle.stopsAll && !obstacle.detail.isEmpty, comment)
            case let other: Issue.record("\(comment): \(String(describing: other))")
            }
          }
          // Those who came together are each told the same.
          let requests = (0..<8).map { AppendRequest.note("\($0)", key: "together-\($0)", tags: ["claim:2"]) }
          for outcome in await store.outcomes(of: requests) {
            guard case .failure(.unavailable) = outcome else {
              Issue.record("\(comment): \(outcome)")
              continue
            }
          }
          let before = try await store.head()
          #expect(before == 0, comment)
          try await connection.script(mending.replacing("DATABASE", with: "DATABASE \(database)"))
          let receipt = try await store.append(request)
          #expect(receipt.position == 2 && !receipt.isReplay, comment)
          #expect(await store.outcomes(of: requests).compactMap(\.receipt).count == 8)
          expectWhole(try await LogRecord.all(connection), comment)
        }
      }
    }
  }

  /// The disk is full where a write meets it: at any of the tables that a batch is written to.
  @Test(arguments: ["event", "tag", "request", "head"])
  func `a full database`(at table: String) async throws {
    try await expectRefusal(
      under: """
        CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER test BEFORE INSERT OR UPDATE ON log.\(table) FOR EACH STATEMENT
          EXECUTE FUNCTION public.full()
        """, mending: "DROP FUNCTION public.full() CASCADE", "log.\(table) is full")
  }

  /// The commit itself fails: constraints and triggers that wait for it run there.
  @Test func `a commit that is refused`() async throws {
    try await expectRefusal(
      under: """
        CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'could not write: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE CONSTRAINT TRIGGER test AFTER INSERT ON log.event DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION public.full()
        """, mending: "DROP FUNCTION public.full() CASCADE", "the commit is refused")
  }

  @Test func `a database that is read-only`() async throws {
    try await expectRefusal(
      under: "ALTER DATABASE SET default_transaction_read_only = on",
      mending: "SET transaction_read_only = off; ALTER DATABASE RESET default_transaction_read_only",
      "read-only")
  }

  @Test func `a database that is too slow`() async throws {
    try await expectRefusal(
      under: """
        CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_sleep(3600); RETURN NULL; END $$;
        CREATE TRIGGER test BEFORE INSERT ON log.event FOR EACH STATEMENT EXECUTE FUNCTION public.slow();
        ALTER DATABASE SET statement_timeout = '2s'
        """, mending: "DROP FUNCTION public.slow() CASCADE; ALTER DATABASE RESET statement_timeout", "slow")
  }

  @Test func `a request that is too large is refused and a large one is taken`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        var request = AppendRequest.note("large", key: "k")
        request.events[0].body = Array(repeating: 0x78, count: 256 << 20)
        #expect(await store.outcome(of: request).error == .invalid("it is larger than 256 MiB"))
        request.events[0].body = Array(repeating: 0x78, count: 24 << 20)
        let receipt = try await store.append(request)
        #expect(receipt.position == 1)
        let stored = try await store.all()
        #expect(stored.first?.isIntact == true && stored.first?.body.count == 24 << 20)
      }
    }
  }

  /// Each of them would take seconds to fail; who has waited while nothing could be appended is not tried.
  @Test func `who waited long is refused untried`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      (bounds.attempts, bounds.batch, bounds.patience) = (1, 1, .seconds(5))
      bounds.waiting = .milliseconds(10)
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        let requests = (0..<2_000).map { AppendRequest.note("\($0)") }
        try await LogLock.hold(conninfo) { _ in
          for outcome in await store.outcomes(of: requests) {
            guard case .unavailable(let obstacle) = outcome.error else {
              Issue.record("\(outcome)")
              continue
            }
            #expect(obstacle.kind == .slow)
          }
          #expect(store.appendHalt?.obstacle.kind == .slow)
        }
        // And as soon as it goes on, so does everyone. Where much else runs, a request may have waited too long here before
        // anyone looks at it.
        var outcome = await store.outcome(of: .note("after"))
        for _ in 0..<1_000 where outcome.error != nil { outcome = await store.outcome(of: .note("after")) }
        #expect(try outcome.get().position == 1)
        #expect(store.appendHalt == nil)
      }
    }
  }

  /// A database that stands still does not keep the server from ending.
  @Test func `closing waits for a bounded time`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      (bounds.patience, bounds.closing) = (.seconds(1_000_000), .milliseconds(100))
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        try await LogLock.hold(conninfo) { lock in
          async let outcome = store.outcome(of: .note("one"))
          try await lock.isAwaited()
          await store.close()
          switch await outcome.error {
          case .unavailable, .unknown: break
          case let other: Issue.record("\(String(describing: other))")
          }
          guard case .unavailable(let obstacle) = await store.outcome(of: .note("late")).error else {
            Issue.record("a closed store took a request")
            return
          }
          #expect(obstacle.kind == .stopping)
        }
      }
    }
  }
}
