internal import EventLog
internal import Ledger
internal import Logging
internal import Synchronization

/// What happens, as it happens, for any number of readers: one task reads the log and encodes each event once, and
/// all readers take it from the same window.
///
/// A reader that has fallen out of the window reads the log by itself until it is back in. Nothing is kept for a
/// reader but its position and the chunk that it is being sent.
final class Feed: Sendable {
  struct Bounds: Sendable {
    /// How often a reader hears something at least, and is looked at whether they may still see it.
    var heartbeat = Duration.seconds(15)
    /// How long a reader may take no byte of what it is sent.
    var patience = Duration.seconds(5)
    /// How long the message that says so may take to get through before the connection is closed.
    var grace = Duration.seconds(2)
    /// The least time between two looks at the log: what comes meanwhile is sent together.
    var pause = Duration.milliseconds(5)
    /// What the window holds.
    var events = 16_384
    var bytes = 16 << 20
    /// How many events are taken from the window or a stream at a time.
    var page = 256
  }

  /// What a reader finds.
  enum Step {
    case events([FeedEvent])
    /// The reader has fallen out of the window: everything up to this position is to be read from the log.
    case behind(Int64)
    /// It is time for a sign of life.
    case heartbeat(Int)
    /// The server is stopping.
    case closed
  }

  /// What keeps the feeds from going on.
  struct Halt: Hashable, Sendable {
    /// The position after which they stand.
    var position: Int64
    var cause: String
  }

  private struct Waiter {
    var position: Int64
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    /// `nil` while nobody reads.
    var window: FeedWindow?
    var halt: Halt?
    var heartbeat = 0
    var isClosed = false
    var readers: [Int: FeedConnection] = [:]
    var nextID = 0
    var waiters: [Int: Waiter] = [:]
    var arrival: CheckedContinuation<Void, Never>?
  }

  let store: any EventStore
  let bounds: Bounds
  private let logger: Logger
  private let state = Mutex(State())

  init(_ store: any EventStore, bounds: Bounds, logger: Logger) {
    self.store = store
    self.bounds = bounds
    self.logger = logger
  }

  // MARK: For readers

  /// How many are reading.
  var readerCount: Int { state.withLock { $0.readers.count } }

  /// How many events and bytes are kept for all of them.
  var kept: (events: Int, bytes: Int) { state.withLock { ($0.window?.count ?? 0, $0.window?.size ?? 0) } }

  /// Comes in.
  func enter(_ connection: FeedConnection) -> Int {
    let (id, arrival) = state.withLock { state in
      state.nextID += 1
      state.readers[state.nextID] = connection
      defer { state.arrival = nil }
      return (state.nextID, state.arrival)
    }
    arrival?.resume()
    return id
  }

  func leave(_ id: Int) { state.withLock { $0.readers[id] = nil } }

  /// What comes after a position, as soon as there is something.
  ///
  /// - Parameter heartbeat: the last one the reader was told of.
  func next(after position: Int64, heartbeat: Int) async throws(CancellationError) -> Step {
    while true {
      if let step = state.withLock({ Self.step($0, position, heartbeat, bounds.page) }) { return step }
      await wait(after: position, heartbeat: heartbeat)
      if Task.isCancelled { throw CancellationError() }
    }
  }

  private static func step(_ state: State, _ position: Int64, _ heartbeat: Int, _ page: Int) -> Step? {
    if state.isClosed { return .closed }
    // Before what is new: a reader whose papers are quiet while others are not needs one as well.
    if state.heartbeat > heartbeat { return .heartbeat(state.heartbeat) }
    guard let window = state.window else { return nil }
    switch window.part(after: position, limit: page) {
    case .events(let events): return .events(events)
    case .tooLate: return .behind(window.end)
    case .nothing: return nil
    }
  }

