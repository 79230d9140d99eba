import EventLog
import Ledger
import Postgres
import Testing

/// A server that knows where it left the log appends there without looking, and notices when it may not.
@Suite(.timeLimit(.minutes(15)))
struct KnownEndTests {
  @Test func `every request is answered as if it had looked`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        #expect(try await store.append(.note("one", key: "one", answer: "first")).position == 1)
        #expect(try await store.append(.note("two", key: "two")).position == 2)
        // The same again, and the same key for something else.
        let again = try await store.append(.note("one", key: "one", answer: "second"))
        #expect(again.isReplay && again.position == 1 && again.answer == Array("first".utf8))
        #expect(await store.outcome(of: .note("other", key: "two")).error == .keyReused)
        // A condition that fails, on a stream and on a tag, and then ones that hold.
        let stale = AppendCondition(.stream, unchangedSince: 1)
        #expect(await store.outcome(of: .note("late", since: stale)).error == .conditionFailed(2))
        _ = try await store.append(.note("tagged", tags: ["claim:1"]))
        let tagged = AppendCondition(.tags(["claim:1"]), unchangedSince: 2)
        #expect(await store.outcome(of: .note("late", since: tagged)).error == .conditionFailed(3))
        let fresh = AppendCondition(.stream, unchangedSince: 3)
        #expect(try await store.append(.note("four", since: fresh)).position == 4)
        // A stream that was never written.
        #expect(try await store.append(.note("five", in: "elsewhere")).position == 5)
        try await withConnection(conninfo) { expectWhole(try await LogRecord.all($0)) }
      }
    }
  }

  /// Another server, and an erasure, move the log's end while nobody here looks.
  @Test func `what others appended is noticed`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { one in
        try await withPostgresStore(conninfo) { two in
          var position: Int64 = 0
          for round in 0..<30 {
            let store = round % 3 == 0 ? one : two
            position += 1
            #expect(try await store.append(.note("\(round)", key: "key-\(round)")).position == position)
            if round % 7 == 3 {
              _ = try await withConnection(conninfo) {
                try await $0.query("SELECT log.erase($1, 'ada', 'law')", position)
              }
              position += 1
            }
            // What the other did is known to both.
            let replay = try await (round % 2 == 0 ? one : two).append(.note("0", key: "key-0"))
            #expect(round == 0 || replay.isReplay && replay.position == 1)
          }
          #expect(try await one.head() == position)
          try await withConnection(conninfo) { expectWhole(try await LogRecord.all($0)) }
        }
      }
    }
  }

  @Test func `who is deposed meanwhile writes nothing`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        for number in 1...3 { _ = try await store.append(.note("\(number)")) }
        try await withConnection(conninfo) { try await $0.script("SELECT log.take_over('ada', 'test')") }
        guard case .deposed = await store.outcome(of: .note("late")).error else {
          Issue.record("a deposed server wrote")
          return
        }
        #expect(try await store.head() == 3)
      }
    }
  }
}
