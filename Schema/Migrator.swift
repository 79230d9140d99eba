public import Postgres

extension Schema {
  /// Brings a database up to date in one transaction: afterwards it is as this schema has it, or, where that failed, as
  /// it was before. Several servers may do so at once, also while others work on the database.
  ///
  /// - Parameter connection: as a role that may create roles and schemas.
  public func migrate(_ connection: Connection) async throws(MigrationError) {
    do {
      // Read committed: what is read after the lock was waited for must be what another server left.
      try await connection.transaction(isolation: .readCommitted) { connection throws(MigrationError) in
        try await apply(in: connection)
      }
    } catch {
      switch error {
      case .body(let error, rollback: _): throw error
      case .begin(let error), .commit(let error), .commitUnknown(let error): throw .unavailable(error)
      }
    }
  }

  /// As ``migrate(_:)``, in a transaction that whoever calls has begun and ends.
  public func apply(in connection: Connection) async throws(MigrationError) {
    let upgrade = try Upgrade(to: self, from: try await Self.applied(connection))
    if !upgrade.isEmpty { try await Self.carryOut(upgrade, connection) }
  }

  /// The schema as it was when these migrations were its last, without what goes with them, to be filled with what a
  /// database of that time had. ``migrate(_:)`` of the present one makes the rest of it.
  ///
  /// - Parameter migrations: the names and SHA-256s, in hexadecimal digits, of what had been applied, in order.
  public func asOf(_ migrations: [(name: String, sha256: String)]) throws(MigrationError) -> Schema {
    for (index, migration) in migrations.enumerated() {
      guard let known = self.migrations.first(where: { $0.name == migration.name }),
        index < self.migrations.count
      else {
        throw .newer(name: migration.name)
      }
      guard self.migrations[index].name == migration.name, known.hexadecimalChecksum == migration.sha256
      else {
        throw .changed(name: migration.name)
      }
    }
    return Schema(migrations: Array(self.migrations.prefix(migrations.count)), objects: [])
  }

  private static func applied(_ connection: Connection) async throws(MigrationError) -> Upgrade.Applied {
    do {
      try await connection.script(ledger)
      return Upgrade.Applied(
        migrations: try await checksums("SELECT name, checksum FROM recension.migration", connection),
        objects: try await checksums("SELECT name, checksum FROM recension.object", connection))
    } catch { throw .unavailable(error) }
  }

  private static func checksums(
    _ statement: Statement, _ connection: Connection
  ) async throws(PostgresError) -> [String: [UInt8]] {
    let rows = try await connection.query(statement).decode(String.self, [UInt8].self)
    return Dictionary(rows) { $1 }
  }

  private static func carryOut(_ upgrade: Upgrade, _ connection: Connection) async throws(MigrationError) {
    do {
      try await connection.script(pause)
      try await connection.query("DELETE FROM recension.object WHERE name = ANY($1::text[])", upgrade.dropped)
    } catch { throw .unavailable(error) }
    for (number, file) in upgrade.migrations {
      try await apply(
        file, connection,
        Request(
          "INSERT INTO recension.migration (number, name, checksum) VALUES ($1, $2, $3)", Int64(number),
          file.name,
          file.checksum))
    }
    for file in upgrade.objects {
      try await apply(
        file, connection,
        Request(
          """
          INSERT INTO recension.object (name, checksum) VALUES ($1, $2)
          ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied = excluded.applied
          """, file.name, file.checksum))
    }
  }

  private static func apply(
    _ file: File, _ connection: Connection, _ note: Request
  ) async throws(MigrationError) {
    do {
      try await connection.script(file.sql)
      // A file takes on the role that is to own what it makes.
      _ = try await connection.pipeline([Request("RESET ROLE"), note])
    } catch { throw .failed(name: file.name, error) }
  }

  /// What was applied. The advisory lock is of the transaction: one server at a time looks and goes on from there.
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
    COMMENT ON TABLE recension.migration IS 'The migrations that were applied, with their SHA-256.';
    CREATE TABLE IF NOT EXISTS recension.object (
      name text PRIMARY KEY,
      checksum bytea NOT NULL,
      applied timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON TABLE recension.object IS 'The files of functions, views, triggers and grants, with the SHA-256 of each as it was last applied.'
    """

  /// Makes what appends and what grows the tree wait until the upgrade is done. Each begins with a lock on one of these
  /// tables; otherwise it and the upgrade could lock the same tables in another order, and one of the two would fail.
  private static let pause = """
    DO $$
    DECLARE
      name text;
    BEGIN
      FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables
        WHERE (schemaname, tablename) IN (('log', 'head'), ('log', 'tree')) ORDER BY 1 LOOP
        SET LOCAL ROLE recension_owner;
        EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', name);
      END LOOP;
      RESET ROLE;
    END
    $$
    """
}
