internal import Ledger
internal import Postgres

/// One transaction that appends a batch, in two round trips: lock the head and read what the batch depends on;
/// write what it comes to, and commit.
struct BatchTransaction {
  private let connection: Connection
  private let fence: Fence

  init(_ connection: Connection, _ fence: Fence) {
    self.connection = connection
    self.fence = fence
  }

  /// Why a batch was not committed, or is not known to be. Its connection is not to be used again.
  struct Failure: Error {
    var error: PostgresError
    /// Whether the log's lock was had, and with it certainty about every earlier attempt.
    var hadLock: Bool
  }

  func commit(
    _ requests: [AppendRequest], now: Int64
  ) async throws(Failure) -> [Result<AppendReceipt, AppendError>] {
    let snapshot: LogSnapshot
    let epoch: Int64
    do { (snapshot, epoch) = try await lock(requests) } catch { throw Failure(error: error, hadLock: false) }
    if !fence.admits(epoch), let deposition = fence.deposition {
      do { try await connection.query("ROLLBACK") } catch { throw Failure(error: error, hadLock: true) }
      return requests.map { $0.outcome(in: snapshot, after: deposition) }
    }
    let plan = BatchPlan(requests, on: snapshot, now: now, salt: Salt.random)
    do {
      if plan.answers.isEmpty {
        try await connection.query("ROLLBACK")
      } else {
        // A pipeline in which nothing failed ends in a COMMIT that did commit.
        _ = try await connection.pipeline(writes(of: plan, since: snapshot))
      }
    } catch { throw Failure(error: error, hadLock: true) }
    plan.settleTickets()
    return plan.outcomes
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
      Request("SELECT name, sequence, position, hash FROM log.stream WHERE name = ANY($1::text[])", streams),
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
        String.self, [UInt8]?.self, Int64.self, [UInt8].self)
      snapshot.answers[key] = .init(
        fingerprint: fingerprint.map { Hash($0) }, position: position, answer: answer)
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

  private func writes(of plan: BatchPlan, since before: LogSnapshot) -> [Request] {
    let headers = plan.events.map(\.header)
    let positions = headers.map(\.position)
    var writes: [Request] = [
      Request(
        """
        INSERT INTO log.event (position, sequence, "time", version, stream, type, actor, cause, previous,
          body_digest, hash)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[],
          $7::text[], $8::text[], $9::bytea[], $10::bytea[], $11::bytea[])
        """, positions, headers.map(\.sequence), headers.map(\.time), headers.map { Int32($0.version) },
        headers.map(\.stream), headers.map(\.type), headers.map(\.actor), headers.map(\.cause),
        headers.map(\.previous.bytes), headers.map(\.body.bytes), plan.events.map(\.hash.bytes)),
      Request(
        "INSERT INTO log.body (position, salt, content) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])",
        positions, plan.events.map(\.salt), plan.events.map(\.body)),
      Request(
        """
        INSERT INTO log.request (key, fingerprint, position, answer)
        SELECT * FROM unnest($1::text[], $2::bytea[], $3::bigint[], $4::bytea[])
        """, plan.answers.map(\.key), plan.answers.map(\.answer.fingerprint?.bytes),
        plan.answers.map(\.answer.position), plan.answers.map(\.answer.answer)),
    ]
    if !plan.tags.isEmpty {
      writes.append(
        Request(
          "INSERT INTO log.tag (stream, tag, position) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])",
          plan.tags.map(\.key.stream), plan.tags.map(\.key.tag), plan.tags.map(\.position)))
    }
    if !plan.attachments.isEmpty {
      writes.append(
        Request(
          """
          INSERT INTO log.attachment (digest, content) SELECT * FROM unnest($1::bytea[], $2::bytea[])
          ON CONFLICT (digest) DO NOTHING
          """, plan.attachments.map(\.digest.bytes), plan.attachments.map(\.content)))
    }
    let moved = plan.snapshot.streams.filter { before.streams[$0.key] != $0.value }.sorted { $0.key < $1.key }
    let names = moved.map(\.key)
    writes.append(
      Request(
        """
        INSERT INTO log.stream (name, sequence, position, hash)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[])
        ON CONFLICT (name) DO UPDATE
          SET sequence = excluded.sequence, position = excluded.position, hash = excluded.hash
        """, names, moved.map(\.value.sequence), moved.map(\.value.position), moved.map(\.value.hash.bytes)))
    writes.append(
      Request("UPDATE log.head SET position = $1, time = $2", plan.snapshot.position, plan.snapshot.time))
    writes.append(Request("COMMIT"))
    return writes
  }
}

extension AppendRequest {
  /// What a deposed writer can say under the lock: an attempt of its own, or another's, may stand in the log all the
  /// same; what does not now never will by this writer's hand.
  fileprivate func outcome(
    in snapshot: LogSnapshot, after deposition: Deposition
  ) -> Result<AppendReceipt, AppendError> {
    guard let known = snapshot.answers[key] else { return .failure(.deposed(deposition)) }
    return Result { () throws(AppendError) in try known.receipt(for: fingerprint) }
  }
}
