import Postgres
import SeededRandom
import Testing

/// Rows that are sent as one parameter are the rows that arrive.
@Suite(.timeLimit(.minutes(15))) struct RowArrayTests {
  private struct Entry: Equatable {
    var number: Int64
    var half: Int32
    var text: String
    var bytes: [UInt8]?
  }

  @Test(arguments: [0, 1, 2, 300]) func `rows arrive as they were sent`(count: Int) async throws {
    var generator = SeededGenerator(seed: UInt64(count) + 1)
    let entries = (0..<count).map { _ in
      Entry(
        number: .random(in: .min ... .max, using: &generator),
        half: .random(in: .min ... .max, using: &generator),
        text: String(repeating: "naïve ", count: .random(in: 0..<5, using: &generator)),
        bytes: Bool.random(using: &generator)
          ? nil : (0..<Int.random(in: 0..<400, using: &generator)).map { UInt8(truncatingIfNeeded: $0) })
    }
    try await withConnection { connection in
      try await connection.script("CREATE TABLE entry (number bigint, half integer, text text, bytes bytea)")
      let type = try await connection.query("SELECT 'entry'::regtype::oid::bigint").only().decode(Int64.self)
      var rows = RowArray(of: PostgresType(rawValue: UInt32(type)), columns: 4)
      for entry in entries {
        rows.beginRow()
        rows.append(entry.number)
        rows.append(entry.half)
        rows.append(entry.text)
        if let bytes = entry.bytes { rows.append(bytes) } else { rows.appendNull(.bytea) }
      }
      #expect(rows.isEmpty == entries.isEmpty)
      // Twice: to send them changes nothing about them.
      for _ in 0..<2 {
        let arrived = try await connection.query("SELECT l.* FROM unnest($1::entry[]) AS l", rows).decode(
          Int64.self, Int32.self, String.self, [UInt8]?.self)
        #expect(arrived.map { Entry(number: $0, half: $1, text: $2, bytes: $3) } == entries)
      }
    }
  }

  @Test func `a row that lacks a field is refused`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE entry (number bigint, text text)")
      let type = try await connection.query("SELECT 'entry'::regtype::oid::bigint").only().decode(Int64.self)
      var rows = RowArray(of: PostgresType(rawValue: UInt32(type)), columns: 1)
      rows.beginRow()
      rows.append(1 as Int64)
      await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT l.* FROM unnest($1::entry[]) AS l", rows)
      }
    }
  }

  @Test func `what the server quotes of a row is struck out`() async throws {
    try await withConnection { connection in
      try await connection.script(
        """
        CREATE TABLE entry (number bigint, text text);
        CREATE FUNCTION tell(entries entry[]) RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'it says %, as number %', entries[2].text, entries[2].number; END $$
        """)
      let type = try await connection.query("SELECT 'entry'::regtype::oid::bigint").only().decode(Int64.self)
      var rows = RowArray(of: PostgresType(rawValue: UInt32(type)), columns: 2)
      for (number, text) in [(1, "nothing"), (481_516, "a secret thing")] as [(Int64, String)] {
        rows.beginRow()
        rows.append(number)
        rows.append(text)
      }
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT tell($1::entry[])", rows)
      }
      let told = try #require(error.map { String(reflecting: $0) })
      #expect(told.contains("it says"), "\(told)")
      #expect(!told.contains("secret") && !told.contains("481516"), "\(told)")
    }
  }
}
