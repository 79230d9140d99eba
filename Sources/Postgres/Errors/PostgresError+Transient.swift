extension PostgresError {
  /// Whether the same request may succeed later: the state of the database is at fault, not the request.
  public var isTransient: Bool {
    switch kind {
    case .connectionFailed, .connectionLost, .closed, .timeout: true
    case .server, .aborted:
      switch (sqlState ?? cause?.sqlState)?.classCode {
      // Connection exceptions, a server that is read-only for now, transaction rollbacks (deadlock,
      // serialization), resources, lock timeouts, operator intervention, system errors.
      case "08", "25", "40", "53", "55", "57", "58": true
      default: false
      }
    case .cancelled, .poolExhausted, .decoding, .invalidRequest, .protocolViolation: false
    }
  }
}
