internal import Ledger
internal import Postgres

/// One transaction that appends a batch: in one round trip where the log's end is known, or else in two, of which the
/// first locks the head and reads what the batch depends on.
struct BatchTransaction {
  private let connection: Connection
  private let types: LogRowTypes
  private let fence: Fence

  init(_ connection: Connection, _ types: LogRowTypes, _ fence: Fence) {
    self.connection = connection
    self.types = types
    self.fence = fence
  }

  /// Why a batch was not committed, or is not known to be. Its connection is not to be used again.
  struct Failure: Error {
    var error: PostgresError
    var consequence: Consequence

    /// What a failed attempt means for whether the batch stands in the log.
    enum Consequence {
      /// What is known from earlier attempts is as true as before.
      case none
      /// It does not: the lock was had, and with it certainty about every earlier attempt, and the server said no.
      case standsNot
      /// It may: the attempt may have been committed.
      case mayStand
    }
  }

  /// What became of a batch.
  struct BatchResult {
    var outcomes: [Result<AppendReceipt, AppendError>]
    /// Where the log ends now, as far as that is this server's to know.
    var tail: LogTail?
    /// Whether somebody else appended since this server did.
    var hasCompany = false
  }

  /// Appends a batch right behind the log's end as it was left, in one statement that commits by itself.
  ///
  /// - Returns: `nil` where that cannot be, and nothing was done: somebody else appended since, the tail does not tell
  ///   enough, or a request is to be refused or was appended before, which only what stands under the lock decides.
  func commit(
    _ requests: [AppendRequest], behind tail: LogTail, now: Int64
  ) async throws(Failure) -> BatchResult? {
    guard let snapshot = tail.snapshot(for: requests) else { return nil }
    let plan = BatchPlan(requests, on: snapshot, now: now, salt: Salt.random)
    guard plan.isWhole, plan.attachments.isEmpty else { return nil }
    let write = BatchRows(plan, types)
      .write(from: snapshot.position, epoch: tail.epoch, to: plan.snapshot)
    do {
      guard try await connection.query(write).count == 1 else { return nil }
    } catch  where error.sqlState == .uniqueViolation {
      // A key that was used before.
      return nil
    } catch {
      throw Failure(error: error, consequence: error.isRefusal ? .none : .mayStand)
    }
    plan.settleTickets()
    return BatchResult(outcomes: plan.outcomes, tail: LogTail(plan.snapshot, epoch: tail.epoch, after: tail))
  }

  /// Appends a batch under the log's lock.
  ///
  /// - Parameter tail: where this server left the log's end, if it did.
  func commit(
    _ requests: [AppendRequest], after tail: LogTail?, now: Int64
  ) async throws(Failure) -> BatchResult {
    let snapshot: LogSnapshot
    let epoch: Int64
    do { (snapshot, epoch) = try await lock(requests) } catch {
      throw Failure(error: error, consequence: .none)
    }
    // Nobody else wrote to a stream where nobody moved the head.
    let earlier = tail?.position == snapshot.position ? tail : nil
    do {
      if !fence.admits(epoch), let takeover = fence.takeover {
        try await connection.query("ROLLBACK")
        return BatchResult(outcomes: requests.map { $0.outcome(in: snapshot, after: takeover) })
      }
      let plan = BatchPlan(requests, on: snapshot, now: now, salt: Salt.random)
      if plan.answers.isEmpty {
        try await connection.query("ROLLBACK")
      } else {
        var writes: [Request] = []
        if !plan.attachments.isEmpty { writes.append(keep(plan.attachments)) }
        writes.append(
          BatchRows(plan, types)
            .write(from: snapshot.position, epoch: epoch, to: plan.snapshot))
        writes.append(Request("COMMIT"))
        // A pipeline in which nothing failed ends in a COMMIT that did commit; and what it commits was written only if
        // the head stood where it was locked.
        let results = try await connection.pipeline(writes)
        _ = try results[results.count - 2].only()
      }
      plan.settleTickets()
      return BatchResult(
        outcomes: plan.outcomes, tail: LogTail(plan.snapshot, epoch: epoch, after: earlier),
        hasCompany: tail != nil && earlier == nil)
    } catch {
      throw Failure(error: error, consequence: error.isRefusal ? .standsNot : .mayStand)
    }
  }

