internal import CanonicalJSON
internal import EventLog
internal import Ledger
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
  ///   - isSure: whether it is done also by a clock that can hardly be right.
  ///   - isMeant: is told what would be done, before anything is, and says whether to.
  /// - Returns: what came of it, for a person.
  public static func mendClock(
    by administrator: String?, because reason: String, isSure: Bool, _ options: ServerOptions,
    logger: Logger, confirming isMeant: @escaping @Sendable ([String]) async throws -> Bool
  ) async throws -> [String] {
    try await ReachedDatabase.with(options, logger: logger, whenStopped: "The clock was not mended.") {
      _, connection in
      let act = try await KeeperAct(by: administrator, because: reason, over: connection)
      let mending = ClockMending(connection: connection, act: act, now: options.clock())
      do {
        return try await mending.run(isSure: isSure, isMeant)
      } catch let error as PostgresError where error.sqlState == .undefinedFunction {
        throw StartError(
          "The database was made by an older version, which mends no clock. Start the server once in this one."
        )
      }
    }
  }
}

/// The mending of a log's clock, in a database.
private struct ClockMending {
  let connection: Connection
  let act: KeeperAct
  /// What the right clock says.
  let now: Int64

  func run(isSure: Bool, _ isMeant: ([String]) async throws -> Bool) async throws -> [String] {
    let last = try await connection.query("SELECT \"time\" FROM log.head").only().decode(Int64.self)
    guard last > now + ClockFault.tolerance else { return try await mendedAlready(last) }
    if !isSure { try await checkIsLikely() }
    let (before, _, _) = try await misdated(before: .max)
    let plan = [
      "The log's last event is dated \(time(last)); this machine's clock says \(time(now)). From here on the log would go by "
        + "this clock, and \(count(before)) be shown as dated wrongly, for good."
    ]
    guard try await isMeant(plan) else { throw StartError("The clock was not mended.") }
    let position = try await connection.query(
      "SELECT log.mend_clock($1, $2, $3)", act.actor, act.reason, now
    ).only().decode(Int64?.self)
    guard let position else { return try await mendedAlready(last) }
    let (events, first, latest) = try await misdated(before: position)
    return [
      "The clock is mended, at @\(position): from there on the log goes by \(time(now)).",
      "Dated wrongly, up to \(time(latest ?? now)), \(events == 1 ? "is" : "are") \(count(events)) from "
        + "@\(first ?? position) on; their times stay as they are, and are shown as wrong.",
    ]
  }

  /// A clock that begins at 1970, or at the day that the machine was made, would date the whole log wrongly.
  private func checkIsLikely() async throws {
    let (first, mended) = try await connection.query(
      """
      SELECT (SELECT "time" FROM log.event WHERE position = 1),
        (SELECT "time" FROM log.event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1)
      """, StoredEvent.clockStream
    ).only().decode(Int64?.self, Int64?.self)
    let earliest = max(first ?? .min, mended ?? .min)
    guard now < earliest else { return }
    throw StartError(
      "This machine's clock says \(time(now)), which is before "
        + (earliest == mended ? "the clock was last mended" : "the log's first event")
        + " (\(time(earliest))). Set it "
        + "right first. If it is right and the log is wrong from there on, say so: --yes")
  }

  /// What would be or is shown as dated wrongly before a position: how many events, the first one, and the latest time.
  private func misdated(before position: Int64) async throws -> (Int64, Int64?, Int64?) {
    try await connection.query(
      "SELECT count(*), min(position), max(\"time\") FROM log.event WHERE position < $1 AND \"time\" > $2",
      position, now
    ).only().decode(Int64.self, Int64?.self, Int64?.self)
  }

  /// What to say where there is nothing to mend: the same mending may have been asked for again.
  private func mendedAlready(_ head: Int64) async throws -> [String] {
    let last = try await connection.query(
      """
      SELECT position, "time", actor, content FROM log.event WHERE stream = $1 AND type = $2
      ORDER BY sequence DESC LIMIT 1
      """, StoredEvent.clockStream, StoredEvent.mending
    ).first?.decode(Int64.self, Int64.self, String.self, [UInt8]?.self)
    if let (position, time, by, body) = last, by == act.actor, let body,
      try ClockMended(json: JSON.parsed(body)).reason == act.reason
    {
      return ["The clock is mended already: @\(position), at \(self.time(time))."]
    }
    throw StartError(
      "There is nothing to mend: this machine's clock (\(time(now))) is not behind the log (\(time(head))) by more than "
        + "a minute.")
  }

  private func count(_ events: Int64) -> String { events == 1 ? "1 event" : "\(events) events" }

  private func time(_ microseconds: Int64) -> String { "\(Timestamp(microseconds: microseconds))" }
}
