import EventLog
import Ledger
import Synchronization

/// The log as simply as it can be told, with nothing of the module's own planning, and wrong in one way.
///
/// Without a fault it is one more store that keeps the contract: what catches a mutant is its fault alone.
final class FaultyStore: EventStore {
  let fault: Fault?
  private let clock: @Sendable () -> Int64
  let log: Log
  /// What was appended through this very store.
  let own = Mutex<[StoredEvent]>([])

  /// What several stores may have in common.
  final class Log: Sendable {
    let state = Mutex(State())
    let progress = Progress()
  }

  struct State {
    var events: [(event: StoredEvent, tags: [String])] = []
    /// Positions that were drawn and are not committed.
    var hidden: Set<Int64> = []
    var tickets: [AppendTicket: Int64] = [:]
    var answers: [String: (fingerprint: Hash, position: Int64, answer: [UInt8])] = [:]
    var attachments: [Hash: [UInt8]] = [:]
    var gaps: Int64 = 0
    var hasFailed = false
    /// How many have looked before taking the lock, and how many have read.
    var looks = 0
    var reads = 0

    var position: Int64 { (events.last?.event.header.position ?? 0) }
  }

  init(_ fault: Fault?, clock: @escaping @Sendable () -> Int64) {
    self.fault = fault
    self.clock = clock
    log = Log()
  }

  /// Another store on the same log, wrong in the same way.
  init(beside other: FaultyStore) {
    fault = other.fault
    clock = other.clock
    log = other.log
  }

  var progress: Progress { log.progress }
  var now: Int64 { clock() }

  nonisolated(nonsending) func append(_ request: AppendRequest) async throws(AppendError) -> AppendReceipt {
    if let reason = reason(against: request) {
      if fault == .leavesHalfARequest, let first = request.events.first {
        var half = request
        half.events = [first]
        if reason != "there is no event in it", self.reason(against: half) == nil {
          _ = log.state.withLock { write(half, to: &$0) }
        }
      }
      throw .invalid(reason)
    }
    if fault == .checksConditionsUnlocked || fault == .checksKeysUnlocked {
      if let known = try look(request) { return known }
      await pause { $0.looks > 1 }
    }
    let receipt = try log.state.withLock { state throws(AppendError) in try take(request, in: &state) }
    if receipt.isReplay { return receipt }
    if fault == .tellsBeforeCommitting {
      progress.advance(to: receipt.position)
      let reads = log.state.withLock(\.reads)
      await pause { $0.reads > reads }
    }
    if fault == .skipsLateCommitters, receipt.position % 3 == 0 {
      await pause { $0.position > receipt.position && !$0.hidden.contains($0.position) }
    }
    log.state.withLock { state in
      for event in receipt.events { state.hidden.remove(event.header.position) }
    }
    own.withLock { $0 += receipt.events }
    if fault != .tellsNoProgress { progress.advance(to: receipt.position) }
    return receipt
  }

  /// Lets others go on until something has come about, or nothing of it seems to come.
  private func pause(until isOver: (State) -> Bool) async {
    for _ in 0..<10_000 where !log.state.withLock({ isOver($0) }) { await Task.yield() }
  }

  private func look(_ request: AppendRequest) throws(AppendError) -> AppendReceipt? {
    try log.state.withLock { state throws(AppendError) in
      state.looks += 1
      if fault == .checksKeysUnlocked { return try known(request, in: state) }
      if try known(request, in: state) == nil { try check(request, in: state) }
      return nil
    }
  }

  private func take(_ request: AppendRequest, in state: inout State) throws(AppendError) -> AppendReceipt {
    if fault == .failsNeighbours, state.hasFailed {
      state.hasFailed = false
      throw .unavailable(.init(.refused, "the one before failed"))
    }
    do throws(AppendError) {
      if fault == .checksConditionFirst { try check(request, in: state) }
      if fault != .checksKeysUnlocked, let known = try known(request, in: state) {
        if fault == .settlesTicketsOfReplays, let ticket = request.ticket {
          state.tickets[ticket] = known.position
        }
        if fault == .changesAnswers { state.answers[request.key]?.answer = request.answer }
        return fault == .changesAnswers
          ? AppendReceipt(position: known.position, answer: request.answer, events: [], isReplay: true)
          : known
      }
      if fault != .checksConditionsUnlocked { try check(request, in: state) }
      try checkAside(request, in: state)
    } catch {
      state.hasFailed = true
      if fault == .leavesGaps { state.gaps += 1 }
      if fault == .keepsKeysOfFailures {
        state.answers[request.key] = (request.fingerprint, state.position, request.answer)
      }
      if fault == .keepsAttachmentsOfFailures { keep(request.attachments, in: &state) }
      if fault == .appendsBeforeChecking, case .conditionFailed = error, let first = request.events.first {
        var half = request
        half.events = [first]
        _ = write(half, to: &state)
        state.answers[request.key] = nil
      }
      throw error
    }
    return write(request, to: &state)
  }

  private func known(_ request: AppendRequest, in state: State) throws(AppendError) -> AppendReceipt? {
    if fault == .dropsKeyCheck { return nil }
    guard let known = state.answers[key(of: request)] else { return nil }
    if known.fingerprint != request.fingerprint, fault != .reusesKeys { throw .keyReused }
    return AppendReceipt(position: known.position, answer: known.answer, events: [], isReplay: true)
  }

