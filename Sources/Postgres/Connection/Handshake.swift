internal import CLibPQ
import Glibc

/// Connecting without blocking, on the connection's thread.
enum Handshake {
  /// - Returns: a connection that the caller must give to `PQfinish`.
  static func connect(
    _ conninfo: String, inbox: Inbox, timeout: Duration
  ) throws(PostgresError) -> OpaquePointer {
    guard let connection = begin(conninfo) else {
      throw PostgresError(.connectionFailed, "no memory for a connection")
    }
    do throws(PostgresError) {
      try complete(connection, inbox: inbox, deadline: .now + timeout)
      if PQsetnonblocking(connection, 1) != 0 { throw failure(connection) }
      PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
      return connection
    } catch {
      PQfinish(connection)
      throw error
    }
  }

  private static func begin(_ conninfo: String) -> OpaquePointer? {
    let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let options: [(String, String)] = [
      ("dbname", conninfo), ("client_encoding", "UTF8"),
      ("fallback_application_name", program ?? "swift"),
    ]
    var keywords = options.map { UnsafePointer(strdup($0.0)) }
    var values = options.map { UnsafePointer(strdup($0.1)) }
    defer { for pointer in keywords + values { free(UnsafeMutableRawPointer(mutating: pointer)) } }
    keywords.append(nil)
    values.append(nil)
    return PQconnectStartParams(keywords, values, 1)
  }

  private static func complete(
    _ connection: OpaquePointer, inbox: Inbox, deadline: ContinuousClock.Instant
  ) throws(PostgresError) {
    // Verbose messages contain the SQLSTATE, which libpq does not give otherwise for a failed connection.
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
    if PQstatus(connection) == CONNECTION_BAD { throw failure(connection) }
    var direction = PGRES_POLLING_WRITING
    while direction != PGRES_POLLING_OK {
      if direction == PGRES_POLLING_FAILED { throw failure(connection) }
      // The socket may have changed after each step.
      let events = direction == PGRES_POLLING_READING ? POLLIN : POLLOUT
      var descriptors = [
        pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0),
        pollfd(fd: inbox.eventDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      let remaining = deadline - .now
      if remaining <= .zero {
        throw PostgresError(.timeout, "connecting to the database took longer than allowed")
      }
      let count = poll(&descriptors, 2, remaining.pollMilliseconds)
      if count < 0 && errno != EINTR {
        throw PostgresError(.connectionFailed, "waiting for the database failed: errno \(errno)")
      }
      // Before there is a connection, the only command is to close it.
      if descriptors[1].revents != 0 { throw PostgresError(.cancelled, "connecting was cancelled") }
      if descriptors[0].revents != 0 { direction = PQconnectPoll(connection) }
    }
  }

  private static func failure(_ connection: OpaquePointer) -> PostgresError {
    let (message, state) = parse(String(cString: PQerrorMessage(connection)))
    return PostgresError(.connectionFailed, message, sqlState: state)
  }

  /// Splits `FATAL:  28P01: password …` into message and SQLSTATE, without the place in the server's source.
  static func parse(_ text: String) -> (message: String, state: SQLState?) {
    var state: SQLState?
    var lines: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("LOCATION:") {
      guard let match = line.firstMatch(of: #/:  ([0-9A-Z]{5}): /#) else {
        lines.append(String(line.drop(while: \.isWhitespace)))
        continue
      }
      state = SQLState(rawValue: String(match.1))
      lines.append(String(line[..<match.range.lowerBound] + ": " + line[match.range.upperBound...]))
    }
    return (lines.joined(separator: "; "), state)
  }
}

extension Duration {
  /// For `poll`: rounded up, so that it does not spin through the last millisecond.
  var pollMilliseconds: CInt {
    let (seconds, attoseconds) = components
    if seconds >= 1_000_000 { return 1_000_000_000 }
    return max(0, CInt(seconds) * 1_000 + CInt((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
