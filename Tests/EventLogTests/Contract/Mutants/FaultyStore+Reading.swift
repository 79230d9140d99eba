import EventLog
import Ledger
import Synchronization

extension FaultyStore {
  func answer(to key: String, fingerprint: Hash) async throws(AppendError) -> AppendReceipt? {
    try log.state.withLock { state throws(AppendError) in
      guard let known = state.answers[key] else { return nil }
      guard known.fingerprint == fingerprint || fault == .reusesKeys else { throw .keyReused }
      return AppendReceipt(position: known.position, answer: known.answer, events: [], isReplay: true)
    }
  }

  func events(after position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    let after = fault == .readsFromThePosition ? position - 1 : position
    return page(limit) { $0.position > after }
  }

  func events(of stream: String, after sequence: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    let after = fault == .readsFromThePosition ? sequence - 1 : sequence
    return page(limit) { header in
      (header.stream == stream || fault == .readsOtherStreams && header.stream.hasPrefix(stream))
        && header.sequence > after
    }
  }

  func contents(
    of stream: String, filedUnder tags: [String]?, after sequence: Int64, upTo position: Int64, limit: Int
  ) async throws(ReadError) -> [EventContent] {
    let last = fault == .readsPastThePosition ? .max : position
    let asked = fault == .readsByTheFirstTag ? tags.map { Array($0.prefix(1)) } : tags
    let filed = asked.map { asked in
      log.state.withLock { state in
        state.events.flatMap { event in
          event.tags.filter(asked.contains).map { _ in event.event.header.position }
        }
      }
    }
    let events = page(limit) { header in
      header.stream == stream && header.sequence > sequence && header.position <= last
        && (filed?.contains(header.position) ?? true)
    }
    guard fault == .readsTwiceByTwoTags, let filed else { return events.map { EventContent($0) } }
    return events.flatMap { event in
      filed.filter { $0 == event.header.position }.map { _ in EventContent(event) }
    }
  }

  private func page(_ limit: Int, _ isWanted: (EventHeader) -> Bool) -> [StoredEvent] {
    log.state.withLock { state in
      state.reads += 1
      let wanted = state.events.map(\.event).filter {
        isWanted($0.header) && !state.hidden.contains($0.header.position)
      }
      let page = Array(wanted.prefix(max(fault == .ignoresLimits ? limit + 1 : limit, 0)))
      return fault == .pagesBackwards ? page.reversed() : page
    }
  }

  func following(_ position: Int64, limit: Int) async throws(ReadError) -> [StoredEvent] {
    let own = own.withLock { $0 }
    if fault == .skipsWhatOthersAppended {
      let later = own.filter { $0.header.position > position }
      if !later.isEmpty { return Array(later.prefix(limit)) }
    }
    let events = try await events(after: position, limit: limit)
    guard fault == .keepsErasedWords else { return events }
    return events.map { event in own.first { $0.header.position == event.header.position } ?? event }
  }

  /// Erases a body past every store, and gives the position of the event that says so.
  func erase(_ position: Int64) -> Int64 {
    log.state.withLock { state in
      let index = Int(position) - 1
      let erased = state.events[index].event
      let request = AppendRequest(
        key: "erasure of \(position)", fingerprint: .zero, stream: erased.header.stream, actor: "ada",
        events: [
          NewEvent(type: StoredEvent.erasure, version: 2, tags: state.events[index].tags, body: [])
        ])
      (state.events[index].event.salt, state.events[index].event.body) = ([], Array("{}".utf8))
      return write(request, to: &state).position
    }
  }

  /// Mends the clock past every store, to what it says, and gives the position of the event that says so.
  func mendClock(to time: Int64) -> Int64? {
    log.state.withLock { state in
      let last = state.events.last?.event.header.time ?? 0
      guard time < last - ClockFault.tolerance || fault == .mendsWhatIsRight else { return nil }
      let request = AppendRequest(
        key: "mending after \(state.position)", fingerprint: .zero, stream: StoredEvent.clockStream,
        actor: "ada", events: [NewEvent(type: StoredEvent.mending, version: 1, tags: [], body: [])])
      return write(request, to: &state).position
    }
  }

  func streams() async throws(ReadError) -> [String] {
    log.state.withLock { state in Set(state.events.map(\.event.header.stream)).sorted() }
  }

  func head() async throws(ReadError) -> Int64 {
    log.state.withLock { state in
      let visible = state.events.last { !state.hidden.contains($0.event.header.position) }
      return visible?.event.header.position ?? (fault == .startsAtOne ? 1 : 0)
    }
  }

  func attachment(_ digest: Hash) async throws(ReadError) -> [UInt8]? {
    log.state.withLock { $0.attachments[digest] }
  }
}
