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
      "\(name) could not be applied; the database is as it was before. \(error)\(Self.remedy(for: error))"
    case .unavailable(let error):
      "The database cannot be brought up to date. \(error)\(Self.remedy(for: error))"
    }
  }

  /// From PostgreSQL 16 on, whoever may make roles may not grant those that somebody else made, for another database.
  private static func remedy(for error: PostgresError) -> String {
    guard error.sqlState == .insufficientPrivilege else { return "" }
    return """
      . It takes a role that may make things in the database and work as three others. Let an administrator of PostgreSQL run, \
      with the names of the database and of the role that the server logs in as: GRANT CREATE ON DATABASE name TO role; \
      CREATE ROLE recension_owner; CREATE ROLE recension_server; CREATE ROLE recension_eraser; (where they are not there \
      yet) GRANT recension_owner, recension_server, recension_eraser TO role; Then start again.
      """
  }
}
