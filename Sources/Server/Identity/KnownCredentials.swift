internal import Scholarship
internal import Synchronization

/// Whose tokens were looked up a moment ago, so that a person at work is not looked up with each request.
///
/// What is known is forgotten when a credential ends, here or, by a notice, at another server; and after ``lifetime``, for a
/// notice may be lost.
final class KnownCredentials: Sendable {
  private struct Entry {
    var identity: Identity
    var until: ContinuousClock.Instant
  }

  private struct State {
    var entries: [[UInt8]: Entry] = [:]
    /// Whose each was when it was looked up last, for the log alone.
    var names: [[UInt8]: Handle] = [:]
    /// How often all was forgotten.
    var generation = 0
  }

  private let state = Mutex(State())

  /// What a look-up belongs to that begins now; see ``keep(_:_:_:now:)``.
  var generation: Int { state.withLock(\.generation) }

  /// Who a token's digest belongs to, if that was found out lately.
  func identity(_ digest: [UInt8], now: ContinuousClock.Instant = .now) -> Identity? {
    state.withLock { state in
      guard let entry = state.entries[digest], now < entry.until else { return nil }
      return entry.identity
    }
  }

  /// Keeps what was found, unless something ended since the look-up began.
  func keep(
    _ identity: Identity, _ digest: [UInt8], _ generation: Int, now: ContinuousClock.Instant = .now
  ) {
    state.withLock { state in
      if state.names.count >= Self.limit { state.names.removeAll() }
      state.names[digest] = identity.handle
      guard state.generation == generation else { return }
      if state.entries.count >= Self.limit {
        state.entries = state.entries.filter { now < $0.value.until }
        if state.entries.count >= Self.limit { state.entries.removeAll() }
      }
      state.entries[digest] = Entry(identity: identity, until: now + Self.lifetime)
    }
  }

  /// Whose a token was when it was looked up last. It may have ended since, so nobody is let in by this.
  func name(_ digest: [UInt8]) -> Handle? { state.withLock { $0.names[digest] } }

  /// Forgets all: some of it may be true no more.
  func forget() {
    state.withLock { state in
      state.generation += 1
      state.entries = [:]
    }
  }

  static let lifetime = Duration.seconds(1)
  private static let limit = 4096
}
