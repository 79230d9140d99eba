import Foundation
import Postgres
import Schema
import TestCluster
import Testing

/// What must hold of the files of the schema, whatever they say.
@Suite(.timeLimit(.minutes(15))) struct SchemaFileTests {
  /// The texts of a folder's files, by name.
  private func texts(in folder: String) throws -> [String: String] {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "Schema/\(folder)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
      })
  }

  @Test func `every file of the folders is listed once, and migrations by their numbers`() throws {
    for (folder, files) in [("Migrations", Schema.current.migrations), ("Objects", Schema.current.objects)] {
      let listed = Dictionary(files.map { ($0.name, $0.sql) }) { _, _ in "listed twice" }
      #expect(try texts(in: folder) == listed)
    }
    for (index, file) in Schema.current.migrations.enumerated() {
      #expect(file.name.hasPrefix("\(10_001 + index)-".dropFirst()))
    }
  }

  @Test func `objects applied again leave the database as it was, whichever models are read`() async throws {
    // Only a cluster of one's own says where pg_dump is.
    let cluster = try await TestCluster.separate()
    let result: Result<Void, any Error>
    do {
      try await cluster.withDatabase { conninfo in
        try await withConnection(conninfo) { connection in
          try await Schema.current.migrate(connection)
          for preparation in ["SELECT 1", "SELECT projection.exchange()"] {
            try await connection.script(preparation)
            let before = try await dump(conninfo, cluster)
            try await connection.script("DELETE FROM recension.object")
            try await Schema.current.migrate(connection)
            #expect(try await connection.appliedObjects().count == Schema.current.objects.count)
            #expect(before.count > 1000)
            #expect(try await dump(conninfo, cluster) == before)
          }
        }
      }
      result = .success(())
    } catch { result = .failure(error) }
    try await cluster.remove()
    try result.get()
  }

  /// The whole schema, as lines of SQL.
  private func dump(_ conninfo: String, _ cluster: TestCluster) async throws -> [Substring] {
    let dump = try await runProgram("\(cluster.programsFolder)/pg_dump", ["--schema-only", "-d", conninfo])
    // Each dump is marked with a random word.
    return dump.split(separator: "\n").filter {
      !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict")
    }
  }

  /// They exchange their names: what is true of one must be true of the other.
  @Test func `read and read_next are twins`() async throws {
    try await withLogDatabase { conninfo in
      try await withConnection(conninfo) { connection in
        var descriptions: [[String]] = []
        for schema in ["read", "read_next"] {
          let description = try await connection.query(
            """
            SELECT concat_ws(' ', c.relname, c.relkind, c.relacl, obj_description(c.oid, 'pg_class'), a.attnum, a.attname,
              format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation::regcollation,
              col_description(c.oid, a.attnum))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'v')
            UNION ALL
            SELECT regexp_replace(indexdef, ' INDEX \\S+ ON \\S+\\.', ' INDEX ON ') FROM pg_indexes WHERE schemaname = $1
            ORDER BY 1
            """, schema
          ).decode(String.self)
          descriptions.append(description)
        }
        #expect(descriptions[0].count > 100)
        #expect(descriptions[0] == descriptions[1])
      }
    }
  }
}
