internal import EventLog
internal import Ledger
public import Logging
internal import Postgres
internal import PrivateCluster
internal import Schema

extension RecensionServer {
  /// Makes a backup of a server's log and of who is who, also while the server runs.
  ///
  /// - Parameters:
  ///   - options: of these, the state directory and the database count.
  ///   - path: the folder that is made.
  ///   - withKey: whether the log's signing key goes with it.
  /// - Returns: what came of it, for a person.
  public static func backUp(
    _ options: ServerOptions, to path: String, withKey: Bool, logger: Logger
  ) async throws -> [String] {
    let keys = CheckpointKeys(folder: options.home + "/keys")
    let believed = try keys.believed()
    let signer = believed.signer
    guard signer != nil || !withKey else {
      throw BackupError(
        believed.fault
          ?? "There is no signing key in \(keys.folder): name the server's state directory with --home.")
    }
    let manifest = try await ReachedDatabase.with(
      options, logger: logger, whenStopped: "What it had begun is removed."
    ) { _, connection in
      let folder = try BackupFolder(path)
      do {
        let writer = BackupWriter(
          connection: connection, folder: folder, signer: signer, lastNote: believed.note,
          knowsSigned: believed.fault == nil, takesKey: withKey)
        let manifest = try await writer.write()
        try folder.finish()
        return manifest
      } catch {
        guard let left = folder.abandon() else { throw error }
        throw BackupError(isCancellation(error) ? left : "\(error) \(left)")
      }
    }
    let size = manifest.tables.reduce(0) { $0 + $1.size }
    var lines = ["\(path) holds \(manifest.position) events, \(size) bytes of rows, root \(manifest.root)."]
    if !manifest.isSigned {
      lines.append(
        believed.fault.map { "It is not signed. \($0)" }
          ?? (signer == nil
            ? "It is not signed: there is no signing key in \(keys.folder)."
            : "It is not signed: the log is behind what was signed before, as after an older dump was restored.")
      )
    }
    if !withKey {
      lines.append(
        "The signing key is not in it: keep \(keys.folder)/checkpoint.key elsewhere, or take --with-key.")
    }
    return lines
  }

  /// Looks through a backup, without any database.
  ///
  /// - Parameters:
  ///   - kept: files with checkpoints that were kept elsewhere.
  ///   - logKey: the log's key as it is known from elsewhere.
  /// - Returns: what came of it, for a person, and whether it is whole.
  public static func verify(
    backup path: String, home: String, against kept: [String], logKey: String?
  ) async throws -> (lines: [String], isWhole: Bool) {
    let backup = try Backup(at: path)
    let report = try await looked(through: backup, home, kept, logKey)
    return (report.lines, report.isWhole)
  }

  /// Looks through a backup, and holds it against what was kept elsewhere and at home.
  static func looked(
    through backup: Backup, _ home: String, _ kept: [String], _ logKey: String?
  ) async throws -> BackupReport {
    let (atHome, remark) = try notesAtHome(home, of: backup)
    var report = try await backup.verify(against: try notes(kept) + atHome, logKey: logKey)
    if let remark { report.remarks.append(remark) }
    return report
  }

  private static func notes(_ paths: [String]) throws -> [[UInt8]] {
    try paths.map { path in
      guard let note = try PrivateFile.read(path) else { throw StartError("There is no \(path).") }
      return note
    }
  }

  /// The last checkpoint of a state directory, where it is of the backup's log.
  ///
  /// - Returns: it, if there is one, and what is wrong at home, which is no fault of the backup's.
  private static func notesAtHome(_ home: String, of backup: Backup) throws -> (
    notes: [[UInt8]], remark: String?
  ) {
    let believed = try CheckpointKeys(folder: home + "/keys").believed()
    if let fault = believed.fault { return ([], "It was not held against that of \(home). \(fault)") }
    guard let key = believed.signer?.verifierKey.description, key == backup.manifest.logKey else {
      return ([], nil)
    }
    return (believed.note.map { [$0] } ?? [], nil)
  }
}

// MARK: Checking

extension RecensionServer {
  /// Looks through a log and all that goes with it, also while servers work on it.
  ///
  /// - Returns: what came of it, for a person, and whether all is well.
  public static func check(
    _ options: ServerOptions, logger: Logger
  ) async throws -> (lines: [String], isSound: Bool) {
    try await ReachedDatabase.with(options, logger: logger, whenStopped: "Nothing was changed.") {
      reached, _ in
      let conninfo = try ConnectionParameters(reached.conninfo).withDeadlines().acting(as: "recension_server")
        .conninfo
      let pool = ConnectionPool(conninfo, bounds: options.reading, logger: logger)
      let result: Result<(lines: [String], isSound: Bool), any Error>
      do {
        result = .success(try await check(conninfo, pool, CheckpointKeys(folder: options.home + "/keys")))
      } catch {
        result = .failure(error)
      }
      await pool.close()
      return try result.get()
    }
  }

  static func check(
    _ conninfo: String, _ pool: ConnectionPool, _ keys: CheckpointKeys
  ) async throws -> (lines: [String], isSound: Bool) {
    let store = PostgresStore(conninfo: conninfo, pool: pool)
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      // The key first: what is signed meanwhile is of events that are looked at after it.
      let believed = try keys.believed()
      result = .success(
        try await LogCheck(
          store: store, tree: TreeStore(pool), pool: pool, kept: believed.note,
          logKey: believed.signer?.verifierKey, fault: believed.fault
        ).run())
    } catch {
      result = .failure(error)
    }
    await store.close()
    return try result.get()
  }
}
