import EventLog
import Logging
import Postgres
import Testing

/// What one server tells another of the log's progress. Nothing here but the relays reads the log or its head, so
/// nothing else moves the progress of who did not append.
@Suite(.timeLimit(.minutes(15))) struct ProgressRelayTests {
  @Test func `one hears how far the other came`() async throws {
    try await withTwoRelays { one, two, _ in
      for (here, there) in [(one, two), (two, one)] {
        let outcomes = await here.outcomes(of: (0..<200).map { .note("\($0)") })
        let last = try #require(outcomes.compactMap(\.receipt?.position).max())
        await there.progress.wait(for: last)
        #expect(here.progress.position == last && there.progress.position == last)
      }
    }
  }

  /// A connection that is lost is made again, and what was said meanwhile is said then.
  @Test func `goes on over a new connection`() async throws {
    try await withTwoRelays { one, two, conninfo in
      let first = try await one.append(.note("before")).position
      await two.progress.wait(for: first)
      try await withConnection(conninfo) { connection in
        let ended = try await connection.query(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'relay'
          """)
        #expect(ended.count == 2)
      }
      while two.progress.position == first {
        _ = try await one.append(.note("after"))
        _ = await two.progress.wait(for: first + 1, atMost: .milliseconds(100))
      }
    }
  }

  /// Whoever may log in can send a notice: it is looked into, and nothing that it says is believed.
  @Test func `what anyone says is not believed`() async throws {
    try await withTwoRelays { one, two, conninfo in
      var last = try await one.append(.note("before")).position
      await two.progress.wait(for: last)
      try await withConnection(conninfo) { connection in
        for payload in ["\(Int64.max)", "\(last + 1000)", "0", "-1", "\(Int64.min)", "nonsense", ""] {
          try await connection.query("SELECT pg_notify('recension_log', $1)", payload)
        }
      }
      // Notices come in order: behind what was made up, what is true is heard, and both still tell it.
      for (here, there) in [(one, two), (two, one)] {
        last = try await here.append(.note("after")).position
        await there.progress.wait(for: last)
        #expect(here.progress.position == last && there.progress.position == last)
      }
    }
  }

  /// It says less often than there are commits what they came to, and at the end where that is.
  @Test func `says where the log is in the end`() async throws {
    try await withTwoRelays { one, two, conninfo in
      try await withConnection(conninfo) { connection in
        let notices = try await connection.listen("recension_log")
        var last: Int64 = 0
        for number in 0..<300 { last = try await one.append(.note("\(number)")).position }
        var told: [Int64] = []
        for await notice in notices {
          told.append(try #require(Int64(notice.payload)))
          if told.last == last { break }
        }
        #expect(told == told.sorted() && told.count < 300)
        await two.progress.wait(for: last)
      }
    }
  }

  private func withTwoRelays(
    _ body: (PostgresStore, PostgresStore, String) async throws -> Void
  ) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          let relays = [one, two].map { store in
            let relay = ProgressRelay(
              conninfo: asServer(conninfo) + " application_name=relay", progress: store.progress,
              logger: Logger(label: "relay"))
            return Task { await relay.run() }
          }
          // Both listen before anything is said.
          try await withConnection(conninfo) { connection in
            while try await connection.query(Self.listening).count < 2 {
              try await Task.sleep(for: .milliseconds(10))
            }
          }
          let result: Result<Void, any Error>
          do { result = .success(try await body(one, two, conninfo)) } catch { result = .failure(error) }
          for relay in relays {
            relay.cancel()
            await relay.value
          }
          try result.get()
        }
      }
    }
  }

  private static let listening: Statement = """
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'relay'
      AND state = 'idle' AND query LIKE 'LISTEN%'
    """
}
