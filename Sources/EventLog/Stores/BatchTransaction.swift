internal import Ledger
internal import Postgres

/// One transaction that appends a batch: one round trip if the end of the log is known, else two, of which
/// the first locks the head and reads what the batch depends on.
struct BatchTransaction {
  private let connection: Connection
  private let types: LogRowTypes
  private let fence: Fence

  init(_ connection: Connection, _ types: LogRowTypes, _ fence: Fence) {
    self.connection = connection
    self.types = types
    self.fence = fence
  }

  /// Why a batch was not committed, or may not have been. Do not use its connection again.
  struct Failure: Error {
    var error: PostgresError
    var consequence: Consequence

    /// What the failure says about whether the batch is in the log.
    enum Consequence {
      /// Nothing new: what earlier attempts left open stays open.
      case none
      /// It is not. The lock was held, so every earlier attempt is decided too, and the server refused.
      case standsNot
      /// It may be: the attempt may have been committed.
      case mayStand
    }
  }

  /// The result of a batch.
  struct BatchResult {
    var outcomes: [Result<AppendReceipt, AppendError>]
    /// The new end of the log, if this server may know it.
    var tail: LogTail?
    /// Whether another server has appended since this one did.
    var hasCompany = false
  }

  /// Appends a batch at the known end of the log, in one statement that commits by itself.
  ///
  /// - Returns: `nil` if nothing was done and the batch needs the lock: another server appended since, the
  ///   tail does not know enough, or a request would be refused or was appended before.
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
    let (snapshot, epoch, present): (LogSnapshot, Int64, Set<Hash>)
    do { (snapshot, epoch, present) = try await lock(requests) } catch {
      throw Failure(error: error, consequence: .none)
    }
    // If nobody moved the head, nobody wrote to any stream.
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
        // What was stored ahead is not sent once more. It stays, for whoever erases it takes the same lock.
        let missing = plan.attachments.filter { !present.contains($0.digest) }
        if !missing.isEmpty { writes.append(Self.keeping(missing)) }
        writes.append(
          BatchRows(plan, types)
            .write(from: snapshot.position, epoch: epoch, to: plan.snapshot))
        writes.append(Request("COMMIT"))
        // If nothing in the pipeline failed, its COMMIT did commit. And the rows were written only if the
        // head was where it was locked.
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

  /// - Returns: what the requests depend on, and which of their attachments are there.
  private func lock(
    _ requests: [AppendRequest]
  ) async throws(PostgresError) -> (LogSnapshot, epoch: Int64, present: Set<Hash>) {
    let streams = Set(requests.flatMap(\.streams)).sorted()
    var tagStreams: [String] = []
    var tags: [String] = []
    for request in requests {
      for tag in request.conditionTags {
        tagStreams.append(request.stream)
        tags.append(tag)
      }
    }
    var reads: [Request] = [
      // Read committed, so that what is read after waiting for the lock is current. A database that is set to
      // be read-only stays so.
      Request("BEGIN ISOLATION LEVEL READ COMMITTED"),
      Request("SELECT position, time, epoch FROM log.head FOR UPDATE"),
      Request(
        "SELECT key, fingerprint, position, answer FROM log.request WHERE key = ANY($1::text[])",
        requests.map(\.key)),
      // The noted end of a stream counts only if its last event is missing: no new event may take its place.
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
    let attached = Set(requests.lazy.flatMap(\.attachments).map(\.digest))
    if !attached.isEmpty {
      reads.append(
        Request("SELECT digest FROM log.attachment WHERE digest = ANY($1::bytea[])", attached.map(\.bytes)))
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
    var present: Set<Hash> = []
    if !attached.isEmpty {
      for row in rows[rows.count - 1] { present.insert(try row.decode(Hash.self, column: 0)) }
    }
    return (snapshot, epoch, present)
  }

  /// What stores attachments, as far as they are not there.
  static func keeping(_ attachments: [Attachment]) -> Request {
    Request(
      """
      INSERT INTO log.attachment (digest, content) SELECT * FROM unnest($1::bytea[], $2::bytea[])
      ON CONFLICT (digest) DO NOTHING
      """, attachments.map(\.digest.bytes), attachments.map(\.content))
  }
}

extension AppendRequest {
  /// The outcome for a deposed server, read under the lock. An attempt may still be in the log; if it is not
  /// there now, it never will be.
  fileprivate func outcome(
    in snapshot: LogSnapshot, after takeover: Takeover
  ) -> Result<AppendReceipt, AppendError> {
    guard let known = snapshot.answers[key] else { return .failure(.deposed(takeover)) }
    return Result { () throws(AppendError) in try known.receipt(for: fingerprint) }
  }
}

extension PostgresError {
  /// Whether the server refused or was never asked. Then nothing was committed.
  fileprivate var isRefusal: Bool {
    switch kind {
    case .server, .aborted, .closed, .invalidRequest: true
    default: false
    }
  }
}
