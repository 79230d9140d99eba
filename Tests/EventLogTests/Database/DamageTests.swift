import EventLog
import Ledger
import Postgres
import Testing

/// A log that somebody got at, past every trigger: readers stop where it is damaged, and say where.
struct DamageTests {
  /// - Parameter damage: what is done with the triggers off, to three events of a paper at the positions 1, 3 and 5
  ///   and two of another at 2 and 4.
  private func withDamagedLog(
    _ damage: String, _ body: (PostgresStore) async throws -> Void
  ) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        for index in 1...5 {
          _ = try await store.append(.note("\(index)", in: index.isMultiple(of: 2) ? "even" : "odd"))
        }
        try await withConnection(conninfo) { connection in
          try await connection.script(
            """
            ALTER TABLE log.event DISABLE TRIGGER ALL;
            \(damage)
            """)
        }
        try await body(store)
      }
    }
  }

  @Test func anEventThatIsMissingStopsEveryReader() async throws {
    try await withDamagedLog("DELETE FROM log.event WHERE position = 3;") { store in
      let hole = ReadError.hole(after: 2, found: 4)
      let holeInStream = ReadError.holeInStream("odd", after: 1, found: 3)
      await #expect(throws: hole) { try await store.events(after: 0, limit: 9) }
      await #expect(throws: hole) { try await store.events(after: 2, limit: 1) }
      await #expect(throws: holeInStream) { try await store.events(of: "odd", after: 0, limit: 9) }
      await #expect(throws: holeInStream) { try await store.events(of: "odd", after: -1, limit: 9) }
      await #expect(throws: holeInStream) { try await store.events(of: "odd", after: 1, limit: 1) }
      await #expect(throws: holeInStream) { try await store.contents(of: "odd", after: 0, limit: 9) }
      // What lies before and after it is whole, and so is the other paper.
      let before = try await store.events(after: 0, limit: 2).map(\.text)
      #expect(before == ["1", "2"])
      #expect(try await store.events(after: 3, limit: 9).map(\.text) == ["4", "5"])
      #expect(try await store.events(of: "odd", after: 2, limit: 9).map(\.text) == ["5"])
      #expect(try await store.events(of: "even", after: 0, limit: 9).map(\.text) == ["2", "4"])
      #expect("\(hole)".contains("position 2 is followed by 4"))
      #expect("\(holeInStream)".contains("sequence 1 of “odd” is followed by 3"))
    }
  }

  /// Where the last event is missing there is nothing behind the hole: what is noted of the log and its streams tells of
  /// it.
  @Test func anEndThatIsMissingStopsEveryReader() async throws {
    try await withDamagedLog("DELETE FROM log.event WHERE position = 5;") { store in
      let end = ReadError.endMissing(after: 4, head: 5)
      let endOfStream = ReadError.endOfStreamMissing("odd", after: 2, end: 3)
      await #expect(throws: end) { try await store.events(after: 0, limit: 9) }
      await #expect(throws: end) { try await store.events(after: 4, limit: 1) }
      await #expect(throws: endOfStream) { try await store.events(of: "odd", after: 0, limit: 9) }
      await #expect(throws: endOfStream) { try await store.events(of: "odd", after: 2, limit: 1) }
      await #expect(throws: endOfStream) { try await store.contents(of: "odd", after: 0, limit: 9) }
      // What lies before it is whole, and so is the other paper; and behind it there is nothing to miss.
      let before = try await store.events(after: 0, limit: 4).map(\.text)
      #expect(before == ["1", "2", "3", "4"])
      #expect(try await store.events(of: "odd", after: 0, limit: 2).map(\.text) == ["1", "3"])
      #expect(try await store.events(of: "even", after: 0, limit: 9).map(\.text) == ["2", "4"])
      for position in [5, 6, Int64.max] {
        #expect(try await store.events(after: position, limit: 9).isEmpty)
        #expect(try await store.events(of: "odd", after: position, limit: 9).isEmpty)
      }
      #expect("\(end)".contains("has come to position 5, and position 4 is followed by none"))
      #expect("\(endOfStream)".contains("“odd” has come to sequence 3, and sequence 2 is followed by none"))
    }
  }

  @Test func aBodyOfAnothersIsSeen() async throws {
    let damage = """
      UPDATE log.event SET content = 'forged' WHERE position = 3;
      UPDATE log.event SET actor = 'eve' WHERE position = 4;
      """
    try await withDamagedLog(damage) { store in
      let log = try await store.all()
      #expect(log.map(\.isIntact) == [true, true, false, false, true])
    }
  }
}
