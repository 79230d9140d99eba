import Postgres
import Testing

/// Rows that are sent as one parameter are the rows that arrive.
struct RowArrayTests {
  private struct Line: Equatable {
    var number: Int64
    var half: Int32
    var text: String
    var bytes: [UInt8]?
  }

  @Test(arguments: [0, 1, 2, 300]) func rowsArriveAsTheyWereSent(count: Int) async throws {
    var generator = SeededGenerator(seed: UInt64(count) + 1)
    let lines = (0..<count).map { _ in
      Line(
        number: .random(in: .min ... .max, using: &generator),
        half: .random(in: .min ... .max, using: &generator),
        text: String(repeating: "naïve ", count: .random(in: 0..<5, using: &generator)),
        bytes: Bool.random(using: &generator)
          ? nil : (0..<Int.random(in: 0..<400, using: &generator)).map { UInt8(truncatingIfNeeded: $0) })
    }
    try await withConnection { connection in
      try await connection.script("CREATE TABLE line (number bigint, half integer, text text, bytes bytea)")
      let type = try await connection.query("SELECT 'line'::regtype::oid::bigint").only().decode(Int64.self)
      var rows = RowArray(of: PostgresType(rawValue: UInt32(type)), columns: 4)
      for line in lines {
        rows.beginRow()
        rows.append(line.number)
        rows.append(line.half)
        rows.append(line.text)
        if let bytes = line.bytes { rows.append(bytes) } else { rows.appendNull(.bytea) }
      }
      #expect(rows.isEmpty == lines.isEmpty)
      // Twice: to send them changes nothing about them.
      for _ in 0..<2 {
        let arrived = try await connection.query("SELECT l.* FROM unnest($1::line[]) AS l", rows).decode(
          Int64.self, Int32.self, String.self, [UInt8]?.self)
        #expect(arrived.map { Line(number: $0, half: $1, text: $2, bytes: $3) } == lines)
      }
    }
  }

  @Test func aRowThatLacksAFieldIsRefused() async throws {
    try await withConnection { connection in
      try await connection.script("CREATE TABLE line (number bigint, text text)")
      let type = try await connection.query("SELECT 'line'::regtype::oid::bigint").only().decode(Int64.self)
      var rows = RowArray(of: PostgresType(rawValue: UInt32(type)), columns: 1)
      rows.beginRow()
      rows.append(1 as Int64)
      await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT l.* FROM unnest($1::line[]) AS l", rows)
      }
    }
  }
}
