import Postgres
import SeededRandom
import Testing

@Suite(.timeLimit(.minutes(15))) struct ValueTests {
  /// Random values of every type come back as they went, one by one and in arrays.
  @Test func `random values round-trip`() async throws {
    try await withConnection { connection in
      for seed: UInt64 in 0..<40 {
        var random = SeededGenerator(seed: seed)
        let comment = Comment(rawValue: "seed \(seed)")
        func array<Value>(_ make: () -> Value) -> [Value] {
          (0..<Int.random(in: 0...20, using: &random)).map { _ in make() }
        }
        func bytes() -> [UInt8] { array { UInt8.random(in: 0...255, using: &random) } }
        func text() -> String {
          let scalars = array { Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &random)) ?? "é" }
          return String(String.UnicodeScalarView(scalars))
        }
        func perhaps<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func timestamp() -> PostgresTimestamp {
          // The years 1 to 9999.
          let range = Int64(-62_135_596_800_000_000)...253_402_300_799_999_999
          return PostgresTimestamp(microsecondsSinceUnixEpoch: .random(in: range, using: &random))
        }

        let int64 = Int64.random(in: .min ... .max, using: &random)
        let int32 = Int32.random(in: .min ... .max, using: &random)
        let int16 = Int16.random(in: .min ... .max, using: &random)
        let double = Double(bitPattern: UInt64.random(in: 0...0x7FE0_0000_0000_0000, using: &random))
        let scalars = try await connection.query(
          "SELECT $1, $2, $3, $4, $5, $6, $7", int64, int32, int16, double, int16 > 0, text(), timestamp()
        ).only()
        let values = try scalars.decode(
          Int64.self, Int32.self, Int16.self, Double.self, Bool.self, String?.self, PostgresTimestamp.self)
        #expect(values.0 == int64, comment)
        #expect(values.1 == int32, comment)
        #expect(values.2 == int16, comment)
        #expect(values.3.bitPattern == double.bitPattern, comment)
        #expect(values.4 == (int16 > 0), comment)

        try await roundTrip(array { Int64.random(in: .min ... .max, using: &random) }, connection, comment)
        try await roundTrip(array { Int32.random(in: .min ... .max, using: &random) }, connection, comment)
        try await roundTrip(array { Int16.random(in: .min ... .max, using: &random) }, connection, comment)
        try await roundTrip(array { Bool.random(using: &random) }, connection, comment)
        try await roundTrip(array { Double.random(in: -1...1, using: &random) }, connection, comment)
        try await roundTrip(array(text), connection, comment)
        try await roundTrip(array { perhaps(text()) }, connection, comment)
        try await roundTrip(bytes(), connection, comment)
        try await roundTrip(array(bytes), connection, comment)
        try await roundTrip(array { perhaps(bytes()) }, connection, comment)
        try await roundTrip(array(timestamp), connection, comment)
        try await roundTrip(array { perhaps(int64) }, connection, comment)
        try await roundTrip(text(), connection, comment)
        try await roundTrip(timestamp(), connection, comment)
      }
    }
  }

  private func roundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable>(
    _ value: Value, _ connection: Connection, _ comment: Comment
  ) async throws {
    #expect(try await connection.query("SELECT $1", value).only().decode(Value.self) == value, comment)
  }

  /// The server's own reading of each value, so that both ends cannot be wrong in the same way.
  @Test func `server reads what was meant`() async throws {
    try await withConnection { connection async throws in
      func text(_ value: any PostgresEncodable) async throws -> String {
        let statement: Statement = "SET TimeZone = 'UTC'"
        try await connection.query(statement)
        return try await connection.query("SELECT ($1)::text", value).only().decode(String.self)
      }
      #expect(try await text(-7 as Int16) == "-7")
      #expect(try await text(Int64.min) == "-9223372036854775808")
      #expect(try await text(1.5) == "1.5")
      #expect(try await text([0, 171] as [UInt8]) == #"\x00ab"#)
      #expect(try await text(["a", nil, "", "NULL"]) == #"{a,NULL,"","NULL"}"#)
      #expect(try await text([[1], []] as [[UInt8]]) == #"{"\\x01","\\x"}"#)
      #expect(try await text(JSONB(#"{"b": [1,2]}"#)) == #"{"b": [1, 2]}"#)
      let instant = PostgresTimestamp(microsecondsSinceUnixEpoch: 1_000_000_000_000_001)
      #expect(try await text(instant) == "2001-09-09 01:46:40.000001+00")
      #expect(try await text(PostgresTimestamp.infinity) == "infinity")
      #expect(try await text(PostgresTimestamp.minusInfinity) == "-infinity")
      #expect(try await text([PostgresTimestamp]()) == "{}")
    }
  }

  @Test func `narrow integers widen`() async throws {
    try await withConnection { connection in
      let row = try await connection.query("SELECT 1::int2, 2::int4, 3::int8, 4::oid, 1.5::real").only()
      let values = try row.decode(Int64.self, Int.self, Int64.self, Int64.self, Double.self)
      #expect(values == (1, 2, 3, 4, 1.5))
      // A wide column is refused whatever it holds, lest it break when the values grow.
      #expect(throws: PostgresError.self) { try row.decode(Int32.self, column: 2) }
    }
  }

  @Test func `decoding errors name column and types but no value`() async throws {
    try await withConnection { connection in
      let row = try await connection.query("SELECT 'hush' AS secret, NULL::int AS nothing").only()
      let wrongType = #expect(throws: PostgresError.self) { try row.decode(Int64.self, column: "secret") }
      #expect(wrongType?.kind == .decoding)
      #expect(wrongType?.description == #"column 1 "secret": expected Int64, found text"#)
      let null = #expect(throws: PostgresError.self) { try row.decode(Int32.self, column: 1) }
      #expect(null?.description == #"column 2 "nothing": expected Int32, found NULL"#)
      #expect(throws: PostgresError.self) { try row.decode(String.self, Int?.self, Int.self) }
      #expect(throws: PostgresError.self) { try row.decode(String.self, column: "missing") }
      #expect(throws: PostgresError.self) { try row.decode([String].self) }
    }
  }

  @Test func `inserts five thousand rows from arrays`() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE event (position bigint PRIMARY KEY, body bytea, tag text)")
      let positions = (1...5_000).map { Int64($0) }
      let bodies = positions.map { Array("body \($0)".utf8) }
      let tags = positions.map { $0.isMultiple(of: 3) ? nil : "claim:\($0)" }
      let inserted = try await connection.execute(
        "INSERT INTO event SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::text[])", positions, bodies,
        tags)
      #expect(inserted == 5_000)
      let rows = try await connection.query("SELECT position, body, tag FROM event ORDER BY position")
      #expect(rows.count == 5_000)
      for (index, row) in try rows.decode(Int64.self, [UInt8].self, String?.self).enumerated() {
        guard row.0 == positions[index], row.1 == bodies[index], row.2 == tags[index] else {
          Issue.record("row \(index) differs")
          return
        }
      }
    }
  }
}
