extension PostgresError {
  /// Whether the same request may well succeed when it is tried again: it is the database's state that is in the way,
  /// not what was asked of it.
  public var isTransient: Bool {
    switch kind {
    case .connectionFailed, .connectionLost, .closed, .timeout: true
    case .server, .aborted:
      switch (sqlState ?? cause?.sqlState)?.classCode {
      // Connection exceptions, a server that is read-only for now, transaction rollbacks (deadlock, serialization),
      // resources, locks not to be had, operator intervention, system errors.
      case "08", "25", "40", "53", "55", "57", "58": true
      default: false
      }
    case .cancelled, .poolExhausted, .decoding, .invalidRequest, .protocolViolation: false
    }
  }
}
