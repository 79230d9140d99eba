internal import Postgres

/// Why a run of events was not projected.
enum ProjectionError: Error, CustomStringConvertible {
  /// Another server was quicker.
  case overtaken(at: Int64)
  /// The tables were made by an earlier version, or have less of the log than is to come.
  case outdated(found: Int32)
  /// Another server builds them anew.
  case underway
  /// Tables that were just built are not what the log comes to.
  case wrong([ReadModelCheck.Difference])
  case database(PostgresError)
  case other(String)

  var description: String {
    switch self {
    case .overtaken(let position): "another server projected on from position \(position)"
    case .outdated(let found): "the tables were made by version \(found) of the projection"
    case .underway: "another server builds the tables anew"
    case .wrong(let differences):
      "they are not what the log comes to: "
        + differences.prefix(3).map(\.description).joined(separator: "; ")
    case .database(let error): "\(error)"
    case .other(let reason): reason
    }
  }
}
