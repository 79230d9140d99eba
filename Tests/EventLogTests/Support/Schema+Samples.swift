import Postgres
import Schema

extension Schema {
  /// The same, with a file of an object that says something more: nothing, unless told.
  func changed(_ name: String, by addition: String = "-- changed") -> Schema {
    var copy = self
    copy.objects = objects.map {
      $0.name == name ? File(name: name, sql: "\($0.sql)\n\(addition)") : $0
    }
    return copy
  }
}

extension Connection {
  func appliedMigrations() async throws -> [String] {
    try await query("SELECT name FROM recension.migration ORDER BY number").decode(String.self)
  }

  /// When each object's file was last applied, in microseconds, by its name.
  func appliedObjects() async throws -> [String: Int64] {
    let rows = try await query(
      "SELECT name, (extract(epoch FROM applied) * 1000000)::bigint FROM recension.object"
    )
    .decode(String.self, Int64.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
  }
}
