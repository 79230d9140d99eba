import EventLog
import Ledger
import Postgres
import Testing

/// What is particular to many requests in one transaction.
@Suite(.timeLimit(.minutes(15)))
struct GroupCommitTests {
  private func transactions(_ conninfo: String) async throws -> Int64 {
    try await withConnection(conninfo) {
      try await $0.query("SELECT count(DISTINCT xmin::text) FROM log.event").only().decode(Int64.self)
    }
  }

  /// Makes the requests one batch: they queue up behind a request that waits for the log's lock.
  private func outcomesOfOneBatch(
    of requests: [AppendRequest], _ conninfo: String
  ) async throws -> [Result<AppendReceipt, AppendError>] {
    try await withPostgresStore(conninfo) { store in
      try await LogLock.hold(conninfo) { lock in
        let opening = Task { await store.outcome(of: .note("opening", in: "opening")) }
        try await lock.isAwaited()
        return try await withThrowingTaskGroup { group in
          for (index, request) in requests.enumerated() {
            group.addTask { (index, await store.outcome(of: request)) }
          }
          while store.waiting < requests.count { await Task.yield() }
          try await lock.release()
          var outcomes = [Result<AppendReceipt, AppendError>?](repeating: nil, count: requests.count)
          for try await (index, outcome) in group { outcomes[index] = outcome }
          #expect(await opening.value.receipt?.position == 1)
          return outcomes.compactMap { $0 }
        }
      }
    }
  }

