internal import CanonicalJSON
public import Logging
internal import Papers
internal import Postgres
internal import Scholarship

extension RecensionServer {
  /// Begins a new stretch of time in the log from this machine's clock, beside servers that run or without one.
  ///
  /// - Parameters:
  ///   - administrator: whose act it is; `nil` for the only administrator there is.
  ///   - reason: why, for the log.
  /// - Returns: what came of it, for a person.
  public static func mendClock(
    by administrator: String?, because reason: String, _ options: ServerOptions, logger: Logger
  ) async throws -> [String] {
    guard reason.contains(where: { !$0.isWhitespace }), !reason.contains("\0") else {
      throw StartError("Say why, for the log: -m WHY.")
    }
    return try await ReachedDatabase.with(options, logger: logger) { _, connection in
      try await ClockMending(connection: connection, reason: reason, now: options.clock())
        .mend(by: administrator)
    }
  }
}

/// The mending of a log's clock, in a database.
private struct ClockMending {
  let connection: Connection
  let reason: String
  /// What the right clock says.
  let now: Int64

  func mend(by administrator: String?) async throws -> [String] {
    let actor = try await actor(administrator)
    let position: Int64?
    do throws(PostgresError) {
      position = try await connection.query("SELECT log.mend_clock($1, $2, $3)", actor, reason, now).only()
        .decode(Int64?.self)
    } catch {
      guard error.sqlState == .undefinedFunction else { throw error }
      throw StartError(
        "The database was made by an older version, which mends no clock. Start the server once in this one.")
    }
    guard let position else { return try await mendedAlready(by: actor) }
    let (count, first, last) = try await connection.query(
      "SELECT count(*), min(position), max(\"time\") FROM log.event WHERE position < $1 AND \"time\" > $2",
      position, now
    ).only().decode(Int64.self, Int64?.self, Int64?.self)
    return [
      "The clock is mended, at @\(position): from there on the log goes by \(time(now)).",
      "Dated wrongly, up to \(time(last ?? now)), \(count == 1 ? "is 1 event" : "are \(count) events") from "
        + "@\(first ?? position) on; their times stay as they are, and are shown as wrong.",
    ]
  }

  /// What to say where there is nothing to mend: the same mending may have been asked for again.
  private func mendedAlready(by actor: String) async throws -> [String] {
    let last = try await connection.query(
      """
      SELECT position, "time", actor, content FROM log.event WHERE stream = '/clock' AND type = 'clock.mended'
      ORDER BY sequence DESC LIMIT 1
      """
    ).first?.decode(Int64.self, Int64.self, String.self, [UInt8]?.self)
    if let (position, time, by, body) = last, by == actor, let body,
      try ClockMended(json: JSON.parsed(body)).reason == reason
    {
      return ["The clock is mended already: @\(position), at \(self.time(time))."]
    }
    let head = try await connection.query("SELECT \"time\" FROM log.head").only().decode(Int64.self)
    throw StartError(
      "There is nothing to mend: this machine's clock (\(time(now))) is not behind the log (\(time(head))) by more than "
        + "a minute.")
  }

  /// Whose act it is: an administrator's.
  private func actor(_ named: String?) async throws -> String {
    let all = try await connection.query(
      "SELECT handle FROM identity.person WHERE administrator ORDER BY handle"
    ).decode(String.self)
    if let named {
      guard all.contains(named) else {
        throw StartError("\(named) is no administrator here: \(all.joined(separator: ", ")).")
      }
      return named
    }
    guard all.count == 1 else {
      throw StartError("Say whose act it is, --by \(all.joined(separator: " or --by ")).")
    }
    return all[0]
  }

  private func time(_ microseconds: Int64) -> String { "\(Timestamp(microseconds: microseconds))" }
}
