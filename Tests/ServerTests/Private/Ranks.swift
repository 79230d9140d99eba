import EventLog
import Postgres

extension TestServer {
  /// The places in the log, counted as though a stream had never been.
  func ranks(without stream: String) async throws -> [Int64: Int] {
    let places = try await withConnection(conninfo) { connection in
      try await connection.query(
        "SELECT position FROM log.event WHERE stream <> $1 ORDER BY position", stream
      ).map { try $0.decode(Int64.self, column: 0) }
    }
    return Dictionary(uniqueKeysWithValues: zip(places, 1...))
  }
}

extension Answer {
  /// Its text with places in the log counted anew, and without codes.
  func relabelled(_ ranks: [Int64: Int]) -> String {
    let counted = text.replacing(#/("(?:position|at|shown|last)":|@|Position: )([0-9]+)/#) { match in
      // Behind the last event of all others nothing of theirs has happened.
      let rank = Int64(match.2).map { place in ranks[place] ?? ranks.keys.filter { $0 < place }.count }
      return "\(match.1)\(rank ?? 0)"
    }
    return counted.replacing(#/"code":"[^"]*"/#, with: "code")
  }
}
