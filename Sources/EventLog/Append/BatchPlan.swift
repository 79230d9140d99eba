internal import Ledger

/// The part of the log that a batch of requests depends on, as read under the log's lock.
struct LogSnapshot: Sendable {
  struct StreamHead: Hashable, Sendable {
    var sequence: Int64
    var position: Int64
    var hash: Hash
  }

  struct Answer: Hashable, Sendable {
    /// `nil` after an erasure: no later request counts as the same one.
    var fingerprint: Hash?
    var position: Int64
    var answer: [UInt8]

    /// The stored answer, as a replay.
    /// - Throws: ``AppendError/keyReused`` if the key was used for another request.
    func receipt(for fingerprint: Hash) throws(AppendError) -> AppendReceipt {
      guard fingerprint == self.fingerprint else { throw .keyReused }
      return AppendReceipt(position: position, answer: answer, events: [], isReplay: true)
    }
  }

  struct TagKey: Hashable, Sendable {
    var stream: String
    var tag: String
  }

  /// The log's last position, 0 where it is empty, and its time.
  var position: Int64 = 0
  var time: Int64 = 0
  var streams: [String: StreamHead] = [:]
  var answers: [String: Answer] = [:]
  /// The position of the last event with a tag.
  var tags: [TagKey: Int64] = [:]
}

/// The outcome of each request of a batch, and the rows to write. Pure; both stores use it.
///
/// Requests are evaluated in order, and each sees the effects of those before it. One that fails has no
/// effect on the others.
struct BatchPlan: Sendable {
  private(set) var outcomes: [Result<AppendReceipt, AppendError>] = []
  private(set) var events: [StoredEvent] = []
  private(set) var tags: [(key: LogSnapshot.TagKey, position: Int64)] = []
  private(set) var answers: [(key: String, answer: LogSnapshot.Answer)] = []
  private(set) var attachments: [Attachment] = []
  /// The positions of the requests that have tickets.
  private(set) var tickets: [AppendTicket: Int64] = [:]
  /// The snapshot after the batch.
  private(set) var snapshot: LogSnapshot

  /// - Parameters:
  ///   - now: microseconds since 1970. If the clock is behind the log, the log's time is used.
  ///   - salt: makes 16 random bytes.
  init(_ requests: [AppendRequest], on snapshot: consuming LogSnapshot, now: Int64, salt: () -> [UInt8]) {
    snapshot.time = max(now, snapshot.time)
    self.snapshot = snapshot
    outcomes.reserveCapacity(requests.count)
    for request in requests { outcomes.append(take(request, salt)) }
  }

  /// Whether every request is appended, or is the same as an earlier one of the batch.
  var isWhole: Bool {
    outcomes.allSatisfy { if case .success = $0 { true } else { false } }
  }

  private mutating func take(
    _ request: AppendRequest, _ salt: () -> [UInt8]
  ) -> Result<AppendReceipt, AppendError> {
    if let fault = request.fault { return .failure(.invalid(fault)) }
    // The key comes first: a request that is sent again has usually broken its own condition.
    if let known = snapshot.answers[request.key] {
      return Result { () throws(AppendError) in try known.receipt(for: request.fingerprint) }
    }
    if let condition = request.condition {
      let latest = latest(condition.scope, in: request.stream) ?? 0
      guard let position = position(of: condition.lastLook), latest <= position else {
        return .failure(.conditionFailed(latest))
      }
    }
    if let aside = request.aside, let latest = latest(.stream, in: aside.stream),
      latest > aside.unchangedSince
    {
      return .failure(.conditionFailed(latest))
    }
    let first = events.count
    if let aside = request.aside {
      for event in aside.events { add(event, to: aside.stream, of: request, salt()) }
    }
    for event in request.events { add(event, to: request.stream, of: request, salt()) }
    attachments += request.attachments
    let answer = LogSnapshot.Answer(
      fingerprint: request.fingerprint, position: snapshot.position, answer: request.answer)
    snapshot.answers[request.key] = answer
    answers.append((request.key, answer))
    if let ticket = request.ticket { tickets[ticket] = snapshot.position }
    return .success(
      .init(
        position: snapshot.position, answer: request.answer, events: Array(events[first...]), isReplay: false)
    )
  }

  private mutating func add(
    _ event: NewEvent, to stream: String, of request: AppendRequest, _ salt: [UInt8]
  ) {
    let head = snapshot.streams[stream]
    snapshot.position += 1
    let header = EventHeader(
      position: snapshot.position, stream: stream, sequence: (head?.sequence ?? 0) + 1,
      type: event.type, version: event.version, actor: request.actor, time: snapshot.time, cause: request.key,
      previous: head?.hash ?? .zero, body: StoredEvent.digest(salt: salt, body: event.body))
    let hash = header.hash
    events.append(StoredEvent(header: header, hash: hash, salt: salt, body: event.body))
    snapshot.streams[stream] = .init(
      sequence: header.sequence, position: header.position, hash: hash)
    for tag in event.tags {
      let key = LogSnapshot.TagKey(stream: stream, tag: tag)
      if snapshot.tags.updateValue(header.position, forKey: key) != header.position {
        tags.append((key, header.position))
      }
    }
  }

  /// `nil` if the moment is a request that was not appended.
  private func position(of moment: AppendCondition.LastLook) -> Int64? {
    switch moment {
    case .position(let position): position
    case .request(let ticket): tickets[ticket] ?? ticket.position
    }
  }

  private func latest(_ scope: AppendCondition.Scope, in stream: String) -> Int64? {
    switch scope {
    case .stream: snapshot.streams[stream]?.position
    case .tags(let tags): tags.compactMap { snapshot.tags[.init(stream: stream, tag: $0)] }.max()
    }
  }
}

extension AppendRequest {
  /// Why the request cannot be appended at all; `nil` if it can.
  var fault: String? {
    if events.isEmpty { return "there is no event in it" }
    if !LogName.isValid(key) { return "its key is not 1 to 128 visible ASCII characters" }
    if aside?.events.isEmpty == true { return "there is no event in what it appends aside" }
    if aside?.stream == stream { return "it names one stream twice" }
    if !streams.allSatisfy(LogName.isValid) { return "its stream is not named in visible ASCII characters" }
    if !LogName.isValid(actor) { return "its actor is not named in visible ASCII characters" }
    for event in allEvents {
      if !LogName.isValid(event.type) { return "a type is not named in visible ASCII characters" }
      if !(1...Int(Int32.max)).contains(event.version) { return "a version is not from 1 to 2,147,483,647" }
      if !event.tags.allSatisfy(LogName.isValid) { return "a tag is not in visible ASCII characters" }
    }
    if !conditionTags.allSatisfy(LogName.isValid) {
      return "its condition has a tag not in visible ASCII characters"
    }
    if size > Self.maximumSize { return "it is larger than \(Self.maximumSize >> 20) MiB" }
    return nil
  }

  /// What PostgreSQL can take in one parameter, with room to spare.
  private static let maximumSize = 256 << 20

  /// The tags whose last positions the request depends on.
  var conditionTags: [String] {
    if case .tags(let tags) = condition?.scope { tags } else { [] }
  }
}

extension BatchPlan {
  /// Gives the tickets their positions. Call it after the commit.
  func settleTickets() {
    for (ticket, position) in tickets { ticket.settle(at: position) }
  }
}
