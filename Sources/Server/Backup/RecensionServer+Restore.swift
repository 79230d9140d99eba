internal import EventLog
internal import Ledger
public import Logging
internal import Postgres
internal import PrivateCluster

extension RecensionServer {
  /// Restores a backup that was found whole, into a database that has nothing of ours, and looks through what is there then.
  ///
  /// - Parameter endsCredentials: whether no credential and no invitation of the backup is valid any more.
  /// - Returns: what came of it, for a person, and whether all is well.
  public static func restore(
    _ path: String, _ options: ServerOptions, against kept: [String], logKey: String?,
    endsCredentials: Bool = false, logger: Logger
  ) async throws -> (lines: [String], isWhole: Bool) {
    try await stoppable("Nothing is restored; the same can be done again.") {
      try await restored(
        path, options, against: kept, logKey: logKey, endsCredentials: endsCredentials, logger: logger)
    }
  }

  private static func restored(
    _ path: String, _ options: ServerOptions, against kept: [String], logKey: String?, endsCredentials: Bool,
    logger: Logger
  ) async throws -> (lines: [String], isWhole: Bool) {
    let backup = try Backup(at: path)
    let state = try await StateDirectory.hold(options.home)
    let report = try await looked(through: backup, options.home, kept, logKey)
    guard report.isWhole else { return (report.lines, false) }
    let keys = try CheckpointKeys(folder: state.keysFolder).restoring(backup)
    let cluster = options.database == nil ? try await PrivateCluster.start(in: state, logger: logger) : nil
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      let conninfo = options.database ?? cluster?.connectionString ?? ""
      let ended = try await fill(conninfo, from: backup, keys, endingCredentials: endsCredentials, logger)
      do {
        result = .success(try await checkRestored(conninfo, options, keys: keys.folder, ended: ended, logger))
      } catch {
        let cause = isCancellation(error) ? "" : ": \(error)"
        throw StartError(
          "The backup is restored, and looking through it came to no end\(cause). “recensiond check” looks again."
        )
      }
    } catch {
      result = .failure(error)
    }
    try await cluster?.stop()
    let check = try result.get()
    return (report.lines + ["It is restored."] + check.lines + keys.remarks, check.isSound)
  }

  /// - Returns: how many credentials of the backup were ended; `nil` where they were not to be.
  private static func fill(
    _ conninfo: String, from backup: Backup, _ keys: RestoredKeys, endingCredentials isEnding: Bool,
    _ logger: Logger
  ) async throws -> Int? {
    let connection = try await Connection.connect(
      try ConnectionParameters(conninfo).withDeadlines().conninfo, logger: logger)
    let result: Result<Int?, any Error>
    do {
      let restore = BackupRestore(backup: backup, connection: connection)
      result = .success(
        try await restore.run {
          let ended = isEnding ? try await IdentityStore.endAll(connection) : nil
          // Before the log is there: a server that found one without its key would be of another name.
          try keys.write()
          return ended
        })
    } catch {
      result = .failure(error)
    }
    await connection.close()
    return try result.get()
  }

  /// Brings what was restored up to date, and looks through it.
  ///
  /// - Parameter ended: how many credentials were ended.
  private static func checkRestored(
    _ conninfo: String, _ options: ServerOptions, keys: CheckpointKeys, ended: Int?, _ logger: Logger
  ) async throws -> (lines: [String], isSound: Bool) {
    let database = try await Database.open(conninfo, in: nil, bounds: options.reading, logger: logger)
    let result: Result<(lines: [String], isSound: Bool), any Error>
    do {
      // What was signed is over all events, and the tree may have been behind them.
      let builder = TreeBuilder(TreeStore(database.pool), logger: logger)
      while try await builder.step() {}
      var checked = try await check(database.conninfo, database.pool, keys)
      let identities = IdentityStore(database.pool, logger: logger)
      checked.lines += try await RestoredPeople(identities, home: options.home).lines(ended: ended)
      result = .success(checked)
    } catch {
      result = .failure(error)
    }
    await database.close(logger: logger)
    return try result.get()
  }
}
