internal import EventLog
public import Logging
internal import PaperLog
internal import PrivateCluster
internal import ReadModels

extension RecensionServer {
  /// Compares the read models with what the log comes to.
  ///
  /// - Returns: what came of it, for a person, and whether they are the same.
  public static func checkReadModels(
    _ options: ServerOptions, logger: Logger
  ) async throws -> (lines: [String], isSame: Bool) {
    try await stoppable("Nothing was changed.") { try await comparedReadModels(options, logger: logger) }
  }

  private static func comparedReadModels(
    _ options: ServerOptions, logger: Logger
  ) async throws -> (lines: [String], isSame: Bool) {
    if options.database == nil { try ReachedDatabase.checkIsThere(in: options.home) }
    // Whoever names a database shares it with the servers that work on it.
    let state = options.database == nil ? try await StateDirectory.hold(options.home) : nil
    let database = try await Database.open(
      options.database, in: state, bounds: options.reading, logger: logger)
    let store = PostgresStore(conninfo: database.conninfo, pool: database.pool)
    let result: Result<ReadModelCheck.Report, any Error>
    do {
      result = .success(
        try await ReadModelCheck(store, archive: PaperArchive(store), pool: database.pool).run())
    } catch {
      result = .failure(error)
    }
    await store.close()
    await database.close(logger: logger)
    let report = try result.get()
    var lines = report.differences.map { "read.\($0)" }
    let scope = "\(report.rows) rows of \(report.papers) papers at @\(report.position)"
    lines.append(
      lines.isEmpty
        ? "The read models are what the log comes to: \(scope)."
        : "The read models are not what the log comes to, of \(scope). To have them made anew, stop the servers, "
          + "empty the tables of the schema “read”, read.projection too, and start again.")
    return (lines, report.differences.isEmpty)
  }
}
