import EventLog
import Ledger
import Postgres
import SeededRandom
import Testing

/// How far each stream has come is noted as the tree comes past it, so that a last event that is missing is missed.
@Suite(.timeLimit(.minutes(15))) struct StreamEndTests {
  @Test func `every stream's end is noted`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        var generator = SeededGenerator(seed: 7)
        var ends: [String: [UInt8]] = [:]
        for round in 0..<20 {
          let stream = "paper-\(Int.random(in: 0..<4, using: &generator))"
          let events = try await store.append(.notes((0...round % 4).map { "\($0)" }, in: stream)).events
          ends[stream] = events.last?.hash.bytes
          // Pages end within requests, and between two of one stream.
          if round % 3 == 0 { try await growTree(conninfo, page: 3) }
          // Those that the tree did not come past are streams as well.
          #expect(try await store.streams() == ends.keys.sorted())
        }
        try await growTree(conninfo, page: 3)
        #expect(try await noted(conninfo) == ends)
      }
    }
  }

  /// As where a server wrote it down with the events, before the tree came so far.
  @Test func `what is noted ahead of the tree stays`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo) { store in
        let last = try await store.append(.notes(["one", "two", "three"])).events[2].hash.bytes
        try await withConnection(conninfo) {
          try await $0.script(
            """
            INSERT INTO log.stream (name, sequence, position, hash)
            SELECT stream, sequence, position, hash FROM log.event WHERE position = 3
            """)
        }
        try await growTree(conninfo, page: 2)
        #expect(try await noted(conninfo) == ["paper": last])
      }
    }
  }

  private func noted(_ conninfo: String) async throws -> [String: [UInt8]] {
    let rows = try await withConnection(conninfo) {
      try await $0.query(
        """
        SELECT name, s.hash FROM log.stream s
        JOIN log.event e ON (e.stream, e.sequence, e.position, e.hash) = (s.name, s.sequence, s.position, s.hash)
        """
      ).decode(String.self, [UInt8].self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
  }
}