  @Test func `a full queue refuses and what it holds is appended`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.queue = 4
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        let outcomes = try await LogLock.hold(conninfo) { lock in
          let opening = Task { await store.outcome(of: .note("opening")) }
          try await lock.isAwaited()
          return try await withThrowingTaskGroup { group in
            for index in 0..<20 { group.addTask { await store.outcome(of: .note("\(index)")) } }
            var outcomes: [Result<AppendReceipt, AppendError>] = []
            // Nothing is appended while the lock is held, so these are the refusals.
            while outcomes.count < 16, let outcome = try await group.next() { outcomes.append(outcome) }
            #expect(outcomes.compactMap(\.error) == Array(repeating: .overloaded, count: 16))
            try await lock.release()
            for try await outcome in group { outcomes.append(outcome) }
            #expect(await opening.value.receipt?.position == 1)
            return outcomes
          }
        }
        #expect(Set(outcomes.compactMap(\.receipt).map(\.position)) == [2, 3, 4, 5])
        #expect(try await store.head() == 5)
        #expect(try await store.append(.note("room again")).position == 6)
      }
    }
  }

  @Test func `a queue is bounded in bytes too`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.queueBytes = 10_000
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        let large = String(repeating: "x", count: 20_000)
        try await LogLock.hold(conninfo) { lock in
          async let opening = store.outcome(of: .note("opening"))
          try await lock.isAwaited()
          // One is taken though it alone is more; of two, one.
          let (held, refused) = try await withThrowingTaskGroup { group in
            for _ in 0..<2 { group.addTask { await store.outcome(of: .note(large)) } }
            let first = try await group.next()
            try await lock.release()
            return (try await group.next(), first)
          }
          #expect(refused?.error == .overloaded && held?.receipt != nil)
          #expect(await opening.receipt != nil)
        }
      }
    }
  }

  /// To the byte: what fits is held, one byte more is not, and when the queue has drained there is room for as much.
  @Test func `a queue is bounded to the byte`() async throws {
    try await withLogDatabase { conninfo in
      var bounds = AppendBounds()
      bounds.queueBytes = 3_000
      try await withPostgresStore(conninfo, bounds: bounds) { store in
        // An event counts for its body and 512 bytes beside it.
        let fitting = String(repeating: "x", count: 488)
        for round in 0..<2 {
          try await LogLock.hold(conninfo) { lock in
            let opening = Task { await store.outcome(of: .note("opening")) }
            try await lock.isAwaited()
            let held = (0..<3).map { _ in Task { await store.outcome(of: .note(fitting)) } }
            while store.waiting < 3 { await Task.yield() }
            for _ in 0..<20 { #expect(await store.outcome(of: .note("")).error == .overloaded) }
            #expect(store.waiting == 3)
            try await lock.release()
            #expect(await opening.value.receipt?.position == Int64(round * 4 + 1))
            for task in held { #expect(await task.value.receipt != nil) }
          }
        }
        // One byte more than three thousand is one request less.
        try await LogLock.hold(conninfo) { lock in
          let opening = Task { await store.outcome(of: .note("opening")) }
          try await lock.isAwaited()
          let held = (0..<2).map { _ in Task { await store.outcome(of: .note(fitting)) } }
          while store.waiting < 2 { await Task.yield() }
          #expect(await store.outcome(of: .note(fitting + "x")).error == .overloaded)
          try await lock.release()
          for task in held + [opening] { #expect(await task.value.receipt != nil) }
        }
      }
    }
  }

  @Test func `requests of one batch see those before`() async throws {
    try await withLogDatabase { conninfo in
      let since = AppendCondition(.tags(["claim:1"]), unchangedSince: 0)
      let requests =
        (0..<10).map { AppendRequest.note("\($0)", tags: ["claim:1"], since: since) }
        + Array(repeating: AppendRequest.note("same", key: "same"), count: 5)
        + (0..<5).map { AppendRequest.note("content \($0)", key: "one-key") }
      let outcomes = try await outcomesOfOneBatch(of: requests, conninfo)
      #expect(outcomes.count == 20)
      let winners = outcomes[..<10].compactMap(\.receipt)
      #expect(winners.count == 1)
      for error in outcomes[..<10].compactMap(\.error) {
        #expect(error == .conditionFailed(winners.first?.position ?? 0))
      }
      let same = outcomes[10..<15].compactMap(\.receipt)
      #expect(
        same.count == 5 && same.filter { !$0.isReplay }.count == 1 && Set(same.map(\.position)).count == 1)
      #expect(outcomes[15...].compactMap(\.receipt).count == 1)
      #expect(outcomes[15...].compactMap(\.error) == Array(repeating: .keyReused, count: 4))
      // The opening request and the batch: two transactions.
      #expect(try await transactions(conninfo) == 2)
      try await withConnection(conninfo) { expectWhole(try await LogRecord.all($0)) }
    }
  }

  @Test func `what the database refuses fails alone`() async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await connection.script(
          """
          CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
          CREATE TRIGGER test BEFORE INSERT ON log.tag FOR EACH ROW WHEN (NEW.tag = 'refused')
            EXECUTE FUNCTION public.refuse()
          """)
      }
      let requests = (0..<33).map { index in
        AppendRequest.notes(
          ["\(index) a", "\(index) b"], key: "\(index)", tags: [index % 11 == 4 ? "refused" : "good"])
      }
      let outcomes = try await outcomesOfOneBatch(of: requests, conninfo)
      #expect(outcomes.count == 33)
      for (index, outcome) in outcomes.enumerated() {
        if index % 11 == 4 {
          guard case .unavailable = outcome.error else {
            Issue.record("\(index): \(outcome)")
            continue
          }
        } else {
          #expect(outcome.receipt?.events.map(\.text) == ["\(index) a", "\(index) b"])
        }
      }
      let records = try await withConnection(conninfo) { try await LogRecord.all($0) }
      #expect(records.count == 1 + 30 * 2)
      expectWhole(records)
    }
  }

  @Test func `a closed store finishes what it accepted and refuses the rest`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        try await LogLock.hold(conninfo) { lock in
          async let accepted = store.outcome(of: .note("accepted"))
          try await lock.isAwaited()
          async let closing: Void = store.close()
          try await lock.release()
          #expect(await accepted.receipt?.position == 1)
          await closing
        }
        guard case .unavailable = await store.outcome(of: .note("late")).error else {
          Issue.record("a closed store took a request")
          return
        }
      }
    }
  }
}
