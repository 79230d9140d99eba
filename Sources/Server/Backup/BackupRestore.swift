internal import FoundationEssentials
internal import Postgres
internal import Schema

/// Puts a backup into a database that has nothing of ours.
struct BackupRestore {
  let backup: Backup
  let connection: Connection

  /// Makes the tables as they were when the backup was made and fills them, all in one transaction. What refuses to have
  /// the log changed is not there yet; who starts a server brings the database up to date, and it is.
  ///
  /// - Parameter finishing: done when all that is left is to commit. What stops after it leaves an empty database, with
  ///   which the same can be done again.
  /// - Returns: what that returned.
  func run<Value>(finishing: nonisolated(nonsending) () async throws -> Value) async throws -> Value {
    let schema = try Schema.current.asOf(
      backup.manifest.migrations.map { (name: $0.name, sha256: $0.sha256) })
    try await connection.query("BEGIN")
    do {
      try await refuseOthers()
      try await schema.apply(in: connection)
      try await connection.script(
        "SET LOCAL ROLE recension_owner; SET LOCAL datestyle = ISO; SET LOCAL timezone = 'UTC'")
      try await fill()
      try await connection.script("RESET ROLE")
      let value = try await finishing()
      guard try await connection.query("COMMIT").commandTag == "COMMIT" else {
        throw BackupError("The database did not take the backup.")
      }
      return value
    } catch {
      // Of a connection that was lost nothing was committed either.
      _ = await connection.pipelineResults([Request("ROLLBACK")])
      throw error
    }
  }

  private func refuseOthers() async throws {
    if try await connection.query("SHOW transaction_read_only").only().decode(String.self) == "on" {
      throw BackupError(
        "The database takes no changes, so nothing is restored: it is read-only, or a standby. Let it take changes, or name "
          + "the one that does with --database.")
    }
    let there = try await connection.query(
      """
      SELECT nspname::text FROM pg_catalog.pg_namespace
      WHERE nspname IN ('recension', 'log', 'identity', 'read', 'read_next', 'projection') ORDER BY 1
      """
    ).decode(String.self)
    guard there.isEmpty else {
      throw BackupError(
        "The database is in use: it has \(there.joined(separator: ", ")). A backup is restored into an empty one; nothing "
          + "was changed. Name another with --home or --database. If it is this backup, restored before: “recensiond check” "
          + "looks through it.")
    }
  }

  private func fill() async throws {
    let known = Dictionary(
      try await BackupWriter.tables(connection).map { ($0.name, Set($0.columns)) }
    ) { first, _ in first }
    for table in backup.manifest.tables {
      guard known[table.name] == Set(table.columns) else {
        throw BackupError("The backup has a table \(table.name) that this program makes otherwise.")
      }
    }
    let lacking = Set(known.keys).subtracting(backup.manifest.tables.map(\.name)).sorted()
    guard lacking.isEmpty else {
      throw BackupError("The backup lacks what it should have: \(lacking.joined(separator: ", ")).")
    }
    for table in backup.manifest.tables {
      // Rows that every database begins with.
      try await connection.script("DELETE FROM \(table.name)")
      let list = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let rows = try await connection.copyIn("COPY \(table.name) (\(list)) FROM STDIN") { copy in
        _ = try await BackupFile.read(backup.file(table)) { try await copy.write($0) }
      }
      guard rows == Int(table.rows) else {
        throw BackupError("\(table.name) took \(rows) rows of \(table.rows).")
      }
    }
  }
}
