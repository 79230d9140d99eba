import Postgres
import SeededRandom
import TestCluster
import Testing

@testable import Server

/// The text form of COPY, as PostgreSQL itself writes it.
@Suite(.timeLimit(.minutes(15))) struct CopyTextTests {
  @Test func `what PostgreSQL copies out is read as it is`() async throws {
    var random = SeededGenerator(seed: 7_266)
    let signs = Array("ab\\\t\n\r\u{8}\u{B}\u{C}N.ü—𝔘")
    let rows: [(String?, [UInt8]?)] = (0..<200).map { _ in
      (
        Int.random(in: 0..<5, using: &random) == 0
          ? nil
          : String(
            (0..<Int.random(in: 0..<9, using: &random)).map { _ in signs.randomElement(using: &random)! }),
        Int.random(in: 0..<5, using: &random) == 0
          ? nil
          : (0..<Int.random(in: 0..<40, using: &random)).map { _ in .random(in: .min ... .max, using: &random)
          }
      )
    }
    try await withTestDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        try await connection.script("CREATE TABLE sample (place bigint, text text, bytes bytea)")
        for (place, row) in rows.enumerated() {
          try await connection.query("INSERT INTO sample VALUES ($1, $2, $3)", Int64(place), row.0, row.1)
        }
        let chunks = try await connection.copyOut(
          "COPY (SELECT text, bytes FROM sample ORDER BY place) TO STDOUT")
        var all: [UInt8] = []
        for try await chunk in chunks { all += chunk }
        var lines = CopyText.Lines()
        var read: [(String?, [UInt8]?)] = []
        // In pieces of any size.
        while !all.isEmpty {
          let piece = Array(all.prefix(Int.random(in: 1..<30, using: &random)))
          all.removeFirst(piece.count)
          lines.take(piece) { line in
            let values = CopyText.values(of: line)
            read.append(
              (values[0].map { String(decoding: $0, as: UTF8.self) }, values[1].flatMap(CopyText.bytes)))
          }
        }
        #expect(lines.isWhole && read.count == rows.count)
        for (one, other) in zip(read, rows) { #expect(one == other) }
      }
    }
  }

  @Test func `what is no value of bytes is none`() {
    for text in ["", "6162", #"\x6"#, #"\xgg"#, #"\xAB"#] { #expect(CopyText.bytes(Array(text.utf8)) == nil) }
    #expect(CopyText.bytes(Array(#"\x00ff"#.utf8)) == [0, 255])
  }
}
