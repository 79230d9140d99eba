internal import Postgres
internal import Protocol

extension PostgresError {
  /// Whether there is no room: not on its disk, nor in its memory. That it has too many connections is another matter.
  fileprivate var isFull: Bool { (sqlState ?? cause?.sqlState) != .tooManyConnections }
}

extension Problem {
  /// The database or the log could not be read: not the sender's doing, and nothing of it is theirs to see.
  init(_ error: PostgresError) {
    switch error.kind {
    case _ where (error.sqlState ?? error.cause?.sqlState)?.classCode == "53" && error.isFull:
      self.init(
        .busy, "The disk of the database is full. Whoever runs the server has to make room.")
    case _ where (error.sqlState ?? error.cause?.sqlState) == .readOnlySQLTransaction:
      self.init(.busy, "The database takes no changes for now. Whoever runs the server can say why.")
    case _ where error.isTransient, .poolExhausted, .cancelled:
      self.init(
        .busy, "The database cannot be reached, or does not answer now. Try again in a moment.")
    default:
      self.init(
        .fault, "The database refused a query. This is a fault of the server; its log says more.")
    }
  }
}
