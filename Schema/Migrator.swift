internal import Crypto
public import Postgres

/// Why the schema could not be brought up to date.
public enum MigrationError: Error, CustomStringConvertible {
  /// A file that was applied has other content now.
  case changed(name: String)
  /// The database has a file that this program does not know: it was made by a newer one.
  case newer(name: String)
  /// Applying a file failed; nothing of it was done.
  case failed(name: String, PostgresError)
  case unavailable(PostgresError)

  public var description: String {
    switch self {
    case .changed(let name):
      "The database was made with another \(name) than this program holds. Start the program that made it; an "
        + "applied file is never changed."
    case .newer(let name):
      "The database has \(name), which this program does not know: it is of a newer version. Start that one."
    case .failed(let name, let error):
      "\(name) could not be applied; the database is as it was before it. \(error)"
    case .unavailable(let error): "The database cannot be brought up to date. \(error)"
    }
  }
}

extension Schema {
  /// Applies what has not been applied yet, each file in one transaction; several servers may do so at once.
  ///
  /// - Parameter connection: as a role that may create roles and schemas.
  public static func migrate(
    _ connection: Connection, _ migrations: [Migration] = Schema.migrations
  ) async throws(MigrationError) {
    do {
      try await connection.script(ledger)
    } catch {
      throw .unavailable(error)
    }
    let applied = try await applied(connection)
    for (name, checksum) in applied {
      guard let migration = migrations.first(where: { $0.name == name }) else { throw .newer(name: name) }
      guard migration.checksum == checksum else { throw .changed(name: name) }
    }
    for migration in migrations where !applied.contains(where: { $0.name == migration.name }) {
      try await apply(migration, connection)
    }
  }

  private static func applied(
    _ connection: Connection
  ) async throws(MigrationError) -> [(name: String, checksum: [UInt8])] {
    do {
      return try await connection.query("SELECT name, checksum FROM recension.migration ORDER BY number")
        .decode(String.self, [UInt8].self).map { ($0, $1) }
    } catch {
      throw .unavailable(error)
    }
  }

  private static func apply(_ migration: Migration, _ connection: Connection) async throws(MigrationError) {
    let isSame: Bool
    do {
      isSame = try await connection.transaction { connection throws(PostgresError) in
        // Another server may have been quicker; the lock is let go at the end of the transaction.
        try await connection.query("LOCK TABLE recension.migration IN EXCLUSIVE MODE")
        let known = try await connection.query(
          "SELECT name = $2 AND checksum = $3 FROM recension.migration WHERE number = $1",
          Int64(migration.number), migration.name, migration.checksum)
        if let known = known.first { return try known.decode(Bool.self, column: 0) }
        try await connection.script(migration.sql)
        try await connection.query("RESET ROLE")
        try await connection.query(
          "INSERT INTO recension.migration (number, name, checksum) VALUES ($1, $2, $3)",
          Int64(migration.number), migration.name, migration.checksum)
        return true
      }
    } catch {
      switch error {
      case .body(let error, rollback: _), .begin(let error), .commit(let error):
        throw .failed(name: migration.name, error)
      case .commitUnknown(let error):
        throw .unavailable(error)
      }
    }
    guard isSame else { throw .changed(name: migration.name) }
  }

  /// What was applied. Two servers may make it at the same moment: the advisory lock is of this transaction, which
  /// a script is without saying so.
  private static let ledger = """
    SET LOCAL client_min_messages = warning;
    SELECT pg_advisory_xact_lock(7266737);
    CREATE SCHEMA IF NOT EXISTS recension;
    CREATE TABLE IF NOT EXISTS recension.migration (
      number bigint PRIMARY KEY,
      name text NOT NULL UNIQUE,
      checksum bytea NOT NULL,
      applied timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON TABLE recension.migration IS 'The files of the schema that were applied, with their SHA-256.'
    """
}

extension Schema.Migration {
  var checksum: [UInt8] { Array(SHA256.hash(data: Array(sql.utf8))) }
}
