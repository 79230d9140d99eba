public import Postgres

/// Why the schema could not be brought up to date. The database is as it was before.
public enum MigrationError: Error, CustomStringConvertible {
  /// A migration that was applied has other content now.
  case changed(name: String)
  /// The database has a file that this program does not know: it was made by a newer one.
  case newer(name: String)
  /// Applying a file failed.
  case failed(name: String, PostgresError)
  case unavailable(PostgresError)

  public var description: String {
    switch self {
    case .changed(let name):
      "The database was made with another \(name) than this program holds. Start the program that made it; an "
        + "applied migration is never changed."
    case .newer(let name):
      "The database has \(name), which this program does not know: it is of a newer version. Start that one."
    case .failed(let name, let error):
      "\(name) could not be applied; the database is as it was before. \(error)"
    case .unavailable(let error): "The database cannot be brought up to date. \(error)"
    }
  }
}
