import EventLog
import Ledger
import Postgres
import Testing

/// A log that somebody got at, past every trigger: readers stop where it is damaged, and say where.
@Suite(.timeLimit(.minutes(15))) struct DamageTests {
  /// - Parameters:
  ///   - damage: what is done with the triggers off, to three events of a paper at the positions 1, 3 and 5 and two of
  ///     another at 2 and 4.
  ///   - isGrown: whether the tree came past them before.
  ///   - body: is given the connection string, too.
  private func withDamagedLog(
    _ damage: String, treeIsGrown isGrown: Bool = true, _ body: (PostgresStore, String) async throws -> Void
  ) async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        for index in 1...5 {
          _ = try await store.append(.note("\(index)", in: index.isMultiple(of: 2) ? "even" : "odd"))
        }
        if isGrown { try await growTree(conninfo) }
        try await withConnection(conninfo) { connection in
          try await connection.script(
            """
            ALTER TABLE log.event DISABLE TRIGGER ALL;
            \(damage)
            """)
        }
        try await body(store, conninfo)
      }
    }
  }

  @Test func `an event that is missing stops every reader`() async throws {
    try await withDamagedLog("DELETE FROM log.event WHERE position = 3;") { store, _ in
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

  /// Where the last event is missing there is nothing behind the hole: what is noted of the log, and of its streams as
  /// far as the tree came, tells of it.
  @Test func `an end that is missing stops every reader`() async throws {
    try await withDamagedLog("DELETE FROM log.event WHERE position = 5;") { store, _ in
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

  /// What is appended afterwards, by a server that did not write it or by an erasure, leaves the hole where it is.
  @Test(arguments: [true, false])
  func `nothing takes the place of an end that is missing`(_ erases: Bool) async throws {
    let damage = "DELETE FROM log.event WHERE position IN (4, 5);"
    try await withDamagedLog(damage) { _, conninfo in
      try await withPostgresStore(conninfo) { store in
        if erases {
          try await withConnection(conninfo) {
            try await $0.script("SELECT log.erase(1, 'ada', 'law'), log.erase(2, 'ada', 'law')")
          }
        } else {
          for stream in ["odd", "even"] { _ = try await store.append(.note("after", in: stream)) }
        }
        for (stream, last) in [("odd", Int64(2)), ("even", 1)] {
          let hole = ReadError.holeInStream(stream, after: last, found: last + 2)
          await #expect(throws: hole) { try await store.events(of: stream, after: 0, limit: 9) }
          let after = try await store.events(of: stream, after: last + 1, limit: 9)
          #expect(after.map(\.header.sequence) == [last + 2])
        }
        await #expect(throws: ReadError.hole(after: 3, found: 6)) {
          try await store.events(after: 0, limit: 9)
        }
      }
    }
  }

  /// Until the tree came past it, whoever follows the log is who misses an end.
  @Test func `an end that the tree does not know is missed in the whole log`() async throws {
    let damage = "DELETE FROM log.event WHERE position = 5;"
    try await withDamagedLog(damage, treeIsGrown: false) { store, _ in
      let end = ReadError.endMissing(after: 4, head: 5)
      await #expect(throws: end) { try await store.events(after: 0, limit: 9) }
      await #expect(throws: end) { try await store.events(after: 4, limit: 1) }
    }
  }

  @Test func `a body of another's is seen`() async throws {
    let damage = """
      UPDATE log.event SET content = 'forged' WHERE position = 3;
      UPDATE log.event SET actor = 'eve' WHERE position = 4;
      """
    try await withDamagedLog(damage) { store, _ in
      let log = try await store.all()
      #expect(log.map(\.isIntact) == [true, true, false, false, true])
    }
  }
}