  private func wait(after position: Int64, heartbeat: Int) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          if Task.isCancelled || Self.step(state, position, heartbeat, 1) != nil { return false }
          state.waiters[id] = Waiter(position: position, continuation: continuation)
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume()
    }
  }

  // MARK: For the server

  /// Why the feeds stand still; `nil` while they go on, or nobody reads. They try again each second.
  var halt: Halt? { state.withLock(\.halt) }

  /// Reads the log for as long as there is anyone to read it for, until the task is cancelled; then says so to all.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.follow() }
      group.addTask { await self.beat() }
      group.addTask { await self.watch() }
    }
    close()
  }

  /// Ends all feeds.
  func close() {
    change { $0.isClosed = true }
  }

  /// Changes something that readers wait for, and wakes those it is for.
  private func change(_ body: (inout State) -> Void) {
    let (ready, arrival) = state.withLock { state in
      body(&state)
      let ready =
        state.isClosed
        ? state.waiters : state.waiters.filter { $0.value.position < state.window?.end ?? 0 }
      for id in ready.keys { state.waiters[id] = nil }
      defer { state.arrival = nil }
      return (ready, state.arrival)
    }
    for waiter in ready.values { waiter.continuation.resume() }
    arrival?.resume()
  }

  private func follow() async {
    while !Task.isCancelled {
      do {
        try await arrival()
        try await followLog()
      } catch is CancellationError {
        return
      } catch {
        stand(still: "\(error)")
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
      }
    }
  }

  private func stand(still cause: String) {
    let isNews = state.withLock { state in
      let halt = Halt(position: state.window?.end ?? 0, cause: cause)
      defer { state.halt = halt }
      return state.halt != halt
    }
    if isNews { logger.error("the feeds stand still", metadata: ["cause": "\(cause)"]) }
  }

  /// Waits for a reader.
  private func arrival() async throws(CancellationError) {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          if Task.isCancelled || !state.readers.isEmpty { return false }
          state.window = nil
          state.halt = nil
          state.arrival = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      let arrival = state.withLock { state in
        defer { state.arrival = nil }
        return state.arrival
      }
      arrival?.resume()
    }
    if Task.isCancelled { throw CancellationError() }
  }

  /// Follows the log until nobody reads any more.
  private func followLog() async throws {
    var end: Int64
    if let window = state.withLock({ $0.window }) {
      end = window.end
    } else {
      // From before the last event, so that a log whose last one is missing is found at once.
      end = max(0, try await store.head() - 1)
      let window = FeedWindow(after: end, events: bounds.events, bytes: bounds.bytes)
      change { $0.window = window }
    }
    while readerCount > 0 {
      try Task.checkCancellation()
      let (began, told) = (ContinuousClock.now, store.progress.position)
      let stored = try await store.following(end, limit: Self.page)
      state.withLock { $0.halt = nil }
      let isMended = stored.contains { $0.header.type == StoredEvent.mending }
      // Only what came before a mending can be dated wrongly.
      let mendings = isMended ? try await store.mendings() : Mendings([])
      let events = stored.map { FeedEvent($0, mendings: mendings) }
      if let last = events.last {
        end = last.position
        if isMended || stored.contains(where: { $0.header.type == StoredEvent.erasure }) {
          change { $0.window?.forget() }
        }
        change { $0.window?.append(events) }
        try await Task.sleep(until: began + bounds.pause)
      } else if told > end {
        // The log had come further than it has now, as where an older backup of it was put in its place: to wait for
        // what was told of would be no wait at all.
        try await Task.sleep(for: Self.rest)
      } else {
        // Looks by itself, too: what other servers append may come without a word.
        _ = await store.progress.wait(for: end + 1, atMost: .seconds(1))
      }
    }
  }

  private func beat() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: bounds.heartbeat) } catch { return }
      look()
    }
  }

  /// Lets every reader be looked at now whether they may still see what they do.
  func look() {
    let ready = state.withLock { state in
      state.heartbeat += 1
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in ready.values { waiter.continuation.resume() }
  }

  /// Cuts those that take nothing any more.
  private func watch() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: bounds.patience / 4) } catch { return }
      let readers = state.withLock { Array($0.readers.values) }
      for reader in readers {
        guard let position = reader.cutIfStalled(after: bounds.patience, grace: bounds.grace) else {
          continue
        }
        logger.info("a feed's reader takes nothing, and is cut", metadata: ["after": "\(position)"])
      }
    }
  }

  /// How many events are read from the log at a time.
  private static let page = 1000
  /// How long it rests where nothing is found of what was told of.
  private static let rest = Duration.milliseconds(100)
}
