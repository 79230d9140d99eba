import Ledger
import Postgres
import Testing

@testable import EventLog

/// Two servers on one database.
@Suite(.timeLimit(.minutes(15)))
struct TwoStoresTests {
  @Test func `their appends are one log`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          // The same workload on both: each request is made twice, at about the same time, under one key.
          let workload = Workload()
          async let first = workload.run(on: one)
          async let second = workload.run(on: two)
          let outcomes = try await [first, second]
          let log = try await two.all()
          let seed: Comment = "seed \(workload.seed)"
          expectWhole(log.map { LogRecord($0) }, seed)
          #expect(try await one.head() == Int64(log.count))

          let receipts = outcomes.map { $0.receipts.flatMap { $0 } }
          #expect(receipts[0].count == workload.appenders * workload.requestsEach)
          for (a, b) in zip(receipts[0], receipts[1]) {
            #expect(a.position == b.position && a.answer == b.answer, seed)
            #expect(a.isReplay != b.isReplay, seed)
          }
          #expect(Set(receipts[0].map(\.position)).count == receipts[0].count, seed)
          for seen in outcomes.flatMap(\.seen) { #expect(log.starts(with: seen), seed) }
        }
      }
    }
  }

  @Test func `a condition holds across them`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          for round in 0..<10 {
            let head = try await one.head()
            let since = AppendCondition(.stream, unchangedSince: head)
            async let a = one.outcome(of: .note("a \(round)", since: since))
            async let b = two.outcome(of: .note("b \(round)", since: since))
            let outcomes = await [a, b]
            #expect(outcomes.compactMap(\.receipt).map(\.position) == [head + 1])
            #expect(outcomes.compactMap(\.error) == [.conditionFailed(head + 1)])
          }
        }
      }
    }
  }

  /// A server that stands still with the turn in its hand keeps nobody from appending.
  @Test func `a turn that is not passed on is not waited for without end`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          // So that each has met the other.
          for number in 1...6 { _ = try await (number % 2 == 0 ? one : two).append(.note("\(number)")) }
          try await withConnection(conninfo) { connection in
            try await connection.query("SELECT pg_advisory_lock($1)", Turns.lock)
            for number in 7...12 {
              #expect(
                try await (number % 2 == 0 ? one : two).append(.note("\(number)")).position == Int64(number))
            }
            expectWhole(try await LogRecord.all(connection))
          }
        }
      }
    }
  }

  /// Statistics of a log that is small make PostgreSQL read the whole of it, in a plan that is kept while it grows.
  @Test func `appending reads no whole table`() async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        func count() async throws -> Int64 {
          try await connection.untilTrue(
            """
            SELECT count(*) = 0 FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'committer'
            """)
          return try await connection.query(
            """
            SELECT sum(seq_scan)::bigint FROM pg_stat_user_tables
            WHERE schemaname = 'log' AND relname IN ('event', 'request', 'tag', 'stream')
            """
          ).only().decode(Int64.self, column: 0)
        }
        try await withPostgresStore(conninfo) { store in
          for number in 1...20 { _ = try await store.append(.note("\(number)", tags: ["claim:\(number)"])) }
        }
        try await connection.script("ANALYZE log.event, log.request, log.tag, log.stream")
        let before = try await count()
        try await withPostgresStore(conninfo) { one in
          try await withPostgresStore(conninfo) { two in
            for number in 21...30 {
              let since = AppendCondition(.tags(["claim:1"]), unchangedSince: 20)
              _ = try await (number % 2 == 0 ? one : two).append(.note("\(number)", since: since))
            }
          }
        }
        #expect(try await count() == before)
      }
    }
  }

  /// Who has had its turn lets the others have theirs, also where nothing more comes.
  @Test func `a turn is passed on`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          for number in 1...6 { _ = try await (number % 2 == 0 ? one : two).append(.note("\(number)")) }
          try await withConnection(conninfo) { connection in
            // Waits for it without end.
            try await connection.query("SELECT pg_advisory_lock($1)", Turns.lock)
            try await connection.query("SELECT pg_advisory_unlock($1)", Turns.lock)
          }
        }
      }
    }
  }

  @Test func `a lock that is not let go is not waited for without end`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.patience = .seconds(1)
      bounds.attempts = 2
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        try await LogLock.hold(conninfo) { lock in
          switch await store.outcome(of: .note("waiting", key: "k")) {
          case .failure(.unavailable): break
          case let other: Issue.record("\(other)")
          }
          // Nor does the database wait on our behalf.
          try await lock.isAwaited(by: 0)
          try await lock.release()
        }
        #expect(try await store.append(.note("waiting", key: "k")).isReplay == false)
      }
    }
  }

  @Test func `nothing is acknowledged that is not on disk`() async throws {
    try await withLogDatabase { conninfo in
      // A commit says in its trigger how it is made.
      try await withConnection(conninfo) { connection in
        let database = try await connection.query("SELECT current_database()").only().decode(String.self)
        try await connection.script("ALTER DATABASE \(database) SET synchronous_commit = off")
        try await connection.script(
          """
          CREATE TABLE public.seen (setting text);
          GRANT INSERT ON public.seen TO recension_server;
          CREATE FUNCTION public.see() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO public.seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
          CREATE TRIGGER test AFTER INSERT ON log.event FOR EACH STATEMENT EXECUTE FUNCTION public.see()
          """)
        try await withPostgresStore(conninfo) { store in _ = try await store.append(.note("one")) }
        let settings = try await connection.query("SELECT setting FROM public.seen").decode(String.self)
        #expect(settings == ["on"])
      }
    }
  }
}
