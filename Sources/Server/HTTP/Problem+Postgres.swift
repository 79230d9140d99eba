internal import Postgres
internal import Protocol

extension Problem {
  /// The database or the log could not be read: not the sender's doing, and nothing of it is theirs to see.
  init(_ error: PostgresError) {
    switch error.kind {
    case _ where error.isTransient, .poolExhausted, .cancelled:
      self.init(.busy, "The database cannot be reached, or does not answer now. Try again in a moment.")
    default:
      self.init(.fault, "The database refused a query. This is a fault of the server; its log says more.")
    }
  }
}