  private func lock(_ requests: [AppendRequest]) async throws(PostgresError) -> (LogSnapshot, epoch: Int64) {
    let streams = Set(requests.map(\.stream)).sorted()
    var tagStreams: [String] = []
    var tags: [String] = []
    for request in requests {
      for tag in request.conditionTags {
        tagStreams.append(request.stream)
        tags.append(tag)
      }
    }
    var reads: [Request] = [
      // Read committed: what is read after the lock was waited for must be what stands then. A database that was
      // set to be read-only is left as it is.
      Request("BEGIN ISOLATION LEVEL READ COMMITTED"),
      Request("SELECT position, time, epoch FROM log.head FOR UPDATE"),
      Request(
        "SELECT key, fingerprint, position, answer FROM log.request WHERE key = ANY($1::text[])",
        requests.map(\.key)),
      // What is noted of an end only counts where its event is missing: nothing takes the place of one that was noted.
      Request(
        """
        SELECT wanted.name, greatest(last.sequence, noted.sequence), greatest(last.position, noted.position),
          CASE greatest(last.sequence, noted.sequence) WHEN last.sequence THEN last.hash ELSE noted.hash END
        FROM unnest($1::text[]) AS wanted (name)
        LEFT JOIN LATERAL (SELECT sequence, position, hash FROM log.stream s WHERE s.name = wanted.name
          LIMIT 1) AS noted ON true
        LEFT JOIN LATERAL (SELECT sequence, position, hash FROM log.event e WHERE e.stream = wanted.name
          ORDER BY sequence DESC LIMIT 1) AS last ON true
        WHERE last.sequence IS NOT NULL OR noted.sequence IS NOT NULL
        """, streams),
    ]
    if !tags.isEmpty {
      reads.append(
        Request(
          """
          SELECT wanted.stream, wanted.tag, latest.position
          FROM unnest($1::text[], $2::text[]) AS wanted (stream, tag),
          LATERAL (SELECT position FROM log.tag t WHERE t.stream = wanted.stream AND t.tag = wanted.tag
            ORDER BY position DESC LIMIT 1) AS latest
          """, tagStreams, tags))
    }
    let rows = try await connection.pipeline(reads)
    var snapshot = LogSnapshot()
    let epoch: Int64
    (snapshot.position, snapshot.time, epoch) = try rows[1].only().decode(Int64.self, Int64.self, Int64.self)
    for row in rows[2] {
      let (key, fingerprint, position, answer) = try row.decode(
        String.self, Hash?.self, Int64.self, [UInt8].self)
      snapshot.answers[key] = .init(fingerprint: fingerprint, position: position, answer: answer)
    }
    for row in rows[3] {
      let (name, sequence, position, hash) = try row.decode(String.self, Int64.self, Int64.self, Hash.self)
      snapshot.streams[name] = .init(sequence: sequence, position: position, hash: hash)
    }
    if !tags.isEmpty {
      for row in rows[4] {
        let (stream, tag, position) = try row.decode(String.self, String.self, Int64.self)
        snapshot.tags[.init(stream: stream, tag: tag)] = position
      }
    }
    return (snapshot, epoch)
  }

  private func keep(_ attachments: [Attachment]) -> Request {
    Request(
      """
      INSERT INTO log.attachment (digest, content) SELECT * FROM unnest($1::bytea[], $2::bytea[])
      ON CONFLICT (digest) DO NOTHING
      """, attachments.map(\.digest.bytes), attachments.map(\.content))
  }
}

extension AppendRequest {
  /// What a deposed writer can say under the lock: an attempt of its own, or another's, may stand in the log all the
  /// same; what does not now never will by this writer's hand.
  fileprivate func outcome(
    in snapshot: LogSnapshot, after takeover: Takeover
  ) -> Result<AppendReceipt, AppendError> {
    guard let known = snapshot.answers[key] else { return .failure(.deposed(takeover)) }
    return Result { () throws(AppendError) in try known.receipt(for: fingerprint) }
  }
}

extension PostgresError {
  /// Whether the server has said no, or was never asked: then nothing was committed.
  fileprivate var isRefusal: Bool {
    switch kind {
    case .server, .aborted, .closed, .invalidRequest: true
    default: false
    }
  }
}
