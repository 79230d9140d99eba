internal import EventLog
internal import FoundationEssentials
internal import CanonicalJSON
internal import Ledger
internal import Postgres

/// Makes a backup out of one snapshot of a database, and looks through the whole log while it does. Servers go on meanwhile.
///
/// What is in `read` follows from the log and is made anew.
struct BackupWriter {
  let connection: Connection
  let folder: BackupFolder
  /// The log's key and the last checkpoint that is kept beside the database, looked at before the snapshot is taken: so the
  /// snapshot has at least what was signed.
  let signer: CheckpointSigner?
  let lastNote: [UInt8]?
  /// Whether what was signed before is known, so that nothing is signed against it.
  let knowsSigned: Bool
  /// Whether the key goes with it.
  let takesKey: Bool

  /// Writes everything.
  func write() async throws -> BackupManifest {
    try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let result: Result<BackupManifest, any Error>
    do { result = .success(try await writeSnapshot()) } catch { result = .failure(error) }
    try await connection.query("ROLLBACK")
    return try result.get()
  }

  private func writeSnapshot() async throws -> BackupManifest {
    let migrations = try await connection.query(
      "SELECT name, checksum FROM recension.migration ORDER BY number"
    )
    .decode(String.self, Hash.self).map { BackupManifest.Migration(name: $0, sha256: $1.description) }
    // How values are written, whatever the database is set to.
    try await connection.script(
      "SET LOCAL ROLE recension_owner; SET LOCAL bytea_output = hex; SET LOCAL datestyle = ISO; SET LOCAL timezone = 'UTC'"
    )
    let position = try await connection.query("SELECT position FROM log.head").only().decode(Int64.self)
    let signed = try await lastSigned()
    var audit = LogAudit(expecting: signed.filter { $0.size <= position })
    var tables: [BackupManifest.Table] = []
    for (name, columns) in try await Self.tables(connection) {
      tables.append(try await write(name, columns, &audit))
    }
    audit.finish(at: position)
    guard audit.findings.isEmpty else {
      throw BackupError(
        "The log is damaged, so this would be no backup of it: \(audit.findings.joined(separator: "; ")). Keep the "
          + "backups that there are. To keep the database as it is, stop the server and copy its files, or use pg_dump."
      )
    }
    var manifest = BackupManifest(
      program: ServerOptions.version,
      postgres: try await connection.query("SHOW server_version").only().decode(String.self),
      made: Date.now.formatted(.iso8601), position: position, root: audit.frontier.head.root.description,
      logKey: signer?.verifierKey.description, isSigned: false, hasKey: takesKey, migrations: migrations,
      tables: tables)
    try await sign(audit.frontier.head, signed, &manifest)
    if takesKey, let signer { try write(Array((signer.secret + "\n").utf8), to: BackupManifest.keyFile) }
    manifest = manifest.summed
    try write(JSON.text(of: manifest), to: BackupManifest.file)
    return manifest
  }

  /// Every table of the log and of who is who, as it is there.
  static func tables(_ connection: Connection) async throws -> [(name: String, columns: [String])] {
    try await connection.query(
      """
      SELECT format('%s.%s', n.nspname, c.relname),
        array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname IN ('log', 'identity') AND c.relkind = 'r' GROUP BY 1, c.oid
      -- What others refer to comes before them.
      ORDER BY (SELECT count(*) FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'), 1
      """
    ).decode(String.self, [String].self).map { ($0, $0 == "log.event" ? StoredEvent.copiedColumns : $1) }
  }

  private func write(
    _ name: String, _ columns: [String], _ audit: inout LogAudit
  ) async throws -> BackupManifest.Table {
    let isLog = name == "log.event"
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let copy = try await connection.copyOut(
      isLog
        ? "COPY (SELECT \(list) FROM \(name) ORDER BY position) TO STDOUT"
        : "COPY \(name) (\(list)) TO STDOUT")
    var table = BackupManifest.Table(name: name, columns: columns, rows: 0, size: 0, sha256: "")
    var file = try BackupFile("\(folder.beside)/\(table.file)")
    var lines = CopyText.Lines()
    for try await chunk in copy {
      try file.write(chunk)
      lines.take(chunk) { line in
        table.rows += 1
        guard isLog else { return }
        guard let event = StoredEvent(copied: line) else {
          return audit.find("row \(table.rows) of \(name) is not an event")
        }
        audit.take(event)
      }
    }
    (table.size, table.sha256) = (file.size, try file.finish())
    return table
  }

  private func write(_ bytes: [UInt8], to name: String) throws {
    var file = try BackupFile("\(folder.beside)/\(name)")
    try file.write(bytes)
    _ = try file.finish()
  }
}

// MARK: The signed checkpoint

extension BackupWriter {
  /// What this log was signed to be, as its database and the file beside it have it.
  private func lastSigned() async throws -> [TreeHead] {
    guard let signer else { return [] }
    let origin = signer.verifierKey.name.description
    let stored = try await connection.query(
      "SELECT note FROM log.checkpoint WHERE origin = $1 ORDER BY size DESC LIMIT 1", origin
    ).first?.decode([UInt8].self, column: 0)
    let verifier = CheckpointVerifier(origin: origin, keys: [signer.verifierKey])
    return try [stored, lastNote].compactMap { $0 }.map { try verifier.checkpoint(in: $0).head }
  }

  /// Signs the log as it is in the backup. That is safe: it continues all that was signed, since the audit found nothing. A
  /// log that is behind what was signed was restored from an older one, and is not signed.
  private func sign(_ head: TreeHead, _ signed: [TreeHead], _ manifest: inout BackupManifest) async throws {
    if let signer {
      guard knowsSigned, signed.allSatisfy({ $0.size <= head.size }) else { return }
      let checkpoint = try Checkpoint(origin: signer.verifierKey.name.description, head: head)
      try write(try signer.sign(checkpoint).bytes, to: BackupManifest.noteFile)
      manifest.isSigned = true
      return
    }
    // Without the key, what a server has signed goes along; whose key it is must be known from elsewhere.
    let note = try await connection.query("SELECT note FROM log.checkpoint ORDER BY size DESC LIMIT 1")
      .first?.decode([UInt8].self, column: 0)
    if let note { try write(note, to: BackupManifest.noteFile) }
  }
}