  private func key(of request: AppendRequest) -> String {
    fault == .keepsKeysByStream ? "\(request.stream) \(request.key)" : request.key
  }

  private func check(_ request: AppendRequest, in state: State) throws(AppendError) {
    guard let condition = request.condition, fault != .ignoresConditions else { return }
    let excluded = state.events.last { event, tags in
      switch condition.scope {
      case .stream: return event.header.stream == request.stream || fault == .looksAtTheWholeLog
      case .tags(let named):
        let looked = fault == .looksAtOneTag ? Array(named.prefix(1)) : named
        return (event.header.stream == request.stream || fault == .looksAtTagsOfAllStreams)
          && !looked.allSatisfy { !tags.contains($0) }
      }
    }
    let latest = excluded?.event.header.position ?? 0
    let seen: Int64
    switch condition.lastLook {
    case .position(let position): seen = position
    case .request(let ticket):
      guard let position = state.tickets[ticket] else {
        if fault == .trustsTickets { return }
        throw .conditionFailed(latest)
      }
      seen = fault == .looksAtTicketsOnly ? .max : position
    }
    if latest > (fault == .excludesWhatWasSeen ? seen - 1 : seen) { throw .conditionFailed(latest) }
  }

  private func checkAside(_ request: AppendRequest, in state: State) throws(AppendError) {
    guard let aside = request.aside, fault != .looksAtOneStream else { return }
    let latest = state.events.last { $0.event.header.stream == aside.stream }?.event.header.position ?? 0
    if latest > aside.unchangedSince { throw .conditionFailed(latest) }
  }

  func write(_ request: AppendRequest, to state: inout State) -> AppendReceipt {
    if fault == .altersWhatWasRead, !state.events.isEmpty { state.events[0].event.body.append(0x21) }
    var written: [StoredEvent] = []
    if let aside = request.aside, fault != .dropsWhatIsAside {
      for new in aside.events {
        let event = event(new, in: aside.stream, of: request, after: state)
        written.append(event)
        state.events.append((event, new.tags))
      }
    }
    for (index, new) in request.events.enumerated() {
      let event = event(new, in: request.stream, of: request, after: state)
      written.append(event)
      if fault == .losesTheLastOfARequest, index > 0, index == request.events.count - 1 { continue }
      state.events.append((event, fault == .tagsTheFirstEventOnly && index > 0 ? [] : new.tags))
      if fault == .skipsLateCommitters || fault == .tellsBeforeCommitting {
        state.hidden.insert(event.header.position)
      }
    }
    let position = written.last?.header.position ?? 0
    keep(request.attachments, in: &state)
    if let ticket = request.ticket, fault != .forgetsTickets { state.tickets[ticket] = position }
    if fault == .forgetsKeys { state.answers = [:] }
    state.answers[key(of: request)] = (request.fingerprint, position, request.answer)
    return AppendReceipt(position: position, answer: request.answer, events: written, isReplay: false)
  }

  private func event(
    _ new: NewEvent, in stream: String, of request: AppendRequest, after state: State
  ) -> StoredEvent {
    let last = state.events.last?.event
    let before = state.events.last { $0.event.header.stream == stream }?.event
    let salt =
      fault == .saltsAlike
      ? Array(repeating: 7, count: 16) : (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    let body = fault == .mendsBodies ? Array(String(decoding: new.body, as: UTF8.self).utf8) : new.body
    let previous =
      switch fault {
      case .startsChainsAnew: Hash.zero
      case .chainsStreamsTogether: last?.hash ?? .zero
      default: before?.hash ?? .zero
      }
    let header = EventHeader(
      position: Int64(state.events.count) + 1 + state.gaps, stream: stream,
      sequence: ((fault == .numbersStreamsTogether ? last : before)?.header.sequence ?? 0) + 1,
      type: new.type, version: new.version, actor: request.actor,
      time: isMended(new) || fault == .letsTimeGoBack ? clock() : max(clock(), last?.header.time ?? .min),
      cause: request.key,
      previous: previous, body: StoredEvent.digest(salt: salt, body: body))
    let hash = fault == .hashesWithoutPrefix ? Hash(of: header.canonical) : header.hash
    return StoredEvent(header: header, hash: hash, salt: salt, body: body)
  }

  private func isMended(_ new: NewEvent) -> Bool {
    new.type == StoredEvent.mending && fault != .staysWithAWrongClock
  }

  private func keep(_ attachments: [Attachment], in state: inout State) {
    for attachment in attachments where fault != .dropsEmptyAttachments || !attachment.content.isEmpty {
      state.attachments[attachment.digest] = attachment.content
    }
  }

  private func reason(against request: AppendRequest) -> String? {
    if request.events.isEmpty { return "there is no event in it" }
    var names = [request.key, request.stream, request.actor]
    if let aside = request.aside { names.append(aside.stream) }
    if request.aside?.events.isEmpty == true || request.aside?.stream == request.stream { return "aside" }
    for event in request.events { names += [event.type] + event.tags }
    if case .tags(let tags) = request.condition?.scope { names += tags }
    if fault != .takesAnyName, !names.allSatisfy(LogName.isValid) { return "a name is not one" }
    if fault == .refusesLongNames, names.contains(where: { $0.utf8.count > 127 }) { return "a name is long" }
    let versions = (fault == .takesVersionZero ? 0 : 1)...Int(Int32.max)
    if !request.events.allSatisfy({ versions.contains($0.version) }) { return "a version is not one" }
    return nil
  }
}
