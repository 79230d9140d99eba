import EventLog
import Postgres
import Testing

/// The mending of a clock in the database itself.
@Suite(.timeLimit(.minutes(15))) struct ClockMendingTests {
  private static let hour: Int64 = 3_600_000_000

  @Test func `the log's time is set back only by a mending that tells of it`() async throws {
    try await withLogDatabase { conninfo in
      try await withPostgresStore(conninfo, clock: { 9 * Self.hour }) { store in
        _ = try await store.append(.note("ahead"))
      }
      func setBack(_ type: String, in stream: String, dated time: Int64) -> String {
        """
        BEGIN;
        INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous, body_digest,
          hash, salt, content)
        SELECT position + 1, 1, \(time), 1, '\(stream)', '\(type)', 'eve', 'r', '', '', '', '', '' FROM log.head;
        UPDATE log.head SET position = position + 1, "time" = \(Self.hour);
        COMMIT
        """
      }
      for (role, statement) in [
        ("recension_server", setBack("clock.mended", in: "/clock", dated: Self.hour)),
        ("recension_eraser", setBack("clock.mended", in: "/clock", dated: Self.hour + 1)),
        ("recension_eraser", setBack("clock.mended", in: "other", dated: Self.hour)),
        ("recension_eraser", setBack("body.erased", in: "/clock", dated: Self.hour)),
      ] {
        try await withConnection(conninfo) { connection in
          try await connection.script("SET SESSION AUTHORIZATION \(role)")
          let refusal = await connection.refusal(of: statement)
          #expect(refusal?.sqlState == .insufficientPrivilege, "\(role): \(statement)")
        }
      }
      try await withConnection(conninfo) { connection in
        for call in ["'', 'x', 1", "'a b', 'x', 1", "'ada', '', 1", "'ada', 'x', 0", "'ada', 'x', NULL"] {
          let refusal = await connection.refusal(of: "SELECT log.mend_clock(\(call))")
          #expect(refusal?.sqlState == SQLState(rawValue: "22023"), "\(call)")
        }
        let place = try await connection.query(
          "SELECT log.mend_clock('ada', 'It was \"ahead\".', $1)", Self.hour
        )
        .only().decode(Int64?.self)
        #expect(place == 2)
      }
    }
  }
}
