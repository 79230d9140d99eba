internal import Ledger
internal import Postgres

/// The row types that an append writes. Their object identifiers differ from database to database.
struct LogRowTypes: Sendable {
  var event: PostgresType
  var request: PostgresType
  var tag: PostgresType
}

/// The one statement that writes a batch.
struct BatchRows {
  private var events: RowArray
  private var requests: RowArray
  private var tags: RowArray

  init(_ plan: BatchPlan, _ types: LogRowTypes) {
    events = RowArray(of: types.event, columns: 14)
    requests = RowArray(of: types.request, columns: 4)
    tags = RowArray(of: types.tag, columns: 3)
    for event in plan.events { add(event) }
    for (key, answer) in plan.answers { add(key, answer) }
    for (key, position) in plan.tags { add(key, position) }
  }

  private mutating func add(_ event: StoredEvent) {
    let header = event.header
    events.beginRow()
    events.append(header.position)
    events.append(header.sequence)
    events.append(header.time)
    events.append(Int32(header.version))
    events.append(header.stream)
    events.append(header.type)
    events.append(header.actor)
    events.append(header.cause)
    header.previous.withUnsafeBytes { events.append($0) }
    header.body.withUnsafeBytes { events.append($0) }
    event.hash.withUnsafeBytes { events.append($0) }
    events.append(event.salt)
    events.append(event.body)
    events.appendNull(.bytea)
  }

  private mutating func add(_ key: String, _ answer: LogSnapshot.Answer) {
    requests.beginRow()
    requests.append(key)
    if let fingerprint = answer.fingerprint {
      fingerprint.withUnsafeBytes { requests.append($0) }
    } else {
      requests.appendNull(.bytea)
    }
    requests.append(answer.position)
    requests.append(answer.answer)
  }

  private mutating func add(_ key: LogSnapshot.TagKey, _ position: Int64) {
    tags.beginRow()
    tags.append(key.stream)
    tags.append(key.tag)
    tags.append(position)
  }

  /// The statement that moves the head from `position` and writes the rows. If the head is elsewhere, or in
  /// another epoch, it does nothing. It returns a row if it wrote.
  ///
  /// Moving the head locks it. If another transaction has the lock, the statement waits and then sees the
  /// head as that transaction left it. Keys that the other one wrote are caught by the unique indexes. So
  /// this statement alone, without a transaction around it, is as safe as locking, reading and writing.
  func write(from position: Int64, epoch: Int64, to end: LogSnapshot) -> Request {
    Request(
      """
      WITH head AS (
        UPDATE log.head SET position = $1, "time" = $2 WHERE position = $3 AND epoch = $4 RETURNING true
      ), event AS (
        INSERT INTO log.event SELECT e.* FROM unnest($5::log.event[]) AS e WHERE EXISTS (SELECT FROM head)
      ), request AS (
        INSERT INTO log.request SELECT r.* FROM unnest($6::log.request[]) AS r WHERE EXISTS (SELECT FROM head)
      ), tag AS (
        INSERT INTO log.tag SELECT t.* FROM unnest($7::log.tag[]) AS t WHERE EXISTS (SELECT FROM head)
      )
      TABLE head
      """, end.position, end.time, position, epoch, events, requests, tags)
  }
}
