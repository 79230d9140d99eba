import Ledger
import Manuscript
import Postgres

/// What is left in the database: the log as it stands, read with plain SQL and none of the code under test.
struct Remains {
  var log: [StoredEvent] = []
  var documents: [String: Document] = [:]

  init(_ conninfo: String, papers: [String]) async throws {
    let connection = try await Connection.connect(conninfo)
    let rows = try await connection.query(
      """
      SELECT e.position, e.stream, e.sequence, e.type, e.version, e.actor, e."time", e.cause, e.previous,
        e.body_digest, e.hash, e.salt, e.content
      FROM log.event e ORDER BY e.position
      """)
    for row in rows {
      let (position, stream, sequence, type, version, actor, time, cause) = try row.decode(
        Int64.self, String.self, Int64.self, String.self, Int32.self, String.self, Int64.self, String.self)
      func bytes(_ column: Int) throws -> [UInt8] { try row.decode([UInt8].self, column: column) }
      let header = EventHeader(
        position: position, stream: stream, sequence: sequence, type: type, version: Int(version),
        actor: actor,
        time: time, cause: cause, previous: Hash(try bytes(8)), body: Hash(try bytes(9)))
      log.append(
        StoredEvent(header: header, hash: Hash(try bytes(10)), salt: try bytes(11), body: try bytes(12)))
    }
    for paper in papers {
      let content = try await connection.query(
        """
        SELECT a.content FROM log.event e
        JOIN log.attachment a ON encode(a.digest, 'hex') = convert_from(e.content, 'UTF8')::jsonb ->> 'document'
        WHERE e.stream = $1 AND e.sequence = 1
        """, paper
      ).only().decode([UInt8].self)
      documents[paper] = try Document(decoding: content)
    }
    await connection.close()
  }

  /// The tables of the `read` schema, each by a digest of its rows.
  static func readModels(_ conninfo: String) async throws -> [String: String] {
    let connection = try await Connection.connect(conninfo)
    var digests: [String: String] = [:]
    for name in try await tables(connection) {
      digests[name] = try await connection.query(
        Statement(
          "SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM read.\(name) t"
        )
      ).only().decode(String.self)
    }
    await connection.close()
    return digests
  }

  /// Empties the read models, so that the next start makes them anew.
  static func forgetReadModels(_ conninfo: String) async throws {
    let connection = try await Connection.connect(conninfo)
    let names = try await tables(connection).map { "read.\($0)" }.joined(separator: ", ")
    try await connection.script("TRUNCATE \(names)")
    await connection.close()
  }

  private static func tables(_ connection: Connection) async throws -> [String] {
    try await connection.query(
      "SELECT tablename::text FROM pg_tables WHERE schemaname = 'read' ORDER BY 1"
    ).decode(String.self)
  }
}
