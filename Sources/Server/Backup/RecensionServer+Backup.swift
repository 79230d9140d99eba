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
    let (signer, note) = (try keys.present(), try keys.lastNote())
    guard signer != nil || !withKey else {
      throw BackupError(
        "There is no signing key in \(keys.folder): name the server's state directory with --home.")
    }
    let manifest = try await stoppable {
      try await ReachedDatabase.with(options, logger: logger) { _, connection in
        let folder = try BackupFolder(path)
        do {
          let writer = BackupWriter(
            connection: connection, folder: folder, signer: signer, lastNote: note, takesKey: withKey)
          let manifest = try await writer.write()
          try folder.finish()
          return manifest
        } catch {
          guard let left = folder.abandon() else { throw error }
          throw BackupError(isCancellation(error) ? left : "\(error) \(left)")
        }
      }
    }
    let size = manifest.tables.reduce(0) { $0 + $1.size }
    var lines = ["\(path) holds \(manifest.position) events, \(size) bytes of rows, root \(manifest.root)."]
    if !manifest.isSigned {
      lines.append(
        signer == nil
          ? "It is not signed: there is no signing key in \(keys.folder)."
          : "It is not signed: the log is behind what was signed before, as after an older dump was restored."
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
    let report = try await backup.verify(
      against: try notes(kept) + notesAtHome(home, of: backup), logKey: logKey)
    return (report.lines, report.isWhole)
  }

  /// Restores a backup that was found whole, into a database that has nothing of ours, and looks through what is there then.
  ///
  /// - Parameter endsCredentials: whether no credential and no invitation of the backup is valid any more.
  /// - Returns: what came of it, for a person, and whether all is well.
  public static func restore(
    _ path: String, _ options: ServerOptions, against kept: [String], logKey: String?,
    endsCredentials: Bool = false, logger: Logger
  ) async throws -> (lines: [String], isWhole: Bool) {
    let backup = try Backup(at: path)
    let state = try await StateDirectory.hold(options.home)
    let report = try await backup.verify(
      against: try notes(kept) + notesAtHome(options.home, of: backup), logKey: logKey)
    guard report.isWhole else { return (report.lines, false) }
    let keys = try CheckpointKeys(folder: state.keysFolder).restoring(backup)
    let cluster = options.database == nil ? try await PrivateCluster.start(in: state, logger: logger) : nil
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      let conninfo = options.database ?? cluster?.connectionString ?? ""
      try await fill(conninfo, from: backup, keys, logger)
      result = .success(
        try await checkRestored(
          conninfo, options, keys: keys.folder, endsCredentials: endsCredentials, logger))
    } catch {
      result = .failure(error)
    }
    try await cluster?.stop()
    let check = try result.get()
    return (report.lines + ["It is restored."] + check.lines + keys.remarks, check.isSound)
  }

  private static func fill(
    _ conninfo: String, from backup: Backup, _ keys: RestoredKeys, _ logger: Logger
  ) async throws {
    let connection = try await Connection.connect(
      try ConnectionParameters(conninfo).withDeadlines().conninfo, logger: logger)
    let result: Result<Void, any Error>
    do {
      let restore = BackupRestore(backup: backup, connection: connection)
      // Before the log is there: a server that found one without its key would be of another name.
      result = .success(try await restore.run(finishing: keys.write))
    } catch {
      result = .failure(error)
    }
    await connection.close()
    try result.get()
  }

  /// Brings what was restored up to date, and looks through it.
  private static func checkRestored(
    _ conninfo: String, _ options: ServerOptions, keys: CheckpointKeys, endsCredentials: Bool,
    _ logger: Logger
  ) async throws -> (lines: [String], isSound: Bool) {
    let database = try await Database.open(conninfo, in: nil, bounds: options.reading, logger: logger)
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      // What was signed is over all events, and the tree may have been behind them.
      let builder = TreeBuilder(TreeStore(database.pool), logger: logger)
      while try await builder.step() {}
      var checked = try await check(database.conninfo, database.pool, keys)
      let identities = IdentityStore(database.pool, logger: logger)
      checked.lines += try await RestoredPeople(identities, home: options.home).lines(
        endingCredentials: endsCredentials)
      result = .success(checked)
    } catch {
      result = .failure(error)
    }
    await database.close(logger: logger)
    return try result.get()
  }

  private static func notes(_ paths: [String]) throws -> [[UInt8]] {
    try paths.map { path in
      guard let note = try PrivateFile.read(path) else { throw StartError("There is no \(path).") }
      return note
    }
  }

  /// The last checkpoint of a state directory, where it is of the backup's log.
  private static func notesAtHome(_ home: String, of backup: Backup) throws -> [[UInt8]] {
    let keys = CheckpointKeys(folder: home + "/keys")
    guard let key = try keys.present()?.verifierKey.description, key == backup.manifest.logKey else {
      return []
    }
    return try keys.lastNote().map { [$0] } ?? []
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
    try await ReachedDatabase.with(options, logger: logger) { reached, _ in
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

  private static func check(
    _ conninfo: String, _ pool: ConnectionPool, _ keys: CheckpointKeys
  ) async throws -> (lines: [String], isSound: Bool) {
    let store = PostgresStore(conninfo: conninfo, pool: pool)
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      // The key first: what is signed meanwhile is of events that are looked at after it.
      let (key, note) = (try keys.present()?.verifierKey, try keys.lastNote())
      result = .success(
        try await LogCheck(
          store: store, tree: TreeStore(pool), pool: pool, kept: key == nil ? [] : [note].compactMap { $0 },
          logKey: key
        ).run())
    } catch {
      result = .failure(error)
    }
    await store.close()
    return try result.get()
  }
}
