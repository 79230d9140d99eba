import Postgres
import SeededRandom
import Testing

/// Values that are put together column by column arrive as they are, by COPY and in arrays.
@Suite(.timeLimit(.minutes(15))) struct CellsTests {
  @Test func `arrive by copy and in arrays`() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var rows: [(String?, Int64?, Int32?, Bool, PostgresTimestamp)] = []
    var cells = Array(repeating: Cells(), count: 6)
    for number in 0..<500 {
      let text: String? = [nil, "", "a", "— é \u{1F600}\n\\N\t", String(repeating: "x", count: 3000)]
        .randomElement(
          using: &random)!
      let large: Int64? = [nil, .min, .max, 0, -1].randomElement(using: &random)!
      let small: Int32? = [nil, .min, .max, 7].randomElement(using: &random)!
      let time = PostgresTimestamp(
        microsecondsSinceUnixEpoch: .random(in: -1_000_000...1_000_000, using: &random))
      rows.append((text, large, small, number.isMultiple(of: 3), time))
      cells[0].append(Int64(number))
      cells[1].append(text)
      cells[2].append(large)
      cells[3].append(small)
      cells[4].append(number.isMultiple(of: 3))
      cells[5].append(time)
    }
    let columns = cells
    try await withConnection { connection in
      try await connection.script(
        """
        CREATE TEMPORARY TABLE a (n bigint, t text, l bigint, s integer, b boolean, z timestamptz);
        CREATE TEMPORARY TABLE b (LIKE a);
        """)
      try await connection.copyIn("COPY a FROM STDIN (FORMAT binary)") {
        try await $0.write(CopyRows.bytes(columns))
      }
      try await connection.query(
        """
        INSERT INTO b SELECT * FROM
          unnest($1::bigint[], $2::text[], $3::bigint[], $4::integer[], $5::boolean[], $6::timestamptz[])
        """, CellArray<Int64>(columns[0]), CellArray<String>(columns[1]), CellArray<Int64>(columns[2]),
        CellArray<Int32>(columns[3]), CellArray<Bool>(columns[4]), CellArray<PostgresTimestamp>(columns[5]))
      for table in ["a", "b"] {
        let found = try await connection.query(Statement("SELECT t, l, s, b, z FROM \(table) ORDER BY n"))
          .decode(String?.self, Int64?.self, Int32?.self, Bool.self, PostgresTimestamp.self)
        let isSame = found.count == rows.count && zip(found, rows).allSatisfy { $0 == $1 }
        #expect(isSame, "\(table), seed \(seed)")
      }
    }
  }

  @Test func `a text is its bytes`() async throws {
    var (text, none) = (Cells(), Cells())
    text.append(text: Array("so".utf8))
    none.append(nil as String?)
    #expect(text.count == 1 && none.count == 1)
    let columns = [text, none]
    try await withConnection { connection in
      let row = try await connection.query(
        "SELECT $1::text[], $2::text[]", CellArray<String>(columns[0]), CellArray<String>(columns[1])
      ).only()
      let (texts, nulls) = try row.decode([String].self, [String?].self)
      #expect(texts == ["so"] && nulls == [nil])
      let empty = try await connection.query("SELECT $1::text[]", CellArray<String>(Cells())).only()
      #expect(try empty.decode([String].self, column: 0) == [])
    }
  }
}
